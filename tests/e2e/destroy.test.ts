import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { packageFile } from '../../tools/build/paths.ts';
import { eventually } from '../support/eventually.ts';
import { gone, seen } from '../support/see.ts';
import { launcher, run, type Shop, soon } from '../support/shop-pages.ts';
import { openShopper, type Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

/** What the widget leaves behind when it is taken off a page: nothing. */
const stage = useStage('destroy');

/** What a page counts of everything that can be left. */
interface Counts {
  listeners: string[];
  timers: number;
  intervals: number;
  observers: number;
  sockets: number;
  globals: string[];
}

/** Counts whatever is begun and not ended, from before the first script of the page. */
function watchEverything(): void {
  // The tests' own driver is in the page, too.
  const isOurs = (): boolean => /shopbell\.js|\/v\/\d/.test(new Error().stack ?? '');
  const listeners = new Map<string, number>();
  const note = (name: string, by: number): void => void listeners.set(name, (listeners.get(name) ?? 0) + by);
  const nameOf = (target: EventTarget, type: string): string =>
    `${target === window ? 'window' : target === document ? 'document' : target.constructor.name} ${type}`;
  const known = new WeakMap<EventTarget, Set<string>>();
  const ids = new WeakMap<object, number>();
  let last = 0;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const key = (type: string, listener: object, options: unknown): string => {
    if (!ids.has(listener)) ids.set(listener, ++last);
    const capture = typeof options === 'object' && options ? (options as { capture?: boolean }).capture : options;
    return `${type} ${ids.get(listener)} ${!!capture}`;
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    // What hangs on the widget's own nodes goes with them.
    const own = this instanceof Node && this !== document && (this as Node).getRootNode() !== document;
    if (listener && isOurs() && !own && !(this instanceof AbortSignal)) {
      const signal = typeof options === 'object' ? options?.signal : undefined;
      const set = known.get(this ?? window) ?? new Set();
      known.set(this ?? window, set);
      const id = key(type, listener, options);
      if (!set.has(id) && !signal?.aborted) {
        set.add(id);
        const name = nameOf(this ?? window, type);
        note(name, 1);
        const end = (): void => {
          if (set.delete(id)) note(name, -1);
        };
        if (signal) addEventListener.call(signal, 'abort', end);
        if (typeof options === 'object' && options?.once) addEventListener.call(this, type, end);
      }
    }
    return addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    if (listener && known.get(this)?.delete(key(type, listener, options))) note(nameOf(this, type), -1);
    return removeEventListener.call(this, type, listener, options);
  };

  const timers = new Set<number>();
  const intervals = new Set<number>();
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = ((run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const id: number = setTimeout(() => {
      timers.delete(id);
      run(...args);
    }, ms);
    if (isOurs()) timers.add(id);
    return id;
  }) as typeof setTimeout;
  window.clearTimeout = (id) => {
    timers.delete(id as number);
    clearTimeout(id);
  };
  window.setInterval = ((run: TimerHandler, ms?: number) => {
    const id = setInterval(run, ms);
    if (isOurs()) intervals.add(id);
    return id;
  }) as typeof setInterval;
  window.clearInterval = (id) => {
    intervals.delete(id as number);
    clearInterval(id);
  };

  let observers = 0;
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver'] as const) {
    const observing = new WeakSet();
    const proto = window[name].prototype as unknown as { observe(...args: unknown[]): void; disconnect(): void };
    const { observe, disconnect } = proto;
    proto.observe = function (...args) {
      if (isOurs() && !observing.has(this)) {
        observers += 1;
        observing.add(this);
      }
      observe.apply(this, args);
    };
    proto.disconnect = function () {
      if (observing.delete(this)) observers -= 1;
      disconnect.call(this);
    };
  }

  const sockets: WebSocket[] = [];
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.push(this);
    }
  };
  const before = new Set([...Object.getOwnPropertyNames(window), 'counts']);
  Object.assign(window, {
    counts: (): Counts => ({
      listeners: [...listeners].filter(([, count]) => count > 0).map(([name, count]) => `${name} ×${count}`),
      timers: timers.size,
      intervals: intervals.size,
      observers,
      sockets: sockets.filter(({ readyState }) => readyState < WebSocket.CLOSING).length,
      globals: Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && !/playwright/i.test(name)),
    }),
  });
}

const counts = (page: Page): Promise<Counts> =>
  page.evaluate(() => (window as unknown as { counts(): Counts }).counts());
const nodes = (page: Page): Promise<number> =>
  page.locator('shopbell-chat, script[integrity], link[href*="/v/"], #HeydayStartIconContainer').count();

const NOTHING: Counts = { listeners: [], timers: 0, intervals: 0, observers: 0, sockets: 0, globals: [] };

