import { cents } from './catalogue.js';

/**
 * @typedef {import('./catalogue.js').Catalogue} Catalogue
 * @typedef {import('./catalogue.js').Product} Product
 * @typedef {import('./catalogue.js').Variant} Variant
 * @typedef {import('./catalogue.js').Discount} Discount
 * @typedef {{ productId: string, variantId: string, quantity: number }} Kept
 * @typedef {{ product: Product, variant: Variant, quantity: number, total: number }} Line
 * @typedef {{ lines: Line[], count: number, subtotal: number, discount?: Discount, saving: number, total: number }} Contents
 */

/** The shop's own cart, not the widget's: it outlives the page, like the cart of any shop. */
const KEY = 'hh_cart';
const MOST = 20;

/**
 * The cart of this browser. Every change is kept at once and told to all listeners, also in other tabs.
 * @param {Catalogue} catalogue
 * @param {Storage} [storage]
 */
export function createCart(catalogue, storage = window.localStorage) {
  /** @type {Set<(contents: Contents) => void>} */
  const listeners = new Set();
  let { lines, code } = read(storage);

  /** @returns {Contents} */
  const contents = () => {
    const shown = lines.flatMap((line) => resolve(catalogue, line));
    const subtotal = cents(shown.reduce((sum, line) => sum + line.total, 0));
    const discount = catalogue.discounts.find((known) => known.code === code);
    const saving = discount ? cents((subtotal * discount.percent) / 100) : 0;
    const count = shown.reduce((sum, line) => sum + line.quantity, 0);
    return { lines: shown, count, subtotal, discount, saving, total: cents(subtotal - saving) };
  };
  const tell = () => {
    for (const listener of listeners) listener(contents());
  };
  const keep = () => {
    storage.setItem(KEY, JSON.stringify({ lines, code }));
    tell();
  };

  window.addEventListener('storage', (event) => {
    if (event.key !== KEY) return;
    ({ lines, code } = read(storage));
    tell();
  });

  return {
    contents,

    /**
     * Puts a product in; without a variant the first that is available. Answers the product, or undefined if the shop
     * cannot sell it.
     * @param {string} productId
     * @param {string} [variantId]
     * @param {number} [quantity]
     */
    add(productId, variantId, quantity = 1) {
      const product = catalogue.products.find((known) => known.id === productId);
      const variant = product?.variants.find((one) => one.available && (!variantId || one.id === variantId));
      if (!product?.available || !variant) return undefined;
      const line = lines.find((one) => one.variantId === variant.id);
      if (line) line.quantity = Math.min(MOST, line.quantity + quantity);
      else lines.push({ productId, variantId: variant.id, quantity: Math.min(MOST, quantity) });
      keep();
      return product;
    },

    /**
     * Zero takes the line out.
     * @param {string} variantId
     * @param {number} quantity
     */
    setQuantity(variantId, quantity) {
      lines = lines
        .map((line) => (line.variantId === variantId ? { ...line, quantity: Math.min(MOST, quantity) } : line))
        .filter((line) => line.quantity > 0);
      keep();
    },

    /**
     * Applies a discount code, remembered until the order is placed. Answers the discount, or undefined if the shop has
     * no such code.
     * @param {string} wanted
     */
    apply(wanted) {
      const discount = catalogue.discounts.find((known) => known.code === wanted.trim().toUpperCase());
      if (!discount) return undefined;
      code = discount.code;
      keep();
      return discount;
    },

    empty() {
      lines = [];
      code = undefined;
      keep();
    },

    /** @param {(contents: Contents) => void} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createCart>} Cart */

/**
 * @param {Storage} storage
 * @returns {{ lines: Kept[], code?: string }}
 */
function read(storage) {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? '{}');
    return { lines: Array.isArray(kept?.lines) ? kept.lines : [], code: kept?.code };
  } catch {
    // Somebody else wrote under our key, or an old release did: a broken cart is an empty cart.
    return { lines: [] };
  }
}

/**
 * A line as it is shown; none if the shop no longer sells it.
 * @param {Catalogue} catalogue
 * @param {Kept} kept
 * @returns {Line[]}
 */
function resolve(catalogue, kept) {
  const product = catalogue.products.find((known) => known.id === kept.productId);
  const variant = product?.variants.find((one) => one.id === kept.variantId);
  if (!product || !variant) return [];
  return [{ product, variant, quantity: kept.quantity, total: cents(product.price * kept.quantity) }];
}
