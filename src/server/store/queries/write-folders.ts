import type { Kysely } from 'kysely';
import type { Folders } from '../folders.ts';
import type { Tables } from '../tables.ts';

const PAGES_OF_VISITOR = 50;

/** Read positions and pages seen: durable, but not history, so they are written outside the log. */
export function createFolderWriter(db: Kysely<Tables>): Pick<Folders, 'markRead' | 'addPage'> {
  return {
    async markRead(shop, conversation, read) {
      const head = await db
        .selectFrom('conversations')
        .select(['seq', 'pub', 'visitor_messages'])
        .where('shop', '=', shop)
        .where('id', '=', conversation)
        .executeTakeFirst();
      if (!head) return;
      // A position beyond the head would hide words that are yet to come.
      const position = Math.min(read.position, read.reader === 'visitor' ? head.pub : head.seq);
      const unseen = read.reader === 'visitor' ? 0 : await visitorWordsAfter(db, shop, conversation, position);
      const values = { position, at: read.at, visitor_messages: head.visitor_messages - unseen };
      await db
        .insertInto('read_positions')
        .values({ shop, conversation, reader: read.reader, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(['shop', 'conversation', 'reader'])
            .doUpdateSet(values)
            .where('read_positions.position', '<', position),
        )
        .execute();
    },

    async addPage(shop, visitor, page) {
      const last = await db
        .selectFrom('visitor_pages')
        .select((e) => e.fn.max('n').as('n'))
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .executeTakeFirst();
      const n = (last?.n ?? 0) + 1;
      await db
        .insertInto('visitor_pages')
        .values({
          shop,
          visitor,
          n,
          url: page.url,
          title: page.title ?? null,
          at: page.at,
          event: page.event ? JSON.stringify(page.event) : null,
        })
        .execute();
      await db
        .deleteFrom('visitor_pages')
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .where('n', '<=', n - PAGES_OF_VISITOR)
        .execute();
    },
  };
}

/** Counted from the near end: what is unread is short, what was read may be long. */
async function visitorWordsAfter(db: Kysely<Tables>, shop: string, conversation: string, seq: number): Promise<number> {
  const { n } = await db
    .selectFrom('entries')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('shop', '=', shop)
    .where('stream_kind', '=', 'conversation')
    .where('stream', '=', conversation)
    .where('seq', '>', seq)
    .where('by_role', '=', 'visitor')
    .where('kind', 'in', ['message.sent', 'choice.picked'])
    .executeTakeFirstOrThrow();
  return n;
}
