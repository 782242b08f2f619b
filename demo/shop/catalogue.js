/**
 * @typedef {{ id: string, title: string, available: boolean }} Variant
 * @typedef {{
 *   id: string, title: string, handle: string, price: number, compareAt?: number, image: string, url: string,
 *   options: string, description: string, collection: string, colours?: string[], variants: Variant[], available: boolean
 * }} Product
 * @typedef {{ code: string, percent: number, label: string }} Discount
 * @typedef {{ currency: string, products: Product[], freeDeliveryFrom: number, discounts: Discount[] }} Catalogue
 */

/** @type {Promise<Catalogue> | undefined} */
let loading;

/**
 * The shop's products and discount codes, fetched once a page.
 * @returns {Promise<Catalogue>}
 */
export function loadCatalogue() {
  loading ??= Promise.all([fetchJson('/demo/catalogue.json'), fetchJson('/demo/shop.json')]).then(([goods, shop]) => ({
    currency: goods.currency,
    products: goods.products,
    freeDeliveryFrom: shop.freeDeliveryFrom,
    discounts: shop.discounts,
  }));
  return loading;
}

/**
 * @param {string} address
 * @throws {Error} when the shop's server does not answer with the file
 */
export async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}

/**
 * @param {number} amount in major units
 * @param {string} currency ISO 4217
 */
export function money(amount, currency) {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount).replace('-', '−');
}

/**
 * Rounds to cents, the way a till does, so that sums of decimals stay exact.
 * @param {number} amount
 */
export const cents = (amount) => Math.round((amount + Number.EPSILON) * 100) / 100;
