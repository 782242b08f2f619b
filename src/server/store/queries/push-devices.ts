import type { Kysely } from 'kysely';
import type { PushDevice } from '../../../protocol/push.ts';
import type { PushDevices, StoredDevice } from '../push-devices.ts';
import type { Tables } from '../tables.ts';

export type PushDeviceReader = Pick<PushDevices, 'ofVisitor'>;
export type PushDeviceWriter = Omit<PushDevices, keyof PushDeviceReader>;

/** Devices of one visitor. */
const KEPT = 10;

const newestOf = (db: Kysely<Tables>, shop: string, visitor: string) =>
  db
    .selectFrom('push_devices')
    .select(['id', 'device'])
    .where('shop', '=', shop)
    .where('visitor', '=', visitor)
    .orderBy('registered_at', 'desc')
    .orderBy('id');

export function createPushDeviceReader(db: Kysely<Tables>): PushDeviceReader {
  return {
    async ofVisitor(shop, visitor) {
      const rows = await newestOf(db, shop, visitor).limit(KEPT).execute();
      return rows.map(({ id, device }): StoredDevice => ({ id, device: JSON.parse(device) as PushDevice }));
    },
  };
}

export function createPushDeviceWriter(db: Kysely<Tables>): PushDeviceWriter {
  return {
    async put(shop, visitor, { id, device }, at) {
      const values = { visitor, device: JSON.stringify(device), registered_at: at };
      await db
        .insertInto('push_devices')
        .values({ shop, id, ...values })
        .onConflict((conflict) => conflict.columns(['shop', 'id']).doUpdateSet(values))
        .execute();
      const all = await newestOf(db, shop, visitor).execute();
      const old = all.slice(KEPT).map((row) => row.id);
      if (old.length > 0) await db.deleteFrom('push_devices').where('shop', '=', shop).where('id', 'in', old).execute();
    },
    async drop(shop, id, visitor) {
      let rows = db.deleteFrom('push_devices').where('shop', '=', shop).where('id', '=', id);
      if (visitor !== undefined) rows = rows.where('visitor', '=', visitor);
      await rows.execute();
    },
  };
}
