import type { Cart, CartLine } from '../../protocol/cart.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { toMajor } from './money.ts';

/** A line as a platform has it. */
export interface ShopLine {
  id: string | undefined;
  name: string | undefined;
  variant?: string;
  /** May be missing, written in words, or a part of something that is sold by length. */
  quantity: unknown;
  /** For one piece, minor units. */
  price: number | undefined;
  url?: unknown;
  image?: unknown;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Whole pieces, at least one: without a number it is one. */
export const piecesOf = (quantity: unknown): number => Math.max(1, Math.round(Number(quantity ?? 1)) || 1);

/**
 * The cart in the form that is reported. Lines of one id become one; the subtotal is that of the shop, else the sum of the
 * lines. More lines than the wire takes are left out, their price counts.
 * @param subtotal minor units
 * @throws when a line lacks what it cannot be without: such a cart is unknown, not empty
 */
export function buildCart(currency: string, lines: readonly ShopLine[], subtotal?: number): Cart {
  const known = new Map<string, CartLine>();
  let sum = 0;
  for (const { id, name, variant, quantity, price, url, image } of lines) {
    if (!id || price === undefined) throw new Error('a line of the cart has no id or no price');
    const pieces = piecesOf(quantity);
    sum += price * pieces;
    const same = known.get(id);
    if (same) same.quantity += pieces;
    else {
      known.set(id, {
        id: id.slice(0, 200),
        name: (name ?? id).slice(0, 500),
        variant: variant?.slice(0, 200),
        quantity: pieces,
        price: toMajor(price, currency),
        url: text(url),
        image: text(image),
      });
    }
  }
  return {
    currency,
    subtotal: toMajor(subtotal ?? sum, currency),
    lines: [...known.values()].slice(0, LIMITS.cartLines),
  };
}
