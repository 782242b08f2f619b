import type { CartLine } from '../../protocol/cart.ts';
import { watchLayer } from '../../ui/watch-layer.ts';
import { buildCart, piecesOf } from './build-cart.ts';
import type { CreateSource, Snapshot } from './cart-source.ts';
import { currencyOf, type Fields, isRecord, recordsOf, wordsOf } from './fields.ts';
import { fromMajor } from './money.ts';

/** One line as it is remembered from page to page: the price is in minor units here. */
type Line = Omit<CartLine, 'url' | 'image'>;
/** The cart as far as the data layer has told of it. */
export interface Counted {
  currency: string;
  lines: Line[];
  /** Of the last `view_cart`, until something changes. Minor units. */
  value?: number;
}

/**
 * Pushes that have been counted: a chat that comes to this page again finds them there again. What stands in the layer twice
 * is one push; what is pushed twice is two.
 */
const counted = new WeakSet<object>();

/** GA4's cart events in `dataLayer`. Only `view_cart` tells the whole cart: the others are counted from page to page. */
export const createSource: CreateSource = ({ currency, kept }) => ({
  start(report) {
    const layer = (window as { dataLayer?: unknown }).dataLayer;
    if (!Array.isArray(layer)) throw new Error('the page has no `dataLayer`');
    const stopping = new AbortController();
    let cart = remembered(kept.get());

    function count(pushed: unknown): boolean {
      const next = afterPush(cart, pushed, currency());
      if (isRecord(pushed)) counted.add(pushed);
      if (!next || next === cart) return false;
      cart = next;
      return true;
    }
    function tell(): void {
      if (!cart) return;
      kept.set(cart);
      report(asSnapshot(cart));
    }
    watchLayer(layer, (pushed) => count(pushed) && tell(), stopping.signal);
    for (const pushed of layer as unknown[]) if (!isRecord(pushed) || !counted.has(pushed)) count(pushed);
    tell();
    return () => stopping.abort();
  },
});

const asSnapshot = ({ currency, lines, value }: Counted): Snapshot => ({ cart: buildCart(currency, lines, value) });

/**
 * The cart after one push; the same if that says nothing of carts. Each push counts by itself: nothing of an earlier one is
 * merged in, whether the page has cleared it (`ecommerce: null`) or not.
 * @param ofShop currency where nothing else says one
 */
export function afterPush(cart: Counted | undefined, pushed: unknown, ofShop: string): Counted | undefined {
  const event = cartEvent(pushed);
  if (!event) return cart;
  const { name, about } = event;
  const currency = currencyOf(about.currency) ?? cart?.currency ?? ofShop;
  if (name === 'purchase') return { currency, lines: [] };
  const items = recordsOf(about.items).flatMap((item) => lineOf(item, currency) ?? []);
  if (name === 'view_cart') {
    const value = fromMajor(about.value, currency);
    return { currency, lines: items.reduce(withMore, []), ...(value !== undefined && { value }) };
  }
  if (items.length === 0) return cart;
  // Prices in another currency cannot stand beside each other.
  const before = cart?.currency === currency ? cart.lines : [];
  return { currency, lines: items.reduce(name === 'add_to_cart' ? withMore : withLess, before) };
}

const NAMES = ['add_to_cart', 'remove_from_cart', 'view_cart', 'purchase'] as const;

/** An event of the cart: pushed as an object, or sent with `gtag('event', …)`. */
function cartEvent(pushed: unknown): { name: (typeof NAMES)[number]; about: Fields } | undefined {
  if (!isRecord(pushed)) return undefined;
  const sent = pushed[0] === 'event';
  const name = NAMES.find((one) => one === (sent ? pushed[1] : pushed.event));
  const about = sent ? pushed[2] : (pushed.ecommerce ?? pushed.eventModel);
  return name && isRecord(about) ? { name, about } : undefined;
}

/** What has neither id nor name is nothing; a price that is missing counts as 0. */
function lineOf(item: Fields, currency: string): Line | undefined {
  const id = wordsOf(item.item_id) ?? wordsOf(item.item_name);
  if (!id) return undefined;
  const variant = wordsOf(item.item_variant);
  return {
    id: variant ? `${id}/${variant}` : id,
    name: wordsOf(item.item_name) ?? id,
    ...(variant && { variant }),
    quantity: piecesOf(item.quantity),
    price: fromMajor(item.price, currency) ?? 0,
  };
}

function withMore(lines: Line[], line: Line): Line[] {
  const known = lines.some(({ id }) => id === line.id);
  if (!known) return [...lines, line];
  return lines.map((one) => (one.id === line.id ? { ...line, quantity: one.quantity + line.quantity } : one));
}

const withLess = (lines: Line[], { id, quantity }: Line): Line[] =>
  lines
    .map((one) => (one.id === id ? { ...one, quantity: one.quantity - quantity } : one))
    .filter((one) => one.quantity > 0);

/** What the session has kept, if that is what was put there. */
function remembered(kept: unknown): Counted | undefined {
  const { currency, lines } = (isRecord(kept) ? kept : {}) as Fields;
  const whole =
    currencyOf(currency) === currency &&
    Array.isArray(lines) &&
    lines.every(
      (line) =>
        isRecord(line) && typeof line.id === 'string' && Number.isInteger(line.price) && Number(line.quantity) > 0,
    );
  return whole ? (kept as Counted) : undefined;
}
