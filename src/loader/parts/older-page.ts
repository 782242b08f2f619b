import type { Bell } from '../bell.ts';
import css from './older-page.css?inline';

type Around = Pick<Bell, 'door' | 'signal'>;

const LAUNCHER = 'HeydayStartIconContainer';
/** A declaration of a custom property, which is left as it is, or what makes any other important. */
const IMPORTANT = /--[\w-]+:[^;}]*|\s*!important/g;
/** What the widget says of its own element holds: whether it is there at all. */
const OWN = /:host\(\[(hidden|data-away|data-in|data-open)/;
const yielded = new WeakSet<CSSStyleSheet>();

/**
 * A page of an older install, which has `<div id="hdAttributes">`, knows the widget's element by an id: it clicks it, moves
 * it by styles of its own, or hides it. Called each time the widget is placed; what it watches ends with the chat.
 * @param attributes the page's element with options
 */
export function obeyOlderPage({ door, signal }: Around, attributes: Element): void {
  const { element, root } = door;
  for (const sheet of root.adoptedStyleSheets) yieldTo(sheet);
  if (element.id === LAUNCHER) return;
  element.id = LAUNCHER;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  yielded.add(sheet);
  followPlace({ door, signal });
  followAttributes(attributes, signal);
}

/** Styles of the page reach the element: of those in here, only what concerns more than its place stays stronger. */
function yieldTo(sheet: CSSStyleSheet): void {
  if (yielded.has(sheet)) return;
  yielded.add(sheet);
  const rules = [...sheet.cssRules].map(({ cssText }) =>
    cssText.includes(':host') && !OWN.test(cssText)
      ? cssText.replace(IMPORTANT, (found) => (found.startsWith('--') ? found : ''))
      : cssText,
  );
  sheet.replaceSync(rules.join(''));
}

/** The open panel is shown, and knows how far from its corner the page has put it. */
function followPlace({ door, signal }: Around): void {
  const { element, frame, launcher } = door;
  const look = (): void => {
    element.toggleAttribute('data-open', launcher.ariaExpanded === 'true');
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const x = element.dataset.x === 'left' ? left : innerWidth - right;
    const y = element.dataset.y === 'top' ? top : innerHeight - bottom;
    frame.style.setProperty('--sb-off-x', `${x}px`);
    frame.style.setProperty('--sb-off-y', `${y}px`);
  };
  const observer = new MutationObserver(look);
  observer.observe(launcher, { attributeFilter: ['aria-expanded'] });
  observer.observe(element, { attributeFilter: ['style', 'class'] });
  addEventListener('resize', look, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** What such a page calls is the global function, as any other page does. */
const command = (...words: unknown[]): unknown =>
  (window as { Shopbell?: (...words: unknown[]) => unknown }).Shopbell?.(...words);

/** Attributes that change while the page is there take effect as options do by `update`; another shopper is another. */
function followAttributes(attributes: Element, signal: AbortSignal): void {
  const observer = new MutationObserver((changes) => {
    const [who] = changes.filter(({ attributeName }) => attributeName === 'external_id');
    const now = attributes.getAttribute('external_id');
    if (who && who.oldValue !== now) {
      if (who.oldValue) command('logout');
      if (now) command('identify', { clientId: now });
    }
    command('update', {});
  });
  observer.observe(attributes, { attributes: true, attributeOldValue: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
