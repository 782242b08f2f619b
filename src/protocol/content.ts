import * as v from 'valibot';
import { Currency, FileId, Money, ShortText, Text, Timestamp, textUpTo, Url } from './primitives.ts';

/** A product as a card shows it. */
export const ProductCard = v.object({
  id: ShortText,
  variantId: v.optional(ShortText),
  title: textUpTo(500),
  options: v.optional(ShortText),
  price: Money,
  compareAt: v.optional(Money),
  currency: Currency,
  url: Url,
  image: v.optional(Url),
});
export type ProductCard = v.InferOutput<typeof ProductCard>;

export const OrderStatus = v.picklist(['placed', 'packed', 'shipped', 'delivered']);
export type OrderStatus = v.InferOutput<typeof OrderStatus>;

/** An order as a card shows it: where it is, what is in it. */
export const OrderCard = v.object({
  number: ShortText,
  status: OrderStatus,
  arriving: v.optional(Timestamp),
  total: Money,
  currency: Currency,
  items: v.number(),
  images: v.array(Url),
  trackingUrl: v.optional(Url),
});
export type OrderCard = v.InferOutput<typeof OrderCard>;

/** A quick reply: `value` goes back to the bot, `label` is what the shopper reads and says. */
export const Choice = v.object({ value: ShortText, label: ShortText });
export type Choice = v.InferOutput<typeof Choice>;

/** What a message can hold. Texts are never read as HTML. */
export const Content = v.variant('type', [
  v.object({ type: v.literal('text'), text: Text }),
  v.object({
    type: v.literal('image'),
    file: FileId,
    url: Url,
    width: v.number(),
    height: v.number(),
    name: ShortText,
  }),
  v.object({ type: v.literal('file'), file: FileId, url: Url, name: ShortText, bytes: v.number() }),
  v.object({ type: v.literal('products'), products: v.pipe(v.array(ProductCard), v.minLength(1), v.maxLength(10)) }),
  v.object({
    type: v.literal('discount'),
    code: ShortText,
    percent: v.optional(v.number()),
    label: v.optional(ShortText),
  }),
  v.object({ type: v.literal('order'), order: OrderCard }),
  v.object({
    type: v.literal('choices'),
    text: v.optional(Text),
    choices: v.pipe(v.array(Choice), v.minLength(1), v.maxLength(10)),
  }),
]);
export type Content = v.InferOutput<typeof Content>;

/** What an agent asks to send: references only; the server looks the rest up (a product must be available online, a code must exist). */
export const ContentRequest = v.variant('type', [
  v.object({ type: v.literal('text'), text: Text }),
  v.object({ type: v.literal('image'), file: FileId }),
  v.object({ type: v.literal('file'), file: FileId }),
  v.object({ type: v.literal('products'), products: v.pipe(v.array(ShortText), v.minLength(1), v.maxLength(10)) }),
  v.object({ type: v.literal('discount'), code: ShortText }),
]);
export type ContentRequest = v.InferOutput<typeof ContentRequest>;
