import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ProductCard } from '../../protocol/content.ts';
import { Appearance } from '../../protocol/settings.ts';
import type { Catalogue, HoursSpan, Shop, StoredOrder, StoredProduct } from '../store/shops.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const Clock = v.pipe(v.string(), v.regex(/^\d\d:\d\d$/));
const Day = v.nullable(v.object({ open: Clock, close: Clock }));

/** `demo/shop.json`, as far as the server reads it. */
const ShopFile = v.object({
  shop: v.string(),
  name: v.string(),
  currency: v.string(),
  timezone: v.string(),
  locale: v.string(),
  departments: v.array(v.string()),
  hours: v.object({ mon: Day, tue: Day, wed: Day, thu: Day, fri: Day, sat: Day, sun: Day }),
  discounts: v.array(v.object({ code: v.string(), percent: v.optional(v.number()), label: v.optional(v.string()) })),
  orders: v.array(
    v.object({
      number: v.string(),
      email: v.string(),
      placedAt: v.string(),
      status: v.picklist(['placed', 'packed', 'shipped', 'delivered']),
      arriving: v.optional(v.string()),
      currency: v.string(),
      lines: v.array(v.object({ productId: v.string(), quantity: v.number() })),
      total: v.number(),
      trackingUrl: v.optional(v.string()),
    }),
  ),
});
type ShopFile = v.InferOutput<typeof ShopFile>;

/** `demo/catalogue.json`. */
const CatalogueFile = v.object({
  currency: v.string(),
  products: v.array(
    v.object({
      ...v.omit(ProductCard, ['variantId', 'currency']).entries,
      description: v.optional(v.string()),
      variants: v.array(v.object({ id: v.string(), available: v.boolean() })),
      available: v.boolean(),
    }),
  ),
});
type CatalogueFile = v.InferOutput<typeof CatalogueFile>;

/** The demo shop as its own pages describe it. */
export interface DemoShop {
  shop: Shop;
  catalogue: Catalogue;
  /** Address of somebody's picture, where there is one. */
  portrait(firstName: string): string | undefined;
}

/** @throws when the files of `demo/` are missing or not of their form */
export async function readDemo(folder: string): Promise<DemoShop> {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const file = v.parse(ShopFile, await read('shop.json'));
  const goods = v.parse(CatalogueFile, await read('catalogue.json'));
  const products = goods.products.map((product) => toProduct(product, goods.currency));
  return {
    shop: toShop(file),
    catalogue: { products, discounts: file.discounts, orders: file.orders.map((order) => toOrder(order, products)) },
    portrait: (name) => (existsSync(join(folder, 'images', `${name}.svg`)) ? `/demo/images/${name}.svg` : undefined),
  };
}

function toShop(file: ShopFile): Shop {
  return {
    id: file.shop,
    name: file.name,
    origins: [],
    locale: file.locale,
    currency: file.currency,
    timeZone: file.timezone,
    hours: WEEKDAYS.flatMap((day, weekday): HoursSpan[] => {
      const span = file.hours[day];
      return span ? [{ weekday, from: minutes(span.open), to: minutes(span.close) }] : [];
    }),
    transfer: 'always',
    askEmail: 'handoff',
    departments: file.departments,
    appearance: v.parse(Appearance, {}),
  };
}

function toProduct(
  { variants, available, ...card }: CatalogueFile['products'][number],
  currency: string,
): StoredProduct {
  const [first] = variants.filter((variant) => variant.available);
  return {
    ...card,
    // With one variant there is nothing to choose; otherwise the product's page asks.
    ...(variants.length === 1 && first && { variantId: first.id }),
    currency,
    available: available && first !== undefined,
  };
}

function toOrder(order: ShopFile['orders'][number], products: StoredProduct[]): StoredOrder {
  const images = order.lines.map((line) => products.find((product) => product.id === line.productId)?.image);
  return {
    email: order.email,
    placedAt: Date.parse(order.placedAt),
    card: {
      number: order.number,
      status: order.status,
      ...(order.arriving && { arriving: Date.parse(order.arriving) }),
      total: order.total,
      currency: order.currency,
      items: order.lines.reduce((sum, line) => sum + line.quantity, 0),
      images: images.filter((image) => image !== undefined),
      ...(order.trackingUrl && { trackingUrl: order.trackingUrl }),
    },
  };
}

function minutes(clock: string): number {
  const [hours = 0, past = 0] = clock.split(':').map(Number);
  return hours * 60 + past;
}
