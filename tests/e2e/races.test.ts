import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { QUEUE_STUB } from '../../src/protocol/snippet.ts';
import { packageFile } from '../../tools/build/paths.ts';
import { launcher, panel, run, soon, useShopPages } from '../support/shop-pages.ts';

/** Scripts that come in any order, late, not at all, or as something else: one working chat, or the page as it was. */
const shop = useShopPages();

const PINNED = `/v/${packageFile().version}/shopbell.js`;
const ASYNC = '<script async src="/shopbell.js"></script>';
/** What each page asks for, and hears of it. */
const COMMANDS = `Shopbell('on', 'ready', function () { told.push('ready') });
  Shopbell('on', 'state', function (event) { told.push(event.state) }); Shopbell('init', { shop: 'demo' });`;
const QUEUE = `<script>${QUEUE_STUB}${COMMANDS}</script>`;
/** As Tag Manager's `createArgumentsQueue` leaves it, with the array beside the function. */
const GTM = `<script>(function () { var waiting = []; window.Shopbell = window.Shopbell || function () { waiting.push(arguments) };
  window.Shopbell.q = window.Shopbell.q || waiting })()</script>`;
/** A script that comes when the page is long there. */
const later = (src = '/shopbell.js'): string =>
  `<script>addEventListener('load', function () { setTimeout(function () {
    var script = document.createElement('script'); script.async = true; script.src = '${src}'; document.head.append(script) }) })</script>`;

const visit = (body: string, more = {}): Promise<Page> =>
  shop.visit(`<h1>Shop</h1><script>window.told = []</script>${body}`, more);
const told = (page: Page): Promise<string[]> => page.evaluate('told') as Promise<string[]>;
const chats = (page: Page): Promise<number> => page.locator('shopbell-chat').count();
/** Lines of the console, but for those about conversations, which this server has none of. */
const lines = (): string[] => shop.said.filter((line) => !/^WebSocket connection|\/stream$/.test(line));
/** The chat's own among them. */
const ours = (): string[] => shop.said.filter((line) => line.startsWith('Shopbell'));

/** One chat, which opens, and tells each thing once. */
async function works(page: Page): Promise<void> {
  await launcher(page).waitFor();
  await soon(() => told(page)).toEqual(['ready', 'welcome']);
  await launcher(page).click();
  await panel(page).waitFor();
  expect([await chats(page), await told(page)]).toEqual([1, ['ready', 'welcome', 'chat']]);
  expect(lines()).toEqual([]);
}

describe('whichever script comes first', () => {
  it.each([
    ['the queue, then the script', QUEUE + ASYNC],
    ['the script, then the queue', `<script src="/shopbell.js"></script>${QUEUE}`],
    ['the script long after the queue', QUEUE + later()],
    [
      'the queue long after the script',
      `${ASYNC}${later().replace(/setTimeout[\s\S]*$/, `setTimeout(function () { ${QUEUE_STUB}${COMMANDS} }) })</script>`)}`,
    ],
    ['the script twice', QUEUE + ASYNC + ASYNC],
    ['the script before and after the queue', ASYNC + QUEUE + ASYNC],
    ['the newest script and a pinned one', `${QUEUE + ASYNC}<script async src="${PINNED}"></script>`],
    ['a script in the head of the page and one much later', `<script src="/shopbell.js"></script>${QUEUE}${later()}`],
    ['the tag manager’s queue before the snippet', GTM + QUEUE + ASYNC],
    ['the tag manager’s queue after the snippet', QUEUE + GTM + ASYNC],
    ['the tag manager’s queue after all of it', `${QUEUE}<script src="/shopbell.js"></script>${GTM}`],
    ['the tag manager’s queue alone, and its script', `${GTM}<script>${COMMANDS}</script>${later()}`],
    ['the snippet after the tag manager’s script', `${GTM}${ASYNC}${QUEUE}`],
  ])('[SN40] %s: one chat', async (_, body) => {
    await works(await visit(body));
  });

  it('[SN41] the whole snippet twice: one chat, and the second init changes nothing', async () => {
    const page = await visit(QUEUE + ASYNC + QUEUE + ASYNC);
    await launcher(page).waitFor();
    await soon(() => told(page)).toEqual(['ready', 'ready', 'welcome', 'welcome']);
    await launcher(page).click();
    await panel(page).waitFor();
    expect(await chats(page)).toBe(1);
    expect(lines()).toEqual([]);
  });
});

