import { describe, expect, it } from 'vitest';
import { buildCart } from './build-cart.ts';
import { wordsOf } from './fields.ts';

const line = { id: '1', name: 'Cap', quantity: 1, price: 1999 };

describe('a cart as platforms tell it', () => {
  it('[CA7] has one line for each id', () => {
    const cart = buildCart('EUR', [line, { ...line, quantity: 2 }, { ...line, id: '2' }]);
    expect(cart.lines.map(({ id, quantity }) => [id, quantity])).toEqual([
      ['1', 3],
      ['2', 1],
    ]);
    expect(cart.subtotal).toBe(79.96);
  });

  it('[CA7] counts whole pieces, and one where nothing is said', () => {
    const quantities = [undefined, '3', 2.5, 0.2, 'many'].map((quantity, index) => ({
      ...line,
      id: `${index}`,
      quantity,
    }));
    expect(buildCart('EUR', quantities).lines.map(({ quantity }) => quantity)).toEqual([1, 3, 3, 1, 1]);
  });

  it('[CA7] is unknown, not empty, where a line has no price or no id', () => {
    expect(() => buildCart('EUR', [{ ...line, price: undefined }])).toThrow();
    expect(() => buildCart('EUR', [{ ...line, id: undefined }])).toThrow();
  });

  it('[CA7] keeps to what the wire takes', () => {
    const many = Array.from({ length: 120 }, (_, index) => ({ ...line, id: `${index}`, name: 'x'.repeat(600) }));
    const cart = buildCart('EUR', many);
    expect(cart.lines).toHaveLength(100);
    expect(cart.lines[0]!.name).toHaveLength(500);
    expect(cart.subtotal).toBe(2398.8);
  });

  it.each([
    ['Tom &amp; Jerry&#8217;s <b>cap</b>', 'Tom & Jerry’s cap'],
    ['&#x1F514; &lt;b&gt;', '🔔 <b>'],
    ['a &unknown; b &#0; c', 'a &unknown; b  c'],
    ['&#xD800;', undefined],
    [7, '7'],
    [{}, undefined],
  ])('[CA7] reads the name %j as plain text', (html, words) => {
    expect(wordsOf(html)).toBe(words);
  });
});
