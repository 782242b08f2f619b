import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';
import { eventually } from '../support/eventually.ts';
import { gone, seen } from '../support/see.ts';
import { openShopper, type Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';
import { RUNNER } from './platforms/basket.ts';
import { datalayer } from './platforms/datalayer/shop.ts';
import { magento } from './platforms/magento/shop.ts';
import { prestashop } from './platforms/prestashop/shop.ts';
import { type Platform, type ShopServer, serveShop } from './platforms/serve-shop.ts';
import { shopify } from './platforms/shopify/shop.ts';
import { signIn, type Team } from './platforms/team.ts';
import { woocommerce } from './platforms/woocommerce/shop.ts';

const stage = useStage('cart-sources');
let team: Team;
const shops: ShopServer[] = [];
beforeAll(async () => {
  team = await signIn(stage.server.origin);
});
// After the pages are closed: one that asks in vain would complain.
afterAll(() => Promise.all(shops.map((shop) => shop.stop())));

const ANSWER = /For a return/;

/** A shopper on a page of that shop who has said something. */
async function shopperAt(platform: Platform, { path = '/', snippet = '' } = {}) {
  const server = await serveShop(platform, stage.server.origin);
  shops.push(server);
  if (snippet) server.snippet = snippet;
  // The chat's own server stands behind the shop's address; nothing else is asked for.
  stage.forgive(new RegExp(`third party: ${server.origin}/|status of 4\\d\\d`));
  const watched = await stage.blank();
  const said: string[] = [];
  watched.page.on('console', (message) => said.push(message.text()));
  const shopper = await openShopper(watched, server.origin + path);
  await shopper.openChat();
  await shopper.ask('What is your returns policy?', ANSWER);
  const conversation = await shopper.conversation();
  return { server, shopper, page: watched.page, conversation, said };
}

const press = ({ page }: Shopper, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const counted = ({ page }: Shopper, text: string) =>
  eventually(`the shop counts ${text}`, async () => (await page.locator('main output').textContent()) === text);
const ticket = ({ log }: Shopper, code: string) => log.getByRole('button', { name: `Apply code ${code}` });

/** The only block of that language on a page of the docs. */
function blockOf(page: string, language: 'html' | 'js'): string {
  const [, block, ...more] = readFileSync(fromRoot(`docs/install/${page}.md`), 'utf8').split(`\`\`\`${language}\n`);
  expect(more).toEqual([]);
  return block!.slice(0, block!.indexOf('```'));
}

/** The snippet of a page of the docs, for the server behind this shop. */
function snippetOf(page: string): string {
  const block = blockOf(page, 'html');
  expect(block).toContain('https://chat.example.com/shopbell.js?shop=demo');
  return block.replaceAll('https://chat.example.com', '');
}

/** What every shop with a cart of its own gives: products, quantities and removals, a code, and a code that it refuses. */
async function wholeCart(platform: Platform, page: string, path = '/'): Promise<void> {
  expect(RUNNER.name).toHaveLength(41);
  const { shopper, conversation, server } = await shopperAt(platform, { path, snippet: snippetOf(page) });
  await press(shopper, 'Add Wool cap');
  await team.carts(conversation, 1);
  await press(shopper, `Add ${RUNNER.name}`);
  await team.carts(conversation, 2);
  await press(shopper, 'Three of Wool cap');
  await team.carts(conversation, 3);
  await press(shopper, `Remove ${RUNNER.name}`);
  expect(await team.carts(conversation, 4)).toEqual([
    'added 1 Wool cap (Blue) 19.99 of 19.99 EUR',
    'added 1 – (80 × 300) 129.5 of 149.49 EUR',
    'updated 3 Wool cap (Blue) 19.99 of 189.47 EUR',
    'removed 0 – (80 × 300) 129.5 of 59.97 EUR',
  ]);
  // What the shop would not take is no change.
  await press(shopper, 'Add Mug');

  await team.sendCode(conversation, 'SPRING10');
  await team.sendCode(conversation, 'BIG25');
  await ticket(shopper, 'SPRING10').click();
  await gone(ticket(shopper, 'SPRING10'));
  await seen(shopper.log.getByText(/^Applied/));
  // The refused one neither stays nor takes the place of the other.
  await ticket(shopper, 'BIG25').click();
  await seen(shopper.log.getByText('This code cannot be used with your cart'));
  await eventually('one code is left', () => server.codes().join().toLowerCase() === 'spring10');
  expect(await shopper.log.getByText(/^Applied/).count()).toBe(1);
  await seen(ticket(shopper, 'BIG25'));
  const applied = (): Promise<unknown[]> => team.entries(conversation, /^discount\.applied/);
  await eventually('the log knows it', async () => (await applied()).length === 1);
  expect(await applied()).toMatchObject([{ code: 'SPRING10' }]);
  expect(await team.carts(conversation, 4)).toHaveLength(4);
}

/** The product card's button puts it into the shop's cart; what is sold out stays out, and is said to. */
async function fromTheChat(platform: Platform, path = '/', costs = '19.99 of 19.99 EUR'): Promise<void> {
  const { shopper, conversation } = await shopperAt(platform, { path });
  await team.sendProducts(conversation, 41, 43);
  const cards = shopper.log.getByRole('listitem');
  const cap = cards.filter({ hasText: 'Wool cap' }).last();
  await cap.getByRole('button', { name: 'Add to cart' }).click();
  await seen(cap.getByRole('button', { name: 'Added' }));
  expect(await team.carts(conversation, 1)).toEqual([`added 1 Wool cap (Blue) ${costs}`]);
  await counted(shopper, '1');
  const mug = cards.filter({ hasText: 'Mug' }).last();
  await mug.getByRole('button', { name: 'Add to cart' }).click();
  await seen(mug.getByText('This could not be added to your cart'));
  expect(await mug.getByRole('button', { name: 'Added' }).count()).toBe(0);
}

describe('a shop at Shopify', () => {
  it('[CA1] has its cart in the conversation by the standard events, and its codes checked in the cart', () =>
    wholeCart(shopify, 'shopify'));

  it('[CA2] is changed from the chat by its own actions', () => fromTheChat(shopify));

  it('[CA3][CA4] whose theme tells of nothing is watched by its requests, which stay what they were; yens are yens', async () => {
    const { shopper, conversation, page } = await shopperAt(shopify, { path: '/?theme=dawn&currency=JPY' });
    await press(shopper, 'Three of Wool cap');
    expect(await team.carts(conversation, 1)).toEqual(['added 3 Wool cap (Blue) 2400 of 7200 JPY']);
    const own = (): string => [fetch, XMLHttpRequest.prototype.send].map(String).join();
    expect(await page.evaluate(own)).toMatch(/^(function \w+\(\) \{ \[native code\] \},?){2}$/);
    await team.sendCode(conversation, 'SPRING10');
    await ticket(shopper, 'SPRING10').click();
    await seen(shopper.log.getByText('Applied. You save ¥720'));
  });

  it('[CA5] with an empty cart remembers the code over a reload, and has it applied once something is in it', async () => {
    const { shopper, conversation, page } = await shopperAt(shopify);
    await team.sendCode(conversation, 'SPRING10');
    await ticket(shopper, 'SPRING10').click();
    await seen(shopper.log.getByText('Saved. We’ll apply it at checkout.'));
    expect(await team.entries(conversation, /^discount\.applied/)).toEqual([]);
    await page.reload();
    await seen(shopper.log.getByText('Saved. We’ll apply it at checkout.'));
    await press(shopper, 'Add Wool cap');
    await seen(shopper.log.getByText('Applied. You save €2.00'));
    await counted(shopper, '1 SPRING10');
    expect(await page.evaluate(() => sessionStorage.getItem('shopbell_codes'))).toBeNull();
    await eventually('the log knows it', async () => (await team.entries(conversation, /^discount\.a/)).length === 1);
  });
});

describe('a shop with WooCommerce', () => {
  it('[CA10] has its cart in the conversation by the events of jQuery and of blocks, and its coupons checked in the cart', () =>
    wholeCart(woocommerce, 'wordpress'));
  it('[CA11][CA12] is changed from the chat by the Store API, with the nonce of the moment; yens are yens', () =>
    fromTheChat(woocommerce, '/?currency=JPY', '2400 of 2400 JPY'));
});

describe('a shop with Magento', () => {
  it('[CA20] has its cart in the conversation by the customer’s data, and its coupon checked on the page of the cart', () =>
    wholeCart(magento, 'magento'));
  it('[CA21] without RequireJS is read from the browser’s storage, and changed from the chat', () =>
    fromTheChat(magento, '/?theme=hyva'));
});

describe('a shop with PrestaShop', () => {
  it('[CA25] has its cart in the conversation by its events, and its vouchers checked in the cart', () =>
    wholeCart(prestashop, 'prestashop'));
  it('[CA26] is changed from the chat by the controller of the cart', () => fromTheChat(prestashop));
});

describe('a shop that tells Google Analytics of its cart', () => {
  it('[CA30] has in the conversation what was pushed before the chat and after it, also from page to page', async () => {
    const { shopper, conversation, page, server } = await shopperAt(datalayer);
    expect(await team.carts(conversation, 1)).toEqual(['added 1 Wool cap (Blue) 19.99 of 19.99 EUR']);
    await press(shopper, `Add ${RUNNER.name}`);
    await press(shopper, 'Three of Wool cap');
    await page.goto(`${server.origin}/?later`);
    await seen(shopper.log.getByText(ANSWER));
    await press(shopper, `Add ${RUNNER.name}`);
    expect((await team.carts(conversation, 4)).slice(1)).toEqual([
      'added 1 – (80 × 300) 129.5 of 149.49 EUR',
      'updated 3 Wool cap (Blue) 19.99 of 189.47 EUR',
      'updated 2 – (80 × 300) 129.5 of 318.97 EUR',
    ]);
    await page.evaluate(() => (window as unknown as { buy(): void }).buy());
    expect((await team.carts(conversation, 6)).slice(4)).toEqual([
      'removed 0 Wool cap (Blue) 19.99 of 0 EUR',
      'removed 0 – (80 × 300) 129.5 of 0 EUR',
    ]);
  });
});

describe('a page', () => {
  const withOption = (source: string): string =>
    `<script async src="/shopbell.js?shop=demo" data-cart-source="${source}"></script>`;

  it('[CA31] that names a platform which is not there is told once, and is left as it was', async () => {
    const { page, shopper, said } = await shopperAt(prestashop, { path: '/?bare', snippet: withOption('prestashop') });
    await eventually('it is named', () => said.some((line) => line.includes('no `prestashop`')));
    await shopper.ask('And again: what is your returns policy?', ANSWER);
    expect(said.filter((line) => line.includes('prestashop'))).toHaveLength(1);
    expect(await page.evaluate(() => Object.keys((window as unknown as { prestashop: object }).prestashop))).toEqual([
      ...['cart', 'currency', 'urls', 'static_token'],
    ]);
  });

  it('[CA32] that tells its cart itself has the last word, and the source is gone', async () => {
    const { shopper, conversation, page } = await shopperAt(prestashop);
    await press(shopper, 'Add Wool cap');
    await team.carts(conversation, 1);
    const heard = (): Promise<number> =>
      page.evaluate(() => (window as unknown as { prestashop: { heard(): number } }).prestashop.heard());
    const watching = await heard();
    await page.evaluate(blockOf('shopify', 'js'));
    expect((await team.carts(conversation, 3)).slice(1)).toEqual([
      'added 2 Trail Shoe (42) 29.95 of 59.9 EUR',
      'removed 0 Wool cap (Blue) 19.99 of 59.9 EUR',
    ]);
    expect(watching - (await heard())).toBe(2);
    await press(shopper, 'Add Wool cap');
    await counted(shopper, '2');
    expect(await team.carts(conversation, 3)).toHaveLength(3);
  });

  it('[CA33] that wants no source has none: nothing of a platform is fetched', async () => {
    const { shopper, page, server } = await shopperAt(shopify, { path: '/?theme=dawn', snippet: withOption('manual') });
    const files = await eventually('it has been looked around', async () => {
      const all = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      return all.some((name) => name.endsWith('parts/tabs.js')) ? all : undefined;
    });
    await press(shopper, 'Add Wool cap');
    await counted(shopper, '1');
    expect(files.filter((name) => /parts\/.*(cart|desk|shops)/.test(name))).toEqual([]);
    expect(server.asked.filter((line) => line.startsWith('GET') && line.endsWith('cart.js'))).toHaveLength(2);
  });

  it('[CA34] is without a trace of a source after `destroy`', async () => {
    const { page, shopper, server } = await shopperAt(shopify);
    await press(shopper, 'Add Wool cap');
    await counted(shopper, '1');
    await page.evaluate(() => (window as unknown as { Shopbell(verb: string): void }).Shopbell('destroy'));
    // A reading that was under way may still be answered.
    await press(shopper, 'Add Wool cap');
    await counted(shopper, '2');
    const before = server.asked.length;
    for (const count of ['3', '4', '5']) {
      await press(shopper, 'Add Wool cap');
      await counted(shopper, count);
    }
    // The theme's own changes and its own readings.
    const own = ['POST /en-ie/cart/add.js', 'GET /en-ie/cart.js'];
    expect(server.asked.slice(before)).toEqual([...own, ...own, ...own]);
  });
});
