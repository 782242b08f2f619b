// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { log, startChat, text, timeline } from '../testing/fakes.ts';
import { deskOf } from './desk.ts';
import { keepInSession } from './keep-in-session.ts';

const page = window as unknown as Record<string, unknown>;
const cart = (...codes: string[]) => ({
  products: [{ id_product: 1, name: 'Cap', quantity: 1, price_amount: 20 }],
  subtotals: { products: { amount: 20 } },
  vouchers: { added: Object.fromEntries(codes.map((code, index) => [index, { code }])) },
});
const EMPTY = { products: [], vouchers: { added: {} } };
const CARD = { id: '1', title: 'Cap', price: 20, currency: 'EUR', url: '/cap' };

let stop: (() => void) | undefined;
let answers: ((fields: URLSearchParams) => object)[] = [];
beforeEach(() => {
  sessionStorage.clear();
  vi.stubGlobal('fetch', async (_: string, { body }: { body: URLSearchParams }) => {
    const answer = answers.shift();
    if (!answer) throw new TypeError('Failed to fetch');
    return Response.json(answer(body));
  });
});
afterEach(() => {
  stop?.();
  answers = [];
  delete page.prestashop;
  vi.unstubAllGlobals();
});

/** A chat on a page of PrestaShop with this cart. */
async function atShop(held: object = cart()) {
  const heard: ((event: object) => void)[] = [];
  page.prestashop = { on: (_: string, one: (event: object) => void) => heard.push(one), cart: held };
  const made = startChat({ cartSource: 'auto' });
  stop = made.stop;
  made.chat.open();
  await vi.waitFor(() => expect(made.chat.get().visitor.settings).toBeDefined());
  made.client.become({ timeline: timeline(log(['visitor', text('Hi')])) });
  const desk = deskOf(made.chat);
  desk.look();
  await vi.waitFor(() => expect(made.chat.get().shop?.codes).toBeDefined());
  const asked = (code: string) => made.chat.get().shop?.asked?.[code];
  const sent = (type: string) => made.client.sent.filter((request) => request.type === type);
  const named = (name: string) => made.told.filter(([one]) => one === name);
  const becomes = (next: object) => heard[0]?.({ resp: { cart: next } });
  return { ...made, desk, asked, sent, named, becomes };
}

describe('codes and the shop', () => {
  it('[CA14] a code that the cart shows is told to the log and to the page; one that it does not show is told to neither', async () => {
    const { desk, sent, named, asked, chat } = await atShop();
    answers = [() => ({}), () => ({ cart: cart() })];
    desk.applyDiscount('NONE');
    await vi.waitFor(() => expect(asked('NONE')).toBe('refused'));
    expect([...sent('discount.apply'), ...named('discount')]).toEqual([]);
    answers = [() => ({}), () => ({ cart: cart('summer') })];
    desk.applyDiscount('SUMMER');
    await vi.waitFor(() => expect(sent('discount.apply')).toEqual([{ type: 'discount.apply', code: 'SUMMER' }]));
    expect(named('discount')).toEqual([['discount', { code: 'SUMMER' }]]);
    expect(chat.get().shop?.codes).toEqual([{ code: 'summer' }]);
  });

  it('[CA14] a shop that cannot be asked is named once, and another click asks again', async () => {
    const { desk, named, asked, sent } = await atShop();
    desk.applyDiscount('SUMMER');
    expect(asked('SUMMER')).toBe('asking');
    await vi.waitFor(() => expect(asked('SUMMER')).toBe('failed'));
    desk.applyDiscount('SUMMER');
    await vi.waitFor(() => expect(asked('SUMMER')).toBe('failed'));
    expect(named('error')).toMatchObject([['error', { code: 'cart_source' }]]);
    answers = [() => ({}), () => ({ cart: cart('SUMMER') })];
    desk.applyDiscount('SUMMER');
    await vi.waitFor(() => expect(sent('discount.apply')).toHaveLength(1));
  });

  it('[CA14] codes are asked for one after the other', async () => {
    const { desk, sent } = await atShop();
    const order: string[] = [];
    const apply = (fields: URLSearchParams) => {
      order.push(fields.get('discount_name')!);
      return {};
    };
    const read =
      (...codes: string[]) =>
      () => {
        order.push('read');
        return { cart: cart(...codes) };
      };
    answers = [apply, read('ONE'), apply, read('ONE', 'TWO')];
    desk.applyDiscount('ONE');
    desk.applyDiscount('TWO');
    await vi.waitFor(() => expect(sent('discount.apply')).toHaveLength(2));
    expect(order).toEqual(['ONE', 'read', 'TWO', 'read']);
  });

  it('[CA15] a code for an empty cart waits, and is applied when there is something in it', async () => {
    const { desk, asked, sent, becomes } = await atShop(EMPTY);
    desk.applyDiscount('SUMMER');
    await vi.waitFor(() => expect(asked('SUMMER')).toBe('later'));
    expect(JSON.parse(sessionStorage.getItem('shopbell_codes')!)).toEqual(['SUMMER']);
    answers = [() => ({}), () => ({ cart: cart('SUMMER') })];
    becomes(cart());
    await vi.waitFor(() => expect(sent('discount.apply')).toHaveLength(1));
    expect(sessionStorage.getItem('shopbell_codes')).toBeNull();
  });

  it('[CA15] what waits is forgotten with the visitor, and is not kept before the chat is started', async () => {
    const { desk, asked, client, started } = await atShop(EMPTY);
    started.now = false;
    desk.applyDiscount('SUMMER');
    await vi.waitFor(() => expect(asked('SUMMER')).toBe('later'));
    expect(sessionStorage.length).toBe(0);
    expect(client.sent.filter(({ type }) => type === 'discount.apply')).toEqual([]);
  });
});

