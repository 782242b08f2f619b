import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { Currency, Money, ShortText, textUpTo, Url } from './primitives.ts';

const Quantity = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000));

/** One line of the shop's cart. Prices are decimal numbers in major units, for one piece. */
export const CartLine = v.object({
  id: ShortText,
  name: textUpTo(500),
  variant: v.optional(ShortText),
  quantity: Quantity,
  price: Money,
  url: v.optional(Url),
  image: v.optional(Url),
});
export type CartLine = v.InferOutput<typeof CartLine>;

/** A snapshot of the shop's cart; an empty cart has no lines. Line ids are unique. */
export const Cart = v.object({
  currency: Currency,
  subtotal: Money,
  lines: v.pipe(
    v.array(CartLine),
    v.maxLength(LIMITS.cartLines),
    v.check((lines) => new Set(lines.map((line) => line.id)).size === lines.length, 'duplicate_line'),
  ),
});
export type Cart = v.InferOutput<typeof Cart>;
