import type { Kysely } from 'kysely';
import type { Log, PageQuery, Stream } from '../log.ts';
import type { Columns, Tables } from '../tables.ts';
import { toConversationRow } from './conversation-columns.ts';
import { toEntry } from './entry-columns.ts';
import { toLedgerLine } from './ledger-columns.ts';

/** The reading half of the log, the same on every database. */
export function createLogReader(db: Kysely<Tables>): Omit<Log, 'commit'> {
  return {
    async page(stream, query) {
      const columns = await pageColumns(db, stream, query);
      const entries = firstBytes(columns.map(toEntry), query.maxBytes);
      return query.before === undefined ? entries : entries.reverse();
    },

    async heads(mark, limit) {
      if (mark < 0) return { heads: [], mark: await changes(db), more: false };
      const rows = await db
        .selectFrom('conversations')
        .select(['shop', 'id as conversation', 'visitor', 'seq', 'pub', 'erasures', 'changed'])
        .where('changed', '>', mark)
        .orderBy('changed')
        .limit(limit)
        .execute();
      return {
        heads: rows.map(({ changed: _, ...head }) => head),
        mark: rows.at(-1)?.changed ?? mark,
        more: rows.length === limit,
      };
    },

    async conversation(shop, id) {
      const columns = await db
        .selectFrom('conversations')
        .selectAll()
        .where('shop', '=', shop)
        .where('id', '=', id)
        .executeTakeFirst();
      return columns && toConversationRow(columns);
    },

    async latest(shop, visitor) {
      const columns = await db
        .selectFrom('conversations')
        .selectAll()
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .orderBy('open', 'desc')
        .orderBy('last_at', 'desc')
        .orderBy('changed', 'desc')
        .limit(1)
        .executeTakeFirst();
      return columns && toConversationRow(columns);
    },

    async visitorHead(shop, visitor) {
      const head = await db
        .selectFrom('entries')
        .select((e) => e.fn.max('seq').as('seq'))
        .where('shop', '=', shop)
        .where('stream_kind', '=', 'visitor')
        .where('stream', '=', visitor)
        .executeTakeFirst();
      return head?.seq ?? 0;
    },

    async ledger(shop, commandId) {
      const columns = await db
        .selectFrom('ledger')
        .selectAll()
        .where('shop', '=', shop)
        .where('command_id', '=', commandId)
        .executeTakeFirst();
      return columns && toLedgerLine(columns);
    },

    async epoch() {
      const row = await db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirstOrThrow();
      return row.value;
    },
  };
}

/** From the near end: after `after` upwards, or below `before` downwards. */
function pageColumns(db: Kysely<Tables>, stream: Stream, query: PageQuery): Promise<Columns<'entries'>[]> {
  const { by, after, before, limit } = query;
  if ((after === undefined) === (before === undefined)) throw new Error('A page is asked by `after` or by `before`.');
  const all = db
    .selectFrom('entries')
    .selectAll()
    .where('shop', '=', stream.shop)
    .where('stream_kind', '=', stream.kind)
    .where('stream', '=', stream.id)
    .limit(limit);
  const side =
    after === undefined ? all.where(by, '<', before!).orderBy(by, 'desc') : all.where(by, '>', after).orderBy(by);
  return side.execute();
}

function firstBytes<T>(entries: T[], maxBytes: number): T[] {
  let bytes = 0;
  const end = entries.findIndex((entry, index) => {
    bytes += Buffer.byteLength(JSON.stringify(entry));
    return index > 0 && bytes > maxBytes;
  });
  return end === -1 ? entries : entries.slice(0, end);
}

async function changes(db: Kysely<Tables>): Promise<number> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', 'changed').executeTakeFirstOrThrow();
  return row.value;
}
