import type { Kysely } from 'kysely';
import type { Catalogue, Shop, Shops } from '../shops.ts';
import type { Tables } from '../tables.ts';

export type ShopReader = Pick<Shops, 'shop' | 'list' | 'catalogue'>;
export type ShopWriter = Omit<Shops, keyof ShopReader>;

export function createShopReader(db: Kysely<Tables>): ShopReader {
  return {
    async shop(id) {
      const row = await db.selectFrom('shops').select('settings').where('id', '=', id).executeTakeFirst();
      return row && (JSON.parse(row.settings) as Shop);
    },
    async list() {
      const rows = await db.selectFrom('shops').select('settings').orderBy('id').execute();
      return rows.map((row) => JSON.parse(row.settings) as Shop);
    },
    async catalogue(shop) {
      const row = await db.selectFrom('catalogues').select('catalogue').where('shop', '=', shop).executeTakeFirst();
      return row ? (JSON.parse(row.catalogue) as Catalogue) : { products: [], orders: [], discounts: [] };
    },
  };
}

export function createShopWriter(db: Kysely<Tables>): ShopWriter {
  return {
    async save(shop) {
      const settings = JSON.stringify(shop);
      await db
        .insertInto('shops')
        .values({ id: shop.id, settings })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ settings }))
        .execute();
    },
    async saveCatalogue(shop, content) {
      const catalogue = JSON.stringify(content);
      await db
        .insertInto('catalogues')
        .values({ shop, catalogue })
        .onConflict((conflict) => conflict.column('shop').doUpdateSet({ catalogue }))
        .execute();
    },
  };
}
