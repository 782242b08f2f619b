import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe } from '../support/browser.ts';
import { launcher, panel, run, SNIPPET, soon, useShopPages } from '../support/shop-pages.ts';

/** The installation check on pages of shops; the connection itself, on the real server, stands in `debug-server.test.ts`. */
const shop = useShopPages();

const ASKED = '/page?shopbell-debug';
const files = (): string[] => shop.server.asked.filter((path) => path.startsWith('/v/'));
const check = (page: Page) => page.getByRole('dialog', { name: 'Installation check' });
/** What the check says under a name, with its mark before it. */
const says = async (page: Page, name: string): Promise<string> => {
  const row = check(page)
    .locator('.finding')
    .filter({ has: page.locator(`strong:text-is("${name}")`) });
  const mark = await row.getByRole('img').getAttribute('aria-label');
  return `${mark}: ${(await row.locator('p, li').allInnerTexts()).join(' ')}`;
};
/** Options as the table has them: value and place by name. */
const options = async (page: Page): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    await check(page)
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => {
          const [name, ...rest] = [...row.children].map((cell) => cell.textContent ?? '');
          return [name, rest];
        }),
      ),
  );
const visit = async (body: string, more: { policy?: string; path?: string; origin?: string } = {}): Promise<Page> => {
  const page = await shop.visit(body, { path: ASKED, ...more });
  await check(page).waitFor();
  return page;
};

it('[DB1] nothing of it is loaded unless the page’s address asks for it', async () => {
  const page = await shop.visit(SNIPPET, { path: '/page?debug=1&q=shopbell' });
  await launcher(page).waitFor();
  await page.waitForLoadState('networkidle');
  expect(files()).toEqual([]);
});

describe('what it lists', () => {
  it('[DB2] version, snippet, language, consent, cart, files, blocked requests and refusals, each with its mark', async () => {
    const page = await visit(SNIPPET);
    await soon(() => says(page, 'Files')).toMatch(/^In order/);
    expect(await says(page, 'Chat')).toBe('In order: The chat of Hazel & Hem is on the page.');
    expect(await says(page, 'Version')).toMatch(/^In order: \d+\.\d+\.\d+, the newest at each visit\.$/);
    expect(await says(page, 'Snippet')).toBe(`In order: One script. ${shop.server.origin}/shopbell.js?shop=demo`);
    expect(await says(page, 'Language')).toBe('In order: The page says en; the chat speaks en.');
    expect(await says(page, 'Consent')).toMatch(/^In order: 0: .*\(from default\) Source: manual Cookies: none$/);
    expect(await says(page, 'Cart')).toBe(
      'To know: Source: auto (from default). No cart has reached the chat yet; until the chat is opened, the page’s last one waits.',
    );
    expect(await says(page, 'Clock')).toMatch(/^In order/);
    expect(await says(page, 'Content-Security-Policy')).toBe('In order: Nothing of the chat was refused.');
    expect(await says(page, 'Told to the page')).toBe('In order: No errors.');
    expect(await launcher(page).isVisible()).toBe(true);
  });

  it('[DB3] each option with its value and where it stands, the strongest place first', async () => {
    const body = `<div id="hdAttributes" widget_state="close" delay_close="9"></div>
      <script>window.Shopbell = function () { Shopbell.q.push(arguments) }; Shopbell.q = [];
      Shopbell('init', { closeDelay: 7, clientId: '4711', clientToken: 'very.secret', colour: 'red' });</script>
      <script async src="/shopbell.js?shop=demo&cookie_ttl=20&close_delay=8" data-title-badge="true" data-cookie-ttl="900"></script>`;
    const page = await visit(body);
    expect(await options(page)).toMatchObject({
      closeDelay: ['7', 'init or a command'],
      clientId: ['(given, not shown)', 'init or a command'],
      titleBadge: ['true', 'data- attributes'],
      shop: ['demo', 'the script’s address'],
      widgetState: ['close', '#hdAttributes'],
      minimizable: ['true', 'default'],
      // What is not allowed counts as absent, and is said.
      cookieTTL: ['365', 'default'],
    });
    const text = await check(page).innerText();
    expect(text).toContain('cookieTTL must be days from 0 to 400');
    expect(text).toContain('there is no option colour');
    expect(text).not.toMatch(/4711|very\.secret/);
  });

  it('[DB4] follows what happens: consent, a cart, an error', async () => {
    const page = await visit(SNIPPET);
    await run(page, 'consent', 1);
    await soon(() => says(page, 'Consent')).toMatch(/1: personalisation.*init or a command.*shopbell_ui/);
    await run(page, 'open');
    await run(page, 'cart', {
      currency: 'EUR',
      subtotal: 5,
      lines: [{ id: 'a', name: 'Shoe', price: 5, quantity: 1 }],
    });
    await soon(() => says(page, 'Cart')).toMatch(/Lines of the last cart: 1\./);
  });
});

