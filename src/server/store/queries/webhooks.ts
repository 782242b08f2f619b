import type { Kysely } from 'kysely';
import type { Columns, Tables } from '../tables.ts';
import type { Webhooks } from '../webhooks.ts';
import type { Clock } from './clock.ts';
import { toChangedColumns, toEndpoint, toEndpointColumns, toRecord } from './webhook-columns.ts';

export type WebhookReader = Pick<Webhooks, 'endpoints' | 'endpoint' | 'deliveries'>;
export type WebhookWriter = Omit<Webhooks, keyof WebhookReader>;

export function createWebhookReader(db: Kysely<Tables>): WebhookReader {
  const ofShop = (shop: string) => db.selectFrom('webhook_endpoints').selectAll().where('shop', '=', shop);
  return {
    async endpoints(shop) {
      const rows = await ofShop(shop).orderBy('created_at').orderBy('id').execute();
      return rows.map(toEndpoint);
    },
    async endpoint(shop, id) {
      const row = await ofShop(shop).where('id', '=', id).executeTakeFirst();
      return row && toEndpoint(row);
    },
    async deliveries(shop, { endpoint, state, after, limit }) {
      let query = db.selectFrom('webhook_deliveries').selectAll().where('shop', '=', shop);
      if (endpoint !== undefined) query = query.where('endpoint', '=', endpoint);
      if (state) query = query.where('state', '=', state);
      if (after) {
        query = query.where(({ or, and, eb }) =>
          or([eb('created_at', '<', after.at), and([eb('created_at', '=', after.at), eb('id', '<', after.id)])]),
        );
      }
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(toRecord);
    },
  };
}

/** What a delivery is that has not been tried. */
const ANEW = { state: 'waiting', attempt: 0, lease: null, lease_until: null } satisfies Partial<
  Columns<'webhook_deliveries'>
>;

/** @param clock the store's clock. */
export function createWebhookWriter(db: Kysely<Tables>, clock: Clock): WebhookWriter {
  return {
    async create(endpoint) {
      await db
        .insertInto('webhook_endpoints')
        .values(toEndpointColumns(endpoint))
        .onConflict((conflict) => conflict.columns(['shop', 'id']).doNothing())
        .execute();
    },
    async change(shop, id, change) {
      const row = await db
        .updateTable('webhook_endpoints')
        .set({ ...toChangedColumns(change), shop })
        .where('shop', '=', shop)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row && toEndpoint(row);
    },
    async remove(shop, id) {
      await db.deleteFrom('webhook_deliveries').where('shop', '=', shop).where('endpoint', '=', id).execute();
      const gone = await db
        .deleteFrom('webhook_endpoints')
        .where('shop', '=', shop)
        .where('id', '=', id)
        .returning('id')
        .execute();
      return gone.length > 0;
    },
    async redeliver(shop, which) {
      const anew = db
        .updateTable('webhook_deliveries')
        .set({ ...ANEW, run_at: await clock() })
        .where('shop', '=', shop);
      let query = anew.where('state', '=', 'dead');
      if ('id' in which) query = anew.where('id', '=', which.id).where('state', '!=', 'waiting');
      else if (which.endpoint !== undefined) query = query.where('endpoint', '=', which.endpoint);
      return (await query.returning('id').execute()).length;
    },
  };
}
