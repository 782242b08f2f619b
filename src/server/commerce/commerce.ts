import type { OrderCard, ProductCard } from '../../protocol/content.ts';
import type { Discount } from '../../protocol/rest.ts';

/** The shop's own system as we need it. One adapter a platform. */
export interface Commerce {
  /** Only those available online; an empty query lists the first ones. At most `limit`. */
  searchProducts(shop: string, query: string, limit: number): Promise<ProductCard[]>;
  /** Absent when unknown or not available online. */
  product(shop: string, id: string): Promise<ProductCard | undefined>;
  /** The order of this number, if it is this customer's. */
  order(shop: string, number: string, email: string): Promise<OrderCard | undefined>;
  /** A customer's orders, newest first. */
  orders(shop: string, email: string): Promise<OrderCard[]>;
  discount(shop: string, code: string): Promise<Discount | undefined>;
  discounts(shop: string): Promise<Discount[]>;
}
