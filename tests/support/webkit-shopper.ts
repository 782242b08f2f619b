import { eventually } from './eventually.ts';
import type { Point, WebDriver } from './webdriver.ts';

type Role = 'button' | 'textbox' | 'radio' | 'dialog' | 'link';

/** A shopper in a browser that Playwright does not drive; they find things by what a screen reader calls them. */
export interface WebkitShopper {
  /** What stands in the panel's log, on one line; '' while the panel is not open. */
  log(): Promise<string>;
  /** Resolves when the panel's text holds this. */
  sees(text: string | RegExp): Promise<void>;
  /** Resolves when there is such a thing, whose name begins so, in sight of who scrolls. */
  finds(role: Role, name: string): Promise<void>;
  /** Resolves when there is none. */
  misses(role: Role, name: string): Promise<void>;
  press(role: Role, name: string): Promise<void>;
  /** Presses into a field and writes there. */
  write(field: string, text: string): Promise<void>;
  say(text: string): Promise<void>;
}

interface Found extends Point {
  name: string;
  /** Nothing lies over it. */
  clear: boolean;
}

/**
 * Runs in the page: the first such element that can be seen, brought into view.
 * @param watch from now on the page notes by name what presses reach
 */
function locate(role: Role, name: string, watch: boolean): Found | null {
  const root = document.querySelector('shopbell-chat')?.shadowRoot;
  const nameOf = (element: HTMLElement): string =>
    (
      element.getAttribute('aria-label') ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      element.textContent ??
      ''
    ).trim();
  if (watch) {
    const page = window as unknown as { reached?: string[] };
    if (!page.reached) {
      const hear = (event: Event): void => {
        for (const element of event.composedPath())
          if (element instanceof HTMLElement && element.matches('button, textarea, input, a'))
            page.reached?.push(nameOf(element));
        page.reached?.push('');
      };
      addEventListener('click', hear, { capture: true });
    }
    page.reached = [];
  }
  const selectors = {
    button: 'button',
    textbox: 'textarea,input:not([type=radio])',
    radio: 'input[type=radio]',
    dialog: '[role=dialog]',
    link: 'a',
  };
  for (const element of root?.querySelectorAll<HTMLElement>(selectors[role]) ?? []) {
    const called = nameOf(element);
    if (!called.startsWith(name) || !element.checkVisibility({ visibilityProperty: true })) continue;
    element.scrollIntoView({ block: 'nearest' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const at = { x: x + width / 2, y: y + height / 2 };
    const top = root?.elementFromPoint(at.x, at.y);
    const clear = !!top && (element.contains(top) || !!element.closest('label')?.contains(top));
    return { ...at, name: called, clear };
  }
  return null;
}

const reached = (): string[] => (window as unknown as { reached?: string[] }).reached ?? [];

const panelText = (part: string): string =>
  document
    .querySelector('shopbell-chat')
    ?.shadowRoot?.querySelector<HTMLElement>(`.panel:not([hidden])${part}`)
    ?.innerText.replace(/\s+/g, ' ') ?? '';

/** @param touch presses are a finger's */
export function webkitShopper(browser: WebDriver, touch = false): WebkitShopper {
  const look = (role: Role, name: string, watch = false): Promise<Found | null> =>
    browser.run(locate, role, name, watch);

  /** Where it is, once it has come to rest and nothing covers it. */
  async function placeOf(role: Role, name: string): Promise<Point> {
    let before: Found | null = null;
    return eventually(`${role} “${name}” can be pressed`, async () => {
      const now = await look(role, name);
      const still = now?.clear && before && Math.abs(now.x - before.x) < 1 && Math.abs(now.y - before.y) < 1;
      before = now;
      return still ? now : undefined;
    });
  }

  const shopper: WebkitShopper = {
    log: () => browser.run(panelText, ' [role=log]'),
    async sees(text) {
      await eventually(`the panel shows ${text}`, async () => {
        const shown = await browser.run(panelText, '');
        return typeof text === 'string' ? shown.includes(text) : text.test(shown);
      });
    },
    finds: async (role, name) => void (await eventually(`there is a ${role} “${name}”`, () => look(role, name))),
    misses: async (role, name) =>
      void (await eventually(`there is no ${role} “${name}”`, async () => !(await look(role, name)))),
    // What moves between the look and the press is missed; whoever misses presses again.
    async press(role, name) {
      for (;;) {
        const at = await placeOf(role, name);
        await look(role, name, true);
        await browser.press(at, touch ? 'touch' : 'mouse');
        const names = await eventually(`a press for ${role} “${name}” reaches something`, async () => {
          const now = await browser.run(reached);
          return now.length > 0 ? now : undefined;
        });
        if (names.some((one) => one.startsWith(name))) return;
      }
    },
    async write(field, text) {
      await shopper.press('textbox', field);
      await browser.type(text);
    },
    async say(text) {
      await shopper.write('Write a message', text);
      await shopper.press('button', 'Send');
    },
  };
  return shopper;
}