async function visit(html: string): Promise<Shopper> {
  const watched = await stage.blank({ permissions: ['local-network-access'] });
  await watched.page.addInitScript(watchEverything);
  await watched.page
    .context()
    .route(`${stage.server.origin}/shop`, (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  return openShopper(watched, `${stage.server.origin}/shop`);
}
const PAGE = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><body><h1>Shop</h1>';
const BAR = '<div style="position:fixed;inset:auto 0 0 0;height:50px;background:#fff">We have cookies</div>';

/** Opens what there is, so that every file has come and everything that can run does. */
async function useAll(shopper: Shopper): Promise<void> {
  const { page, panel } = shopper;
  await page.evaluate(() => (window as unknown as Shop).Shopbell('on', 'message', () => {}));
  await shopper.openChat();
  await shopper.ask('Show me mugs', /./);
  await panel.getByRole('button', { name: 'Emoji' }).click();
  await seen(page.getByRole('dialog', { name: 'Emoji' }));
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'More options' }).click();
  await seen(page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await shopper.wantPerson();
  await panel.getByRole('textbox', { name: 'Write a message' }).pressSequentially('I am');
}

it('[LO56] leaves no node, listener, timer, observer, socket or global', async () => {
  const shopper = await visit(
    `${PAGE}${BAR}<script async src="/shopbell.js?shop=demo&cookie_consent=3&title_badge=true"></script>`,
  );
  const { page } = shopper;
  await useAll(shopper);
  const during = await counts(page);
  expect(during.sockets).toBe(1);
  expect(during.observers).toBeGreaterThan(0);
  expect(during.listeners.length).toBeGreaterThan(0);
  expect(during.globals).toEqual(['Shopbell']);
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
  });
  await seen(page.locator('dialog > shopbell-chat'));
  await run(page, 'destroy');
  await soon(() => counts(page)).toEqual(NOTHING);
  expect(await nodes(page)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
  expect(await page.title()).toBe('Shop');
});

it('[LO56] nothing is left on a phone either, nor when it goes while files are on their way', async () => {
  const shopper = await visit(`${PAGE}<script async src="/shopbell.js?shop=demo"></script>`);
  const { page } = shopper;
  await page.setViewportSize({ width: 390, height: 800 });
  await shopper.openChat();
  await soon(() => page.evaluate(() => document.documentElement.style.overflow)).toBe('hidden');
  await run(page, 'destroy');
  await soon(() => counts(page)).toEqual(NOTHING);
  expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
  // Before the shop's settings have come, and just after the click.
  await page.addScriptTag({ url: '/shopbell.js' });
  await page.evaluate(() => {
    const { Shopbell } = window as unknown as { Shopbell: (...command: unknown[]) => void };
    Shopbell('init', { shop: 'demo' });
    Shopbell('open');
    Shopbell('destroy');
  });
  await page.addScriptTag({ url: '/shopbell.js?shop=demo' });
  await launcher(page).waitFor();
  await run(page, 'open');
  await run(page, 'destroy');
  await page.waitForLoadState('networkidle');
  await soon(() => counts(page)).toEqual(NOTHING);
  expect(await nodes(page)).toBe(0);
});

it('[LO57] after it the script can be loaded again, and the chat goes on', async () => {
  const shopper = await visit(`${PAGE}<script async src="/shopbell.js?shop=demo"></script>`);
  const { page, panel } = shopper;
  await shopper.openChat();
  await shopper.ask('Where is my order?', /order/);
  await run(page, 'destroy');
  await gone(panel);
  await page.addScriptTag({ url: '/shopbell.js' });
  await run(page, 'init', { shop: 'demo' });
  await seen(panel);
  await seen(shopper.log.getByText('Where is my order?'));
  await shopper.ask('Thank you', /./);
});

it('[LO57] a module makes the chat anew after destroy', async () => {
  const { page, panel } = await visit(PAGE);
  await page.addScriptTag({
    type: 'module',
    content: `import { createChat } from '/v/${packageFile().version}/npm.js'; window.make = () => { window.chat = createChat({ shop: 'demo', api: location.origin }) };`,
  });
  await eventually('the module', () => page.evaluate(() => 'make' in window));
  for (let time = 0; time < 3; time += 1) {
    await page.evaluate(() => (window as unknown as { make(): void }).make());
    await launcher(page).waitFor();
    await page.evaluate(() => (window as unknown as { chat: { open(): void } }).chat.open());
    await seen(panel);
    await page.evaluate(() => (window as unknown as { chat: { destroy(): void } }).chat.destroy());
    await gone(panel);
  }
  await soon(() => counts(page)).toEqual({ ...NOTHING, globals: ['make', 'chat'] });
  expect(await nodes(page)).toBe(0);
});
