import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCart } from './build-cart.ts';
import { digitsOf, fromMajor, fromUnits, toMajor } from './money.ts';

const CURRENCIES = ['EUR', 'JPY', 'KWD', 'CLF'] as const;
const currency = fc.constantFrom(...CURRENCIES);
const minor = fc.integer({ min: -1e11, max: 1e11 });

/** Minor units as a decimal in words, made of digits alone. */
function inWords(amount: number, digits: number): string {
  const sign = amount < 0 ? '-' : '';
  const text = `${Math.abs(amount)}`.padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

describe('money of carts', () => {
  it('[CA6] has as many digits after the point as its currency', () => {
    expect(['EUR', 'JPY', 'VND', 'KWD', 'BHD'].map(digitsOf)).toEqual([2, 0, 0, 3, 3]);
  });

  it('[CA6] comes back as it was, whatever the amount and the currency', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const major = toMajor(amount, code);
        expect(fromMajor(major, code)).toBe(amount);
        expect(major).toBe(Number(inWords(amount, digitsOf(code))));
      }),
    );
  });

  it('[CA6] reads decimals in words with as many zeros as a shop likes', () => {
    fc.assert(
      fc.property(minor, currency, fc.nat(4), (amount, code, zeros) => {
        const words = inWords(amount, digitsOf(code));
        const longer = zeros === 0 ? words : `${words}${words.includes('.') ? '' : '.'}${'0'.repeat(zeros)}`;
        expect(fromMajor(longer, code)).toBe(amount);
      }),
    );
  });

  it('[CA6] does not drift in sums: the subtotal is what the same lines come to in whole numbers', () => {
    const line = fc.record({ price: fc.nat(1e7), quantity: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 100 }), currency, (lines, code) => {
        const cart = buildCart(
          code,
          lines.map((one, index) => ({ ...one, id: `${index}`, name: 'Thing' })),
        );
        const sum = lines.reduce((all, { price, quantity }) => all + BigInt(price) * BigInt(quantity), 0n);
        expect(`${cart.subtotal}`).toBe(`${Number(inWords(Number(sum), digitsOf(code)))}`);
      }),
    );
  });

  it.each([
    ['hundredths of Shopify', 13900, 2, 'EUR', 139],
    ['hundredths of yens, which have none', 240000, 2, 'JPY', 2400],
    ['hundredths of dinars, which have thousandths', 1999, 2, 'KWD', 19.99],
    ['minor units in words', '1999', 2, 'EUR', 19.99],
    ['whole euros of a shop that shows no cents', '20', 0, 'EUR', 20],
    ['thousandths', '1234', 3, 'KWD', 1.234],
  ])('[CA6] reads %s', (_, amount, digits, code, major) => {
    expect(toMajor(fromUnits(amount, digits, code)!, code)).toBe(major);
  });

  it.each([['1,999.00'], ['19.99 €'], [''], [undefined], [null], [Number.NaN], [{}], [true], ['1e3']])(
    '[CA6] takes %j for no amount',
    (amount) => {
      expect(fromMajor(amount, 'EUR')).toBeUndefined();
      expect(fromUnits(amount, 2, 'EUR')).toBeUndefined();
    },
  );

  it('[CA6] rounds halves up, also where a number cannot hold them', () => {
    expect([1.005, '1.005', 0.1 + 0.2, 1e-7].map((amount) => fromMajor(amount, 'EUR'))).toEqual([101, 101, 30, 0]);
  });
});
