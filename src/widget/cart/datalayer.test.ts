// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from './cart-source.ts';
import { afterPush, type Counted, createSource } from './datalayer.ts';

const item = { item_id: 'SKU_1', item_name: 'Cap', price: '19.99', quantity: 1 };
const page = window as unknown as { dataLayer?: unknown[] };
const count = (...pushes: unknown[]) =>
  pushes.reduce<Counted | undefined>((cart, pushed) => afterPush(cart, pushed, 'EUR'), undefined);
const linesAfter = (...pushes: unknown[]) =>
  count(...pushes)?.lines.map(({ id, quantity, price }) => [id, quantity, price]);
const add = (...items: object[]) => ({ event: 'add_to_cart', ecommerce: { currency: 'EUR', items } });

/** A session that remembers. */
function session() {
  let kept: unknown;
  const told: Snapshot[] = [];
  const start = () =>
    createSource({
      currency: () => 'EUR',
      complain: (error) => expect.fail(`${error}`),
      kept: {
        get: () => kept,
        set: (value) => {
          kept = structuredClone(value);
        },
      },
    }).start((snapshot) => told.push(snapshot));
  return { told, start };
}

afterEach(() => {
  delete page.dataLayer;
});

describe('carts of the data layer', () => {
  it.each([
    ['an object', add(item)],
    ['gtag', { 0: 'event', 1: 'add_to_cart', 2: { currency: 'EUR', items: [item] } }],
    ['what Tag Manager makes of gtag', { event: 'add_to_cart', eventModel: { currency: 'EUR', items: [item] } }],
  ])('[CA35] are read from %s', (_, pushed) => {
    expect(linesAfter(pushed)).toEqual([['SKU_1', 1, 1999]]);
  });

  it('[CA35] count what is added and removed; a variant is a line of its own', () => {
    const blue = { ...item, item_variant: 'Blue', quantity: 2 };
    expect(linesAfter(add(item, blue), add(item), { ...add(blue), event: 'remove_from_cart' })).toEqual([
      ['SKU_1', 2, 1999],
    ]);
  });

  it('[CA35] are what `view_cart` says, and empty after a purchase', () => {
    const seen = { event: 'view_cart', ecommerce: { currency: 'EUR', value: 25, items: [{ ...item, quantity: 2 }] } };
    expect(count(add({ ...item, item_id: 'other' }), seen)).toMatchObject({ value: 2500, lines: [{ id: 'SKU_1' }] });
    expect(count(seen, { event: 'purchase', ecommerce: { transaction_id: 'T' } })?.lines).toEqual([]);
  });

  it('[CA35] take each push by itself: a reset between two is nothing, and none is merged in', () => {
    expect(linesAfter(add(item), { ecommerce: null }, { event: 'add_to_cart' }, add(item))).toEqual([
      ['SKU_1', 2, 1999],
    ]);
  });

  it('[CA35] pass over what is none of theirs', () => {
    const nonsense = [undefined, null, 7, 'add_to_cart', [], { event: 'add_to_cart', ecommerce: 7 }, add(), add({})];
    expect(count(...nonsense, { event: 'shopbell_add_to_cart', ecommerce: { items: [item] } })).toBeUndefined();
  });

  it('[CA35] hear what stood there before them once, and what comes until they stop', () => {
    page.dataLayer = [add(item)];
    const push = page.dataLayer.push;
    const { told, start } = session();
    const stop = start();
    expect(page.dataLayer.push(add(item))).toBe(2);
    stop();
    expect(page.dataLayer.push).toBe(push);
    page.dataLayer.push(add(item));
    const again = start();
    again();
    expect(told.map(({ cart }) => cart.subtotal)).toEqual([19.99, 39.98, 59.97]);
  });

  it('[CA36] remember the cart from page to page; what was spoilt there is nothing', () => {
    const { told, start } = session();
    page.dataLayer = [add(item)];
    start()();
    page.dataLayer = [];
    start()();
    page.dataLayer = [add(item)];
    start()();
    expect(told.map(({ cart }) => cart.lines[0]?.quantity)).toEqual([1, 1, 2]);
    for (const kept of ['x', { currency: 'EUR', lines: [{ id: 1 }] }, { currency: 'euro', lines: [] }]) {
      page.dataLayer = [];
      const heard: Snapshot[] = [];
      createSource({ currency: () => 'EUR', complain() {}, kept: { get: () => kept, set() {} } }).start((one) =>
        heard.push(one),
      )();
      expect(heard).toEqual([]);
    }
  });

  it('[CA36] are no carts without a `dataLayer`', () => {
    expect(() => session().start()).toThrow('dataLayer');
  });
});