describe('what the session keeps', () => {
  it('[CA15] is read only where somebody has started a chat, or is known', () => {
    const made = startChat();
    stop = made.stop;
    sessionStorage.setItem('shopbell_codes', '["SUMMER"]');
    made.started.now = false;
    const kept = keepInSession(made.chat, 'shopbell_codes');
    const read = vi.spyOn(Storage.prototype, 'getItem');
    expect(kept.get()).toBeUndefined();
    expect(read).not.toHaveBeenCalled();
    made.started.now = true;
    expect(kept.get()).toEqual(['SUMMER']);
    read.mockRestore();
  });

  it('[CA15] goes with the visitor', async () => {
    const made = startChat();
    stop = made.stop;
    const kept = keepInSession(made.chat, 'shopbell_codes');
    kept.set(['SUMMER']);
    expect(sessionStorage.getItem('shopbell_codes')).toBe('["SUMMER"]');
    const other = vi.spyOn(made.chat, 'client').mockReturnValue({ ...made.client });
    made.chat.setQuiet(true);
    expect([kept.get(), sessionStorage.length]).toEqual([undefined, 0]);
    other.mockRestore();
  });
});

describe('products and the shop', () => {
  it('[CA16] what the shop took is told to the page, what it refused is not', async () => {
    const { desk, named } = await atShop();
    answers = [() => ({ hasError: true, errors: ['Sold out'] })];
    expect(await desk.add(CARD)).toBe(false);
    expect(named('add_to_cart')).toEqual([]);
    answers = [(fields) => ({ success: fields.get('id_product') === '1', cart: cart() })];
    expect(await desk.add(CARD)).toBe(true);
    expect(named('add_to_cart')).toMatchObject([['add_to_cart', { productId: '1', quantity: 1 }]]);
  });

  it('[CA16] what is no product of the platform is for the page to add', async () => {
    const { desk, named } = await atShop();
    expect(await desk.add({ ...CARD, id: 'p-own' })).toBe(true);
    expect(named('add_to_cart')).toMatchObject([['add_to_cart', { productId: 'p-own' }]]);
  });

  it('[CA17] once the page has told its cart, products and codes are for the page, and no source counts', async () => {
    const { desk, named, sent, becomes, chat } = await atShop();
    desk.take({ currency: 'EUR', subtotal: 5, lines: [{ id: 'own', name: 'Own', quantity: 1, price: 5 }] });
    becomes(cart('SUMMER'));
    expect(desk.add(CARD)).toBe(true);
    desk.applyDiscount('OTHER');
    expect(named('add_to_cart')).toHaveLength(1);
    expect(sent('discount.apply')).toEqual([{ type: 'discount.apply', code: 'OTHER' }]);
    expect(chat.get().shop).toMatchObject({ cart: { subtotal: 5 } });
    expect(chat.get().shop?.codes).toBeUndefined();
  });

  it('[CA17] a cart of the page that cannot be read takes nothing over', async () => {
    const { desk, becomes, sent } = await atShop();
    desk.take('nonsense');
    becomes({ ...cart(), subtotals: { products: { amount: 21 } } });
    await vi.waitFor(() => expect(sent('cart.report').at(-1)).toMatchObject({ cart: { subtotal: 21 } }));
  });
});
