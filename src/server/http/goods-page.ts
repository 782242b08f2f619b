import type { Goods, GoodsKind, GoodsOf } from '../store/goods.ts';
import { cursorOf, type Place } from './paging.ts';

/** A page of the embedded catalogue, with the cursor of the next one. */
export async function goodsPage<K extends GoodsKind>(
  goods: Pick<Goods, 'page'>,
  shop: string,
  kind: K,
  { cursor, limit }: { cursor?: Place; limit: number },
): Promise<{ page: GoodsOf[K][]; next?: string }> {
  const found = await goods.page(shop, kind, { limit, ...(cursor && { after: Number(cursor[0]) || 0 }) });
  return { page: found.goods, ...(found.next !== undefined && { next: cursorOf(found.next, '') }) };
}
