import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snippetQueue } from '../../src/protocol/snippet.ts';
import { fromRoot } from '../../tools/build/paths.ts';
import { addOrigins } from '../support/add-origin.ts';
import { leadConversation, SERVER_AWAY } from '../support/journey.ts';
import { type Site, serveSite } from '../support/serve-site.ts';
import { useStage } from '../support/stage.ts';

/**
 * Pages of shops that others have made, as they come from npm: the snippet is put before `</body>`, nothing else is
 * changed. They stand on an origin of their own, and ask servers of others for styles, scripts and pictures.
 */
const stage = useStage('third-party');

/** What a merchant writes below the snippet: the shop's own buttons tell the chat what is in the cart. */
const CART = `<script>
  var lines = [];
  document.addEventListener('click', function (event) {
    var button = event.target.closest('.btn');
    if (!button || !/Add to cart/.test(button.textContent)) return;
    var product = button.closest('.card, .col-md-6');
    var name = product.querySelector('h5, h1').textContent;
    var price = Number(product.textContent.match(/\\$[\\d.]+/g).pop().slice(1));
    lines.push({ id: name, name: name, quantity: 1, price: price });
    var subtotal = lines.reduce(function (sum, line) { return sum + line.price; }, 0);
    Shopbell('cart', { currency: 'USD', subtotal: subtotal, lines: lines });
    document.querySelector('.badge.rounded-pill').textContent = lines.length;
  });
</script>
`;

const SHOPS = {
  'startbootstrap-shop-homepage': { product: 'Special Item', subtotal: '(?:US)?\\$18\\.00' },
  'startbootstrap-shop-item': { product: 'Shop item template', subtotal: '(?:US)?\\$40\\.00' },
};
type Name = keyof typeof SHOPS;
const NAMES = Object.keys(SHOPS) as Name[];

const sites = new Map<Name, Site>();
const pristine = new Map<Name, Site>();
beforeAll(async () => {
  const insert = (html: string): string =>
    html.replace('</body>', () => `${snippetQueue({ shop: 'demo', origin: stage.server.origin })}${CART}</body>`);
  for (const name of NAMES) {
    const folder = fromRoot('node_modules', name, 'dist');
    sites.set(name, await serveSite(folder, insert));
    pristine.set(name, await serveSite(folder));
  }
  await addOrigins(stage, ...[...sites.values()].map(({ origin }) => origin));
});
afterAll(() => Promise.all([...sites.values(), ...pristine.values()].map((site) => site.stop())));

/** The servers of others that these pages name: Bootstrap as it is in npm, icons without a style, grey pictures. */
async function network(context: BrowserContext): Promise<void> {
  await context.route('https://cdn.jsdelivr.net/npm/**', async (route) => {
    const script = /\/bootstrap@[\d.]+\/(dist\/js\/[\w.]+)$/.exec(route.request().url())?.[1];
    if (!script) return route.fulfill({ contentType: 'text/css', body: '' });
    return route.fulfill({
      contentType: 'text/javascript',
      body: await readFile(fromRoot('node_modules/bootstrap', script), 'utf8'),
    });
  });
  await context.route('https://dummyimage.com/**', (route) => {
    const [, width, height] = /\/(\d+)x(\d+)\//.exec(route.request().url()) ?? [];
    return route.fulfill({
      contentType: 'image/svg+xml',
      body: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#dee2e6"/></svg>`,
    });
  });
}

/** What pages ask of their own site and of those servers. */
const ITS_OWN = /third party: (http:\/\/localhost:|https:\/\/(cdn\.jsdelivr\.net|dummyimage\.com)\/)/;

describe.each(NAMES)('%s', (name) => {
  it('[TP1] with the snippet the whole conversation is led on it', { timeout: 180_000 }, async () => {
    stage.forgive(new RegExp(`${ITS_OWN.source}|${SERVER_AWAY.source}`));
    await leadConversation(stage, {
      address: `${sites.get(name)?.origin}/`,
      network,
      axe: 'shopbell-chat',
      async addToCart(page) {
        await page.locator('.btn', { hasText: 'Add to cart' }).first().click();
        await expect.poll(() => page.locator('.badge.rounded-pill').innerText()).toBe('1');
        return SHOPS[name];
      },
    });
  });

  it('[TP2] looks as it did: nothing of the page is moved, painted or said otherwise by the chat', async () => {
    stage.forgive(ITS_OWN);
    const { page } = await stage.blank();
    await network(page.context());
    await page.goto(`${pristine.get(name)?.origin}/`);
    const before = await boxesOf(page);
    await page.goto(`${sites.get(name)?.origin}/`);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.getByRole('log', { name: 'Conversation' }).waitFor();
    expect(await boxesOf(page)).toEqual(before);
  });
});

/** Where each element of the page stands, and its font and colours. */
const boxesOf = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *:not(script, shopbell-chat)')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { font, color, backgroundColor } = getComputedStyle(element);
      return [element.tagName, x, y, width, height, font, color, backgroundColor].join(' ');
    }),
  );
