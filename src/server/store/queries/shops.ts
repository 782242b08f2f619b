import type { Kysely } from 'kysely';
import type { GoodsKind } from '../goods.ts';
import type { Shop, Shops } from '../shops.ts';
import type { Tables } from '../tables.ts';
import { createGoodsReader, createGoodsWriter } from './goods.ts';

export type ShopReader = Pick<Shops, 'shop' | 'list' | 'edition' | 'catalogue'>;
export type ShopWriter = Omit<Shops, keyof ShopReader>;

/** A catalogue is read whole by nothing but tests and the seed. */
const EVERYTHING = 1_000_000;

export function createShopReader(db: Kysely<Tables>): ShopReader {
  const goods = createGoodsReader(db);
  return {
    async shop(id) {
      const row = await db.selectFrom('shops').select('settings').where('id', '=', id).executeTakeFirst();
      return row && (JSON.parse(row.settings) as Shop);
    },
    async list() {
      const rows = await db.selectFrom('shops').select('settings').orderBy('id').execute();
      return rows.map((row) => JSON.parse(row.settings) as Shop);
    },
    async edition(id) {
      const row = await db.selectFrom('shops').selectAll().where('id', '=', id).executeTakeFirst();
      return row && { shop: JSON.parse(row.settings) as Shop, revision: row.revision };
    },
    async catalogue(shop) {
      const all = async <K extends GoodsKind>(kind: K) => (await goods.page(shop, kind, { limit: EVERYTHING })).goods;
      return { products: await all('products'), orders: await all('orders'), discounts: await all('discounts') };
    },
  };
}

export function createShopWriter(db: Kysely<Tables>): ShopWriter {
  const goods = createGoodsWriter(db);
  return {
    async save(shop) {
      const settings = JSON.stringify(shop);
      await db
        .insertInto('shops')
        .values({ id: shop.id, settings, revision: 0 })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((e) => ({ settings, revision: e('shops.revision', '+', 1) })),
        )
        .execute();
    },
    async saveOver(revision, shop) {
      const saved = await db
        .updateTable('shops')
        .set({ settings: JSON.stringify(shop), revision: revision + 1 })
        .where('id', '=', shop.id)
        .where('revision', '=', revision)
        .returning('id')
        .execute();
      return saved.length > 0;
    },
    async saveCatalogue(shop, content) {
      await db.deleteFrom('goods').where('shop', '=', shop).execute();
      for (const kind of ['products', 'orders', 'discounts'] as const) {
        if (content[kind].length > 0) await goods.put(shop, kind, content[kind]);
      }
    },
  };
}
