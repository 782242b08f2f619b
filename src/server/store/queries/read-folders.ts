import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Counts } from '../../../protocol/frames.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Folder } from '../../../protocol/rows.ts';
import type { Folders, ListedRow, PageSeen, ReadPosition } from '../folders.ts';
import type { Columns, Tables } from '../tables.ts';
import { toConversationRow } from './conversation-columns.ts';
import { toVisitor } from './visitor-columns.ts';

const FOLDERS: readonly Folder[] = ['new', 'in_progress', 'mine', 'priority', 'chatbot', 'closed', 'archived'];
const CONVERSATIONS_OF_VISITOR = 50;
/** So many rows of one millisecond may stand beyond the limit of a page. */
const SAME_MOMENT = 50;

type Rows<O> = SelectQueryBuilder<Tables, 'conversations', O>;

/** Lists and counts, the same on every database; every question is answered from an index. */
export function createFolderReader(db: Kysely<Tables>): Omit<Folders, 'markRead' | 'addPage'> {
  return {
    async list({ shop, agent, folder, before, limit }) {
      const within = inFolder(db.selectFrom('conversations').selectAll('conversations'), shop, agent, folder);
      const found = await within
        .$if(before !== undefined, (q) => q.where('last_at', '<', before!))
        .orderBy('last_at', 'desc')
        .limit(limit + SAME_MOMENT)
        .execute();
      // The next page begins below the last row: rows of that very moment all belong to this page.
      const last = found[limit - 1]?.last_at;
      return listed(
        db,
        shop,
        agent,
        found.filter((row, index) => index < limit || row.last_at === last),
      );
    },

    async rows(shop, agent, conversations) {
      if (conversations.length === 0) return [];
      const rows = await db
        .selectFrom('conversations')
        .selectAll()
        .where('shop', '=', shop)
        .where('id', 'in', conversations)
        .execute();
      return listed(db, shop, agent, rows);
    },

    async counts(shop, agent) {
      const counts = {} as Counts;
      for (const folder of FOLDERS) {
        const some = inFolder(db.selectFrom('conversations').select(sql.lit(1).as('one')), shop, agent, folder);
        const { n } = await db
          .selectFrom(some.limit(LIMITS.countCap + 1).as('some'))
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        counts[folder] = n;
      }
      return counts;
    },

    async ofVisitor(shop, visitor) {
      const rows = await db
        .selectFrom('conversations')
        .selectAll()
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .orderBy('last_at', 'desc')
        .orderBy('changed', 'desc')
        .limit(CONVERSATIONS_OF_VISITOR)
        .execute();
      return rows.map(toConversationRow);
    },

    async reads(shop, conversation) {
      const reads: ReadPosition[] = await db
        .selectFrom('read_positions')
        .select(['reader', 'position', 'at'])
        .where('shop', '=', shop)
        .where('conversation', '=', conversation)
        .orderBy('reader')
        .execute();
      const team = farthest(reads.filter((read) => read.reader !== 'visitor'));
      return team ? [...reads, { ...team, reader: 'team' }] : reads;
    },

    async pages(shop, visitor) {
      const rows = await db
        .selectFrom('visitor_pages')
        .select(['url', 'title', 'at', 'event'])
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .orderBy('n', 'desc')
        .execute();
      return rows.map(({ title, event, ...page }) => ({
        ...page,
        ...(title !== null && { title }),
        ...(event !== null && { event: JSON.parse(event) as PageSeen['event'] }),
      }));
    },
  };
}

function inFolder<O>(rows: Rows<O>, shop: string, agent: string, folder: Folder): Rows<O> {
  const ofShop = rows.where('shop', '=', shop);
  switch (folder) {
    case 'mine':
      return ofShop.where('owner', '=', agent).where('open', '=', 1);
    case 'priority':
      return ofShop.where('priority', '=', 1).where('open', '=', 1);
    default:
      return ofShop.where('folder', '=', folder);
  }
}

/** Adds the visitors and what the agent has not read; keeps the order. */
async function listed(
  db: Kysely<Tables>,
  shop: string,
  agent: string,
  rows: Columns<'conversations'>[],
): Promise<ListedRow[]> {
  if (rows.length === 0) return [];
  const visitorIds = [...new Set(rows.map((row) => row.visitor))];
  const visitors = await db
    .selectFrom('visitors')
    .selectAll()
    .where('shop', '=', shop)
    .where('id', 'in', visitorIds)
    .execute();
  const ids = rows.map((row) => row.id);
  const reads = await db
    .selectFrom('read_positions')
    .select(['conversation', 'visitor_messages'])
    .where('shop', '=', shop)
    .where('reader', '=', agent)
    .where('conversation', 'in', ids)
    .execute();
  const visitorOf = new Map(visitors.map((visitor) => [visitor.id, toVisitor(visitor)]));
  const readOf = new Map(reads.map((read) => [read.conversation, read.visitor_messages]));
  return rows.map((columns) => ({
    row: toConversationRow(columns),
    visitor: visitorOf.get(columns.visitor)!,
    unread: Math.max(0, columns.visitor_messages - (readOf.get(columns.id) ?? 0)),
  }));
}

function farthest(reads: ReadPosition[]): ReadPosition | undefined {
  return reads.reduce<ReadPosition | undefined>(
    (far, read) => (far && far.position >= read.position ? far : read),
    undefined,
  );
}
