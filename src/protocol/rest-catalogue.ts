import * as v from 'valibot';
import { OrderCard, ProductCard } from './content.ts';
import { Email, ShortText, Timestamp, textUpTo } from './primitives.ts';
import { Discount } from './rest.ts';

const PRODUCTS_AT_ONCE = 1000;

/** A product of the embedded catalogue. Only those `available` are shown to anybody. */
export const Product = v.object({
  ...ProductCard.entries,
  available: v.optional(v.boolean(), true),
  description: v.optional(textUpTo(4000)),
});
export type Product = v.InferOutput<typeof Product>;
export const ProductPage = v.object({ products: v.array(Product), next: v.optional(v.string()) });
export type ProductPage = v.InferOutput<typeof ProductPage>;

/** `PUT /api/v1/catalogue/products`: adds or replaces each by its id, all or none. */
export const ProductBatch = v.object({
  products: v.pipe(v.array(Product), v.minLength(1), v.maxLength(PRODUCTS_AT_ONCE)),
});
export const BatchResult = v.object({ added: v.number(), replaced: v.number() });
export type BatchResult = v.InferOutput<typeof BatchResult>;

/** An order with its customer's address: whoever knows both is told where it is. */
export const Order = v.object({ ...OrderCard.entries, email: Email, placedAt: Timestamp });
export type Order = v.InferOutput<typeof Order>;
export const OrderPage = v.object({ orders: v.array(Order), next: v.optional(v.string()) });
export type OrderPage = v.InferOutput<typeof OrderPage>;

/** A code that agents and bot may give away. */
export const DiscountCode = v.object({
  ...Discount.entries,
  code: v.pipe(ShortText, v.regex(/^\S+$/)),
  percent: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
});
export type DiscountCode = v.InferOutput<typeof DiscountCode>;
export const DiscountPage = v.object({ discounts: v.array(DiscountCode), next: v.optional(v.string()) });
export type DiscountPage = v.InferOutput<typeof DiscountPage>;
