import type { Kysely } from 'kysely';
import { emailKey, type Goods, type GoodsKind, type GoodsOf, goodsKey } from '../goods.ts';
import type { StoredOrder } from '../shops.ts';
import type { NewColumns, Tables } from '../tables.ts';

/** Rows of one insert: each binds seven values, and databases bound how many. */
const AT_ONCE = 500;

export function createGoodsReader(db: Kysely<Tables>): Pick<Goods, 'one' | 'page' | 'ordersOf'> {
  return {
    async one<K extends GoodsKind>(shop: string, kind: K, id: string) {
      const row = await db
        .selectFrom('goods')
        .select('body')
        .where('shop', '=', shop)
        .where('kind', '=', kind)
        .where('id', '=', goodsKey(kind, id))
        .executeTakeFirst();
      return row && (JSON.parse(row.body) as GoodsOf[K]);
    },
    async page<K extends GoodsKind>(shop: string, kind: K, { after, limit }: { after?: number; limit: number }) {
      const rows = await db
        .selectFrom('goods')
        .select(['n', 'body'])
        .where('shop', '=', shop)
        .where('kind', '=', kind)
        .where('n', '>', after ?? 0)
        .orderBy('n')
        .limit(limit + 1)
        .execute();
      const goods = rows.slice(0, limit).map((row) => JSON.parse(row.body) as GoodsOf[K]);
      return rows.length > limit ? { goods, next: rows[limit - 1]!.n } : { goods };
    },
    async ordersOf(shop, email, limit) {
      const rows = await db
        .selectFrom('goods')
        .select('body')
        .where('shop', '=', shop)
        .where('kind', '=', 'orders')
        .where('owner', '=', emailKey(email))
        .orderBy('at', 'desc')
        .orderBy('n', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => JSON.parse(row.body) as StoredOrder);
    },
  };
}

export function createGoodsWriter(db: Kysely<Tables>): Pick<Goods, 'put' | 'remove'> {
  return {
    async put(shop, kind, goods) {
      // The last of several with one key counts, as if they had come one after the other.
      const byKey = new Map(goods.map((one) => [keyOf(kind, one), one] as const));
      const before = await countOf(db, shop, kind);
      // A counter of the shop hands out places: its row is locked until the end, so that no two writers get the same.
      const { value } = await db
        .insertInto('counters')
        .values({ name: `goods:${shop}`, value: byKey.size })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet((e) => ({ value: e('counters.value', '+', byKey.size) })),
        )
        .returning('value')
        .executeTakeFirstOrThrow();
      let n = value - byKey.size;
      const rows = [...byKey].map(([id, one]) => {
        n += 1;
        return toColumns(shop, kind, id, n, one);
      });
      for (let start = 0; start < rows.length; start += AT_ONCE) {
        await db
          .insertInto('goods')
          .values(rows.slice(start, start + AT_ONCE))
          .onConflict((conflict) =>
            conflict.columns(['shop', 'kind', 'id']).doUpdateSet((e) => ({
              owner: e.ref('excluded.owner'),
              at: e.ref('excluded.at'),
              body: e.ref('excluded.body'),
            })),
          )
          .execute();
      }
      const added = (await countOf(db, shop, kind)) - before;
      return { added, replaced: byKey.size - added };
    },
    async remove(shop, kind, id) {
      const gone = await db
        .deleteFrom('goods')
        .where('shop', '=', shop)
        .where('kind', '=', kind)
        .where('id', '=', goodsKey(kind, id))
        .returning('id')
        .execute();
      return gone.length > 0;
    },
  };
}

async function countOf(db: Kysely<Tables>, shop: string, kind: GoodsKind): Promise<number> {
  const { n } = await db
    .selectFrom('goods')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('shop', '=', shop)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return n;
}

function keyOf<K extends GoodsKind>(kind: K, one: GoodsOf[K]): string {
  if ('card' in one) return goodsKey(kind, one.card.number);
  return goodsKey(kind, 'code' in one ? one.code : one.id);
}

function toColumns<K extends GoodsKind>(
  shop: string,
  kind: K,
  id: string,
  n: number,
  one: GoodsOf[K],
): NewColumns<'goods'> {
  const order = kind === 'orders' ? (one as StoredOrder) : undefined;
  const owner = order ? emailKey(order.email) : null;
  return { shop, kind, id, n, owner, at: order?.placedAt ?? null, body: JSON.stringify(one) };
}
