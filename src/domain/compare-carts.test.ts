import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Cart } from '../protocol/cart.ts';
import { Cart as CartSchema } from '../protocol/cart.ts';
import { compareCarts } from './compare-carts.ts';
import type { CartState } from './conversation.ts';

const line = (id: string, quantity = 1, price = 10) => ({ id, name: `Product ${id}`, quantity, price });
const cart = (...lines: Cart['lines']): Cart => ({
  currency: 'EUR',
  subtotal: lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0),
  lines,
});
const known = (after: Cart): CartState => {
  const last = compareCarts(undefined, after).at(-1);
  return last ? { currency: last.currency, subtotal: last.subtotal, lines: last.lines } : { ...after, lines: [] };
};
const many = (count: number, quantity = 1) => cart(...Array.from({ length: count }, (_, n) => line(`l${n}`, quantity)));

describe('carts', () => {
  it.each<[says: string, before: Cart, after: Cart, told: string[]]>([
    ['the same lines in another order are the same cart', cart(line('a'), line('b')), cart(line('b'), line('a')), []],
    [
      'an emptied cart is a removal of each line',
      cart(line('a'), line('b', 2)),
      cart(),
      ['removed a 0', 'removed b 0'],
    ],
    ['an empty cart after an empty one is nothing', cart(), cart(), []],
    ['one line for another is both', cart(line('a')), cart(line('b')), ['added b 1', 'removed a 0']],
    [
      'two variants of a product are two lines',
      cart(line('a')),
      cart(line('a'), { ...line('a2'), name: 'Product a' }),
      ['added a2 1'],
    ],
  ])('[CV4] %s', (_, before, after, told) => {
    const changes = compareCarts(known(before), after);
    expect(changes.map(({ kind, line: { id, quantity } }) => `${kind.slice(5)} ${id} ${quantity}`)).toEqual(told);
  });

  it('[CV28] new prices or another currency alone are nothing; the next change tells the cart as it then is', () => {
    const before = known(cart(line('a', 2)));
    const dollars: Cart = { ...cart(line('a', 2, 11)), currency: 'USD' };
    expect(compareCarts(before, dollars)).toEqual([]);
    const more: Cart = { ...cart(line('a', 3, 11)), currency: 'USD' };
    expect(compareCarts(before, more)).toMatchObject([
      { kind: 'cart.updated', previousQuantity: 2, currency: 'USD', subtotal: 33, lines: [{ price: 11 }] },
    ]);
  });

  it('[CV29] of many changes at once the last tells the whole cart, so that a hundred lines do not weigh ten thousand', () => {
    expect(compareCarts(undefined, many(10)).every(({ lines }) => lines.length === 10)).toBe(true);
    const changes = compareCarts(undefined, many(100));
    expect(changes).toHaveLength(100);
    expect(changes.at(-1)?.lines).toHaveLength(100);
    expect(changes.slice(0, -1).every(({ lines, line: one }) => lines.length === 1 && lines[0] === one)).toBe(true);
    expect(changes.every(({ subtotal }) => subtotal === 1000)).toBe(true);
    expect(compareCarts(known(many(100)), many(100))).toEqual([]);
    expect(JSON.stringify(changes).length).toBeLessThan(64_000);
  });

  it('[PR9] a line twice is no cart', () => {
    expect(v.is(CartSchema, cart(line('a'), line('a')))).toBe(false);
    expect(v.is(CartSchema, many(101))).toBe(false);
    expect(v.is(CartSchema, many(100))).toBe(true);
  });

  it('[CV4] whatever follows whatever, the log ends at the last cart', () => {
    const quantities = fc.dictionary(fc.constantFrom(...'abcdefghijklmnop'), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(quantities, { minLength: 1, maxLength: 6 }), (carts) => {
        let state: CartState | undefined;
        for (const one of carts) {
          const next = cart(...Object.entries(one).map(([id, quantity]) => line(id, quantity)));
          for (const { currency, subtotal, lines } of compareCarts(state, next)) state = { currency, subtotal, lines };
          const counted = Object.fromEntries((state?.lines ?? []).map(({ id, quantity }) => [id, quantity]));
          expect(counted).toEqual(one);
        }
      }),
    );
  });
});
