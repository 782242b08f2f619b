import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SNIPPET_FILES } from '../../snippet/files.ts';
import { NONCE_PLACE, snippetHtml, snippetPolicy, snippetQueue } from '../../src/protocol/snippet.ts';
import { fromRoot } from '../../tools/build/paths.ts';
import { launcher, panel, run, SNIPPET, soon, useShopPages } from '../support/shop-pages.ts';

/** Each form of the snippet under the conditions that it is for: a shop's page of one origin, the chat's server of another. */
const shop = useShopPages();

const EXAMPLE = 'https://chat.example.com';
const NONCE = 'cmFuZG9t';

/** A generated file with this server in the place of the example, as a merchant would have it. */
const pasted = (name: string): string =>
  (SNIPPET_FILES[name] ?? '').replaceAll(EXAMPLE, shop.server.origin).replaceAll(NONCE_PLACE, NONCE);
/** The server answers by two names: to a browser they are two origins. */
const merchant = (): string => shop.server.origin.replace('127.0.0.1', 'localhost');
const visit = (body: string, policy?: string, until?: 'domcontentloaded'): Promise<Page> =>
  shop.visit(body, { policy, origin: merchant(), until });

/** A policy around the directives that a snippet needs; the page has an icon of its own. */
const policyOf = (more: string[] = [], nonce?: string): string =>
  ["default-src 'none'", "style-src 'none'", ...snippetPolicy(shop.server.origin, nonce), ...more]
    .join('; ')
    .replace('img-src', 'img-src data:');
const refusals = (): string[] => shop.said.filter((text) => /policy|TrustedScript|violat|integrity/i.test(text));
const chats = (page: Page): Promise<number> => page.locator('shopbell-chat').count();
const pin = () => {
  const { version, files } = JSON.parse(readFileSync(fromRoot('dist/manifest.json'), 'utf8'));
  return { version, integrity: files['shopbell.js'] as string };
};

describe('on a page of another origin', () => {
  it('[SN25] one line brings the launcher with one request', async () => {
    const page = await visit(pasted('script.html'));
    await launcher(page).waitFor();
    expect(shop.server.asked).toEqual(['/page', '/shopbell.js?shop=demo']);
    expect(shop.said).toEqual([]);
  });

  it('[SN26] one line with attributes needs no inline script, and its options count', async () => {
    const page = await visit(pasted('attributes.html'), policyOf());
    await launcher(page).waitFor();
    const box = await launcher(page).boundingBox();
    expect(box).toMatchObject({ x: 20, y: 760 });
    await soon(() => launcher(page).getAttribute('aria-expanded')).toBe('false');
    await launcher(page).click();
    await panel(page).waitFor();
    expect(shop.server.asked).toContain('/shopbell.js?shop=demo&country=CA');
    expect(refusals()).toEqual([]);
  });

  it('[SN26] the shop may be an attribute too', async () => {
    const page = await visit(`<script async src="${shop.server.origin}/shopbell.js" data-shop="demo"></script>`);
    await launcher(page).waitFor();
    expect(shop.server.asked.join()).toContain('/api/v1/shops/demo/widget');
  });

  it('[SN27] with a queue, commands wait for a slow script and run in order', async () => {
    let go = (): void => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    await shop.context.route('**/shopbell.js', async (route) => {
      await gate;
      await route.continue();
    });
    const commands = `<script>window.told = []; Shopbell('on', 'state', function (event) { told.push(event.state); });
      Shopbell('prefill', 'Is it in stock?'); Shopbell('open');</script>`;
    const page = await visit(pasted('queue.html') + commands, undefined, 'domcontentloaded');
    expect(await chats(page)).toBe(0);
    go();
    await soon(() => page.getByRole('textbox', { name: 'Write a message' }).inputValue()).toBe('Is it in stock?');
    expect(await page.evaluate('told')).toEqual(['welcome', 'chat']);
  });
});

describe('under a strict policy', () => {
  const STRICT = ["require-trusted-types-for 'script'", "base-uri 'none'"];

  it('[SN28] with a nonce and Trusted Types the chat opens, and nothing is refused', async () => {
    const page = await visit(pasted('csp.html'), policyOf(STRICT, NONCE));
    await launcher(page).click();
    await panel(page).waitFor();
    await page.getByRole('button', { name: 'Emoji' }).click();
    await page.getByRole('dialog', { name: 'Emoji' }).waitFor();
    expect(refusals()).toEqual([]);
  });

  it('[SN28] without the nonce nothing of it runs, and the page is as it was', async () => {
    const page = await visit(
      `<h1>Shop</h1>${pasted('csp.html').replaceAll(NONCE, 'b3RoZXI=')}`,
      policyOf(STRICT, NONCE),
    );
    expect(await page.evaluate(() => ['Shopbell' in window, document.body.innerText.trim()])).toEqual([false, 'Shop']);
    expect(await chats(page)).toBe(0);
  });

  it.each(['one line', 'a queue'])(
    '[SN29] pinned, as %s, it is the script of that version, held to its hash',
    async (form) => {
      const target = { shop: 'demo', origin: shop.server.origin, pin: pin(), nonce: NONCE };
      const snippet = form === 'one line' ? snippetHtml(target) : snippetQueue(target);
      const page = await visit(snippet, policyOf(STRICT, NONCE));
      await launcher(page).click();
      await panel(page).waitFor();
      expect(refusals()).toEqual([]);
      expect(shop.server.asked[1]).toMatch(/^\/v\/\d+\.\d+\.\d+\/shopbell\.js/);
    },
  );

  it('[SN29] pinned, another script under that address is not run', async () => {
    shop.server.tamper = (file, text) => (file === 'shopbell.js' ? `${text};window.ran = true` : text);
    const page = await visit(`<h1>Shop</h1>${snippetHtml({ shop: 'demo', origin: shop.server.origin, pin: pin() })}`);
    await soon(() => shop.said.join()).toContain('integrity');
    expect(await page.evaluate(() => ['ran' in window, 'Shopbell' in window])).toEqual([false, false]);
    expect(await chats(page)).toBe(0);
    shop.server.tamper = (_, text) => text;
  });
});

describe('without scripts', () => {
  const link = (page: Page) => page.getByRole('link', { name: 'Chat with us' });

  it('[SN30] a link leads to the chat as a page', async () => {
    const context = await shop.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    shop.server.pages.set('/chat', {
      html: '<!doctype html><html lang="en"><title>Chat</title><h1>The chat</h1></html>',
    });
    shop.server.pages.set('/plain', {
      html: `<!doctype html><title>Shop</title><body>${SNIPPET}${pasted('noscript.html')}</body>`,
    });
    await page.goto(`${merchant()}/plain`);
    await link(page).click();
    await page.getByRole('heading', { name: 'The chat' }).waitFor();
    expect(page.url()).toBe(`${shop.server.origin}/chat?shop=demo`);
    await context.close();
  });

  it('[SN30] with them there is none', async () => {
    const page = await visit(SNIPPET.replace('"/', `"${shop.server.origin}/`) + pasted('noscript.html'));
    await launcher(page).waitFor();
    expect(await link(page).count()).toBe(0);
    await run(page, 'open');
    await panel(page).waitFor();
  });
});