describe('slow', () => {
  it.each([
    ['shopbell.js', QUEUE + ASYNC],
    ['widget', QUEUE + ASYNC],
    ['page.js', QUEUE + ASYNC],
    ['table.js', `${QUEUE.replace("shop: 'demo'", "shop: 'demo', closeDelay: 99")}${ASYNC}`],
    ['options.js', `${QUEUE.replace("shop: 'demo'", "shop: 'demo', closeDelay: 99")}${ASYNC}`],
    ['widget.js', QUEUE + ASYNC],
  ])('[SN42] %s comes late: the shopper clicks meanwhile, and has one chat', async (file, body) => {
    let go = (): void => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    await shop.context.route(new RegExp(`/${file.replace('.', '\\.')}(\\?|$)`), async (route) => {
      await gate;
      await route.continue();
    });
    const page = await visit(body, { until: 'domcontentloaded' });
    if (file === 'shopbell.js' || file === 'widget') expect(await chats(page)).toBe(0);
    else for (const _ of [1, 2, 3]) await launcher(page).click();
    await run(page, 'open');
    go();
    await panel(page).waitFor();
    expect(await chats(page)).toBe(1);
    expect((await told(page)).filter((state) => state === 'ready')).toHaveLength(1);
    expect(lines()).toEqual([]);
  });
});

describe('missing, broken off, or changed on the way', () => {
  const FAULTS: [string, (file: RegExp) => Promise<unknown>][] = [
    ['missing', (file) => shop.context.route(file, (route) => route.fulfill({ status: 404, body: 'no' }))],
    ['broken off', (file) => shop.context.route(file, (route) => route.abort())],
    [
      'changed',
      (file) =>
        shop.context.route(file, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `window.ran = true;${await response.text()}` });
        }),
    ],
  ];
  const [missing, broken, changed] = FAULTS;
  /** A file that is needed at once goes wrong in every way, the others in one each beside what their hash is for. */
  const cases = [
    ...FAULTS.map((fault) => ['widget.js', ...fault] as const),
    ...[broken, changed].map((fault) => ['page.js', ...fault!] as const),
    ...[broken, changed].map((fault) => ['table.js', ...fault!] as const),
    ...[missing, changed].map((fault) => ['options.js', ...fault!] as const),
  ];

  it.each(cases)(
    '[SN43] %s %s: nothing of it runs, the page is as it was, and the console says it',
    async (file, _, spoil) => {
      const pattern = new RegExp(`/${file.replace('.', '\\.')}(\\?|$)`);
      await spoil(pattern);
      const options = /table|options/.test(file) ? "shop: 'demo', closeDelay: 99" : "shop: 'demo'";
      const page = await visit(QUEUE.replace("shop: 'demo'", options) + ASYNC);
      await launcher(page).waitFor();
      // A hand that comes near fetches the widget at once; that file is for pages that ask first.
      if (file === 'page.js') await run(page, 'open');
      else await launcher(page).click();
      await soon(() => lines().join('\n')).toContain(file);
      await page.waitForLoadState('networkidle');
      expect(
        await page.evaluate(() => ['ran' in window, document.title, document.querySelector('h1')?.innerText]),
      ).toEqual([false, 'Shop', 'Shop']);
      expect(ours().length).toBeLessThanOrEqual(1);
      // Once it can be had, the next click opens the chat.
      await shop.context.unroute(pattern);
      await soon(async () => {
        if ((await panel(page).count()) === 0) await launcher(page).click();
        return panel(page).count();
      }).toBe(1);
      expect(await chats(page)).toBe(1);
    },
  );

  it.each([
    ['the script', /\/shopbell\.js$/, 0],
    ['what the shop has set', /\/widget\?/, 1],
  ])('[SN43] %s is missing: nothing stands on the page, and commands harm nothing', async (_, pattern, own) => {
    await shop.context.route(pattern, (route) => route.abort());
    const page = await visit(QUEUE + ASYNC);
    await soon(() => lines().filter((line) => line.startsWith('Failed')).length).toBe(1);
    await soon(ours).toHaveLength(own);
    for (const command of ['open', 'toggle', 'hide', 'show', 'update', 'close', 'logout']) await run(page, command);
    await run(page, 'send', 'Hello');
    await run(page, 'consent', 3);
    await page.waitForLoadState('networkidle');
    expect([await chats(page), await page.title(), ours().length, lines().length]).toEqual([0, 'Shop', own, own + 1]);
  });
});
