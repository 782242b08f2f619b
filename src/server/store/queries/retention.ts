import type { Kysely } from 'kysely';
import type { Retention } from '../keeping.ts';
import type { Tables } from '../tables.ts';
import { unlinkFiles } from './unlink-files.ts';

/**
 * Each call is short: one log, or a few visitors. It must be one transaction: rows without their logs, or logs without a
 * row, would be found by nobody.
 */
export function createRetentionWriter(db: Kysely<Tables>): Retention {
  return {
    async removeClosed(shop, before) {
      const oldest = await db
        .selectFrom('conversations')
        .select(['id', 'visitor', 'seq'])
        .where('shop', '=', shop)
        .where('open', '=', 0)
        .where('updated_at', '<', before)
        .orderBy('updated_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!oldest) return undefined;
      const { id: conversation, visitor, seq } = oldest;
      const gone = await db
        .deleteFrom('conversations')
        .where('shop', '=', shop)
        .where('id', '=', conversation)
        .where('seq', '=', seq)
        .returning('id')
        .execute();
      // Reopened in this very moment: it is not the oldest closed one any more.
      if (gone.length === 0) return this.removeClosed(shop, before);
      for (const table of ['read_positions', 'jobs', 'webhook_deliveries'] as const) {
        await db.deleteFrom(table).where('shop', '=', shop).where('conversation', '=', conversation).execute();
      }
      await removeEntries(db, shop, 'conversation', [conversation]);
      return { conversation, visitor, files: await unlinkFiles(db, shop, conversation) };
    },

    async removeVisitors(shop, before, limit) {
      const rows = await db
        .selectFrom('visitors')
        .select('id')
        .where('shop', '=', shop)
        .where('last_seen_at', '<', before)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('conversations')
                .select('conversations.id')
                .whereRef('conversations.shop', '=', 'visitors.shop')
                .whereRef('conversations.visitor', '=', 'visitors.id'),
            ),
          ),
        )
        .orderBy('last_seen_at')
        .limit(limit)
        .execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return [];
      await removeEntries(db, shop, 'visitor', ids);
      await db.deleteFrom('identities').where('shop', '=', shop).where('visitor', 'in', ids).execute();
      await db.deleteFrom('visitor_pages').where('shop', '=', shop).where('visitor', 'in', ids).execute();
      await db.deleteFrom('push_devices').where('shop', '=', shop).where('visitor', 'in', ids).execute();
      await db.deleteFrom('visitors').where('shop', '=', shop).where('id', 'in', ids).execute();
      return ids;
    },
  };
}

async function removeEntries(db: Kysely<Tables>, shop: string, kind: string, streams: string[]): Promise<void> {
  const ofShop = db.deleteFrom('entries').where('shop', '=', shop).where('stream_kind', '=', kind);
  await ofShop.where('stream', 'in', streams).execute();
}
