import type { Discount } from '../../protocol/rest.ts';
import { fold } from '../commerce/fold.ts';
import type { StoredOrder, StoredProduct } from './shops.ts';

export interface GoodsOf {
  products: StoredProduct;
  orders: StoredOrder;
  discounts: Discount;
}
export type GoodsKind = keyof GoodsOf;

export interface GoodsPage<T> {
  goods: T[];
  /** Where the next page starts; absent on the last one. */
  next?: number;
}

/**
 * The embedded catalogue, piece by piece, in the order in which things were first added. A product is found by its id, an
 * order by its number without spaces and #, a code in any case and without accents.
 */
export interface Goods {
  /** Adds or replaces, at their old places. All or none. */
  put<K extends GoodsKind>(shop: string, kind: K, goods: GoodsOf[K][]): Promise<{ added: number; replaced: number }>;
  one<K extends GoodsKind>(shop: string, kind: K, id: string): Promise<GoodsOf[K] | undefined>;
  page<K extends GoodsKind>(
    shop: string,
    kind: K,
    query: { after?: number; limit: number },
  ): Promise<GoodsPage<GoodsOf[K]>>;
  /** A customer's orders, newest first. */
  ordersOf(shop: string, email: string, limit: number): Promise<StoredOrder[]>;
  /** False when there is none of that id. */
  remove(shop: string, kind: GoodsKind, id: string): Promise<boolean>;
}

/** How an address is compared: people write it in any case. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

/** What a thing is found by: people write "#1042", "1042" or "# 1042" for one order, and codes in any case. */
export function goodsKey(kind: GoodsKind, id: string): string {
  switch (kind) {
    case 'products':
      return id;
    case 'orders':
      return id.replace(/[\s#]/g, '').toLowerCase();
    case 'discounts':
      return fold(id).trim();
  }
}
