import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../gtm-template/parameters.ts';
import { QUEUE_STUB } from '../../src/protocol/snippet.ts';
import { fromRoot } from '../../tools/build/paths.ts';
import { fields } from '../../tools/gtm/parameters.ts';
import { gtmScript, type TaggedPage } from '../support/gtm.ts';
import { composer, launcher, panel, soon, useShopPages } from '../support/shop-pages.ts';

/** The template's tags in a real browser, on the real loader, through a stand-in of Tag Manager. */
const shop = useShopPages();

const DEFAULTS = Object.fromEntries(fields(PARAMETERS).map(({ name, defaultValue }) => [name, defaultValue]));
const LOAD = { ...DEFAULTS, shop: 'demo' };
const SNIPPET = `<script>${QUEUE_STUB}Shopbell('init', { shop: 'demo' });</script><script async src="/shopbell.js"></script>`;
const DENIED = { personalization_storage: 'denied', analytics_storage: 'denied', wait_for_update: 500 };

const gtm = (): string => gtmScript(shop.server.origin);
/** A page with `before` on it, where the tags fire. */
const visit = (before: string, ...tags: object[]): Promise<Page> =>
  shop.visit(`${before}<script>${tags.map((data) => `fireTag(${JSON.stringify(data)});`).join('')}</script>`);
const chats = (page: Page): Promise<number> => page.locator('shopbell-chat').count();
const scripts = (): number => shop.server.asked.filter((path) => path.startsWith('/shopbell.js')).length;
const inPage = <T>(page: Page, work: (page: TaggedPage) => T): Promise<T> =>
  page.evaluate(`(${work})(window)`) as Promise<T>;
const fire = (page: Page, data: object): Promise<unknown> => page.evaluate(`fireTag(${JSON.stringify(data)})`);
const ends = (page: Page) => inPage(page, ({ tagEnds }) => tagEnds);

describe('the tag in a page', () => {
  it('[GT1] brings the chat with one script, and ends once', async () => {
    const page = await visit(gtm(), LOAD);
    await launcher(page).waitFor();
    expect(await ends(page)).toEqual(['success']);
    expect(scripts()).toBe(1);
    expect(await shop.context.cookies()).toEqual([]);
  });

  it('[GT2] before or after the snippet there is one chat', async () => {
    for (const before of [gtm() + SNIPPET, SNIPPET + gtm()]) {
      const page = await visit(before, LOAD);
      await launcher(page).waitFor();
      await soon(() => ends(page)).toEqual(['success']);
      expect(await chats(page)).toBe(1);
    }
    const early = await visit(`${gtm()}<script>fireTag(${JSON.stringify(LOAD)})</script>${SNIPPET}`);
    await launcher(early).waitFor();
    await soon(() => ends(early)).toEqual(['success']);
    expect(await chats(early)).toBe(1);
  });

  it('[GT3] twice, it loads one script and both end', async () => {
    const page = await visit(gtm(), LOAD, LOAD);
    await launcher(page).waitFor();
    await soon(() => ends(page)).toEqual(['success', 'success']);
    expect([scripts(), await chats(page)]).toEqual([1, 1]);
  });

  it('[GT3] without the server it fails once, and the page goes on', async () => {
    const page = await visit(gtm().replaceAll(`${shop.server.origin}'`, "http://127.0.0.1:1'"), LOAD);
    await soon(() => ends(page)).toEqual(['failure']);
  });
});

describe('consent', () => {
  const google = { ...LOAD, consentFrom: 'google' };
  const told = (page: Page) => page.evaluate('told') as Promise<number[]>;
  const listen =
    "<script>window.told = []; Shopbell('on', 'consent', function (event) { told.push(event.consent); });</script>";
  const level = (state: string) =>
    `gtag('consent', 'update', { personalization_storage: '${state}', analytics_storage: '${state}' })`;

  it('[GT4] not answered is 0, then granted, then revoked', async () => {
    const asked = `<script>gtag('consent', 'default', ${JSON.stringify(DENIED)});</script>`;
    const page = await visit(`${gtm()}<script>${QUEUE_STUB}</script>${listen}${asked}`, google);
    await launcher(page).waitFor();
    expect(await shop.context.cookies()).toEqual([]);
    await page.evaluate(level('granted'));
    await soon(async () => (await told(page)).at(-1)).toBe(3);
    await page.evaluate(level('denied'));
    await soon(async () => (await told(page)).at(-1)).toBe(0);
    expect(await shop.context.cookies()).toEqual([]);
  });

  it('[GT4] where nobody has been asked, nothing is granted', async () => {
    const page = await visit(`${gtm()}<script>${QUEUE_STUB}</script>`, google);
    await launcher(page).waitFor();
    await launcher(page).click();
    await page.getByRole('button', { name: 'Close chat' }).click();
    // What the shopper has opened is remembered for the session at most.
    for (const { expires } of await shop.context.cookies()) expect(expires).toBe(-1);
  });
});

