import type { Kysely } from 'kysely';
import type { Flow } from '../../bot/flow.ts';
import { languageOf, type ShopFlows } from '../shop-flows.ts';
import type { Tables } from '../tables.ts';

export function createShopFlowReader(db: Kysely<Tables>): Pick<ShopFlows, 'list' | 'one'> {
  return {
    async list(shop) {
      const rows = await db
        .selectFrom('shop_flows')
        .select('flow')
        .where('shop', '=', shop)
        .orderBy('language')
        .execute();
      return rows.map((row) => JSON.parse(row.flow) as Flow);
    },
    async one(shop, language) {
      const row = await db
        .selectFrom('shop_flows')
        .select('flow')
        .where('shop', '=', shop)
        .where('language', '=', language)
        .executeTakeFirst();
      return row && (JSON.parse(row.flow) as Flow);
    },
  };
}

export function createShopFlowWriter(db: Kysely<Tables>): Omit<ShopFlows, 'list' | 'one'> {
  return {
    async save(shop, content) {
      const flow = JSON.stringify(content);
      await db
        .insertInto('shop_flows')
        .values({ shop, language: languageOf(content.locale), flow })
        .onConflict((conflict) => conflict.columns(['shop', 'language']).doUpdateSet({ flow }))
        .execute();
    },
    async remove(shop, language) {
      const gone = await db
        .deleteFrom('shop_flows')
        .where('shop', '=', shop)
        .where('language', '=', language)
        .returning('language')
        .execute();
      return gone.length > 0;
    },
  };
}
