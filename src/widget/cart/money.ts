/**
 * Money of shops comes as hundredths, as minor units, as decimals and as decimals in words. Here it is whole minor units of its
 * currency, so that sums do not drift; only what leaves for the wire is a decimal number in major units.
 */

/** Digits after the point: 2 of EUR, 0 of JPY, 3 of KWD. @param currency three letters */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Moves the point of a plain decimal without multiplying, and rounds what is left of it, halves up. */
const shift = (text: string, places: number): number => Math.round(Number(`${text}e${places}`)) + 0;

const PLAIN = /^-?\d+(\.\d+)?$/;

/** Minor units of an amount in major units, such as 19.99 or "19.9900"; undefined of anything that is no plain number. */
export function fromMajor(amount: unknown, currency: string): number | undefined {
  if (typeof amount !== 'string' && typeof amount !== 'number') return undefined;
  const text = `${amount}`.trim();
  if (PLAIN.test(text)) return shift(text, digitsOf(currency));
  // JavaScript writes less than a millionth with an exponent.
  return typeof amount === 'number' && Math.abs(amount) < 1e-6 ? 0 : undefined;
}

/**
 * Minor units of a whole amount that a shop counts in units of its own.
 * @param digits that the shop's unit has after the point of the currency: always 2 at Shopify, yens too
 */
export function fromUnits(amount: unknown, digits: number, currency: string): number | undefined {
  const text = typeof amount === 'string' || typeof amount === 'number' ? `${amount}` : '';
  return PLAIN.test(text) ? shift(text, digitsOf(currency) - digits) : undefined;
}

/** As the wire has it: 19.99 of 1999 cents. */
export const toMajor = (minor: number, currency: string): number => Number(`${minor}e${-digitsOf(currency)}`);