describe('commands and ecommerce', () => {
  it('[GT5] a command waits for the chat, and later is obeyed at once', async () => {
    const page = await visit(gtm(), { ...DEFAULTS, action: 'command', command: 'open' }, LOAD);
    const open = panel(page);
    await open.waitFor();
    await fire(page, { ...DEFAULTS, action: 'command', command: 'close' });
    await open.waitFor({ state: 'hidden' });
    await fire(page, {
      ...DEFAULTS,
      action: 'command',
      command: 'prefill',
      commandPrefill: 'Do you have it in green?',
    });
    await fire(page, { ...DEFAULTS, action: 'command', command: 'open' });
    await soon(() => composer(page).inputValue()).toBe('Do you have it in green?');
    expect(await ends(page)).toHaveLength(5);
  });

  it('[GT6] view_cart of GA4 becomes the cart of the chat', async () => {
    const items = [
      { item_id: 'S1', item_name: 'Shoe', price: '29.95', quantity: 2 },
      { item_id: 'C1', item_name: 'Cap', price: 5 },
    ];
    const push = `dataLayer.push(${JSON.stringify({ event: 'view_cart', ecommerce: { currency: 'EUR', value: 64.9, items } })});`;
    const listen =
      "<script>window.told = []; Shopbell('on', 'cart', function (event) { told.push(event.lines); });</script>";
    const page = await visit(`${gtm()}<script>${QUEUE_STUB}${push}</script>${listen}`, LOAD, {
      ...DEFAULTS,
      action: 'commerce',
    });
    await launcher(page).click();
    await soon(() => page.evaluate('told')).toEqual([2]);
    await page.evaluate(
      `dataLayer.push(${JSON.stringify({ event: 'view_cart', ecommerce: { currency: 'EUR', items: items.slice(1) } })})`,
    );
    await fire(page, { ...DEFAULTS, action: 'commerce' });
    await soon(() => page.evaluate('told')).toEqual([2, 1]);
  });
});

describe('what the chat tells in return', () => {
  const named = (page: Page): Promise<string[]> =>
    page.evaluate(
      'dataLayer.map(function (one) { return one.event }).filter(function (name) { return /^shopbell_/.test(name) })',
    );

  it('[GT30] stands in the data layer once each, where the tag says so', async () => {
    const page = await visit(gtm(), LOAD);
    await launcher(page).click();
    await soon(() => named(page)).toEqual(['shopbell_ready', 'shopbell_state', 'shopbell_state']);
    await page.evaluate("Shopbell('consent', 2)");
    await soon(() => named(page)).toContain('shopbell_consent');
    const silent = await visit(gtm(), { ...LOAD, dataLayerConsent: 'analytics' });
    await launcher(silent).click();
    await panel(silent).waitFor();
    await silent.evaluate("Shopbell('consent', 2)");
    await soon(() => named(silent)).toEqual(['shopbell_consent']);
  });
});

describe('docs/install/gtm.md', () => {
  const commands = [...readFileSync(fromRoot('docs/install/gtm.md'), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(
    ([, code]) => (code ?? '').replace(/^ +/gm, ''),
  );

  it('[GT7] what it says to write works before the chat has come', async () => {
    expect(commands).toHaveLength(2);
    const listen = "window.told = []; Shopbell('on', 'consent', function (event) { told.push(event.consent); });";
    const page = await visit(`${gtm()}<script>${QUEUE_STUB}${listen}</script>`, LOAD);
    await page.evaluate(commands.join('\n'));
    await panel(page).waitFor();
    await soon(() => page.evaluate('told')).toEqual([3]);
  });
});