describe('what is wrong', () => {
  it('[DB5] a shop that the server does not know', async () => {
    const page = await visit('<script async src="/shopbell.js?shop=nobody"></script>');
    expect(await says(page, 'Chat')).toBe('Problem: The server knows no shop “nobody”. Check the key in the snippet.');
    expect(await check(page).getByRole('status').first().innerText()).toContain('Chat');
    expect(await page.locator('shopbell-chat').count()).toBe(0);
  });

  it('[DB5] settings that cannot be fetched', async () => {
    await shop.context.route('**/api/**', (route) => route.abort('blockedbyclient'));
    const page = await visit('<script async src="/shopbell.js" data-shop="demo"></script>');
    expect(await says(page, 'Chat')).toContain('Problem: The settings of “demo” could not be fetched');
    await soon(() => says(page, 'Blocked requests')).toContain('/api/v1/shops/demo/widget');
  });

  it('[DB5] an element that is not there', async () => {
    const page = await visit(`<script async src="/shopbell.js?shop=demo" data-position='{"inline":"#here"}'></script>`);
    await soon(() => says(page, 'Chat')).toContain('there is no element #here.');
  });

  it.each([
    ['that an ad blocker stops', (url: string) => shop.context.route(url, (route) => route.abort('blockedbyclient'))],
    ['that is gone', (url: string) => shop.context.route(url, (route) => route.fulfill({ status: 404 }))],
    [
      'that was changed on the way',
      (url: string) =>
        shop.context.route(url, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `${await response.text()};window.ran = true` });
        }),
    ],
  ])('[DB6] a file %s', async (_, spoil) => {
    await spoil('**/widget.js');
    const page = await visit(SNIPPET);
    await soon(() => says(page, 'Files')).toMatch(/^Problem: .*\/widget\.js could not be had/);
    await soon(() => says(page, 'Blocked requests')).toMatch(/^Problem: .*widget\.js/);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  it('[DB7] what the page’s policy refuses, also before the check has come', async () => {
    const { origin } = shop.server;
    const policy = `default-src 'none'; script-src ${origin}; connect-src 'self'; img-src data:`;
    const page = await visit(`<script async src="${origin}/shopbell.js" data-shop="demo"></script>`, {
      policy,
      origin: origin.replace('127.0.0.1', 'localhost'),
    });
    await soon(() => says(page, 'Content-Security-Policy')).toMatch(
      /^Problem: .*connect-src refused .*\/api\/v1\/shops\/demo\/widget/,
    );
    await soon(() => says(page, 'Content-Security-Policy')).toMatch(/connect-src refused ws:/);
  });

  it('[DB8] scripts that do not agree, and ones that are merely double', async () => {
    const twice = await visit(SNIPPET + SNIPPET);
    expect(await says(twice, 'Snippet')).toMatch(/^To know: 2 scripts\. The one that comes first counts/);
    const other = await visit(`${SNIPPET}<script async src="/shopbell.js?shop=other"></script>`);
    expect(await says(other, 'Snippet')).toMatch(/^Problem: 2 scripts that do not agree/);
  });

  it('[DB9] a clock that is wrong', async () => {
    await shop.context.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + 600_000;
    });
    const page = await visit(SNIPPET);
    await soon(() => says(page, 'Clock')).toMatch(/^Problem: This device is (599|600|601) s ahead of the server/);
  });
});

describe('as a thing on the page', () => {
  it('[DB10] breaks no policy, and axe finds no flaw', async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-n0' 'strict-dynamic'",
      `connect-src 'self' ${shop.server.origin.replace('http', 'ws')}`,
      'img-src data:',
      "require-trusted-types-for 'script'",
      'trusted-types shopbell',
    ].join('; ');
    const page = await visit('<script nonce="n0" async src="/shopbell.js?shop=demo"></script>', { policy });
    await soon(() => says(page, 'Files')).toMatch(/^In order/);
    expect(await says(page, 'Content-Security-Policy')).toMatch(/^In order/);
    expect(shop.said.filter((text) => /policy|TrustedScript|violat/i.test(text))).toEqual([]);
    const plain = await visit(`<main><h1>Shop</h1></main>${SNIPPET}`);
    await soon(() => says(plain, 'Files')).toMatch(/^In order/);
    expect((await axe(plain)).filter((line) => line.includes('shopbell-check'))).toEqual([]);
  });

  it('[DB11] is copied as text, closed by its button or Escape, and gone after destroy', async () => {
    await shop.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await visit(SNIPPET);
    await soon(() => says(page, 'Files')).toMatch(/^In order/);
    await check(page).getByRole('button', { name: 'Copy as text' }).click();
    await check(page).getByText('Copied.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^Shopbell: Installation check\nPage: .*\/page\n\[In order\] Chat: The chat of Hazel & Hem/);
    expect(text).toContain('shop = demo (the script’s address)');
    await page.getByRole('button', { name: 'Close the check' }).click();
    expect(await page.locator('shopbell-check').count()).toBe(0);
    await launcher(page).click();
    await panel(page).waitFor();

    const other = await visit(SNIPPET);
    await other.getByRole('button', { name: 'Check again' }).focus();
    await other.keyboard.press('Escape');
    expect(await other.locator('shopbell-check').count()).toBe(0);
    const last = await visit(SNIPPET);
    await run(last, 'destroy');
    expect(await last.locator('shopbell-check, shopbell-chat').count()).toBe(0);
  });

  it('[DB11] without a clipboard the text can be copied by hand', async () => {
    const page = await visit(SNIPPET);
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await check(page).getByRole('button', { name: 'Copy as text' }).click();
    await soon(() => check(page).getByRole('textbox').inputValue()).toContain('[In order] Chat:');
  });
});
