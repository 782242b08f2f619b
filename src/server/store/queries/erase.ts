import { randomUUID } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Conversation } from '../../../domain/conversation.ts';
import { ERASED_TEXT, eraseEntry, eraseState } from '../../../domain/erase.ts';
import type { Preview } from '../../../protocol/rows.ts';
import type { Keeping, Person } from '../keeping.ts';
import type { Columns, Tables } from '../tables.ts';
import { toEntry, toEntryColumns } from './entry-columns.ts';
import { unlinkFiles } from './unlink-files.ts';

export type EraseReader = Pick<Keeping, 'visitorsOf' | 'logsOf' | 'erasures'>;
export type EraseWriter = Omit<Keeping, keyof EraseReader>;

const ERASURES_SHOWN = 100;
/** What is left of a visitor: all other columns are emptied, also those of later versions. */
const KEPT = new Set(['shop', 'id', 'created_at', 'last_seen_at', 'blocked']);
/** Columns that cannot be without a value. */
const ZERO = new Set(['proven']);

export function createEraseReader(db: Kysely<Tables>): EraseReader {
  return {
    async visitorsOf(shop, person) {
      const now = await knownVisitors(db, shop, person);
      const proven = 'clientId' in person ? await provenVisitors(db, shop, person.clientId) : [];
      const earlier = 'visitor' in person ? [] : await formerVisitors(db, shop, person);
      return [...new Set([...now, ...proven, ...earlier])].sort();
    },
    async logsOf(shop, visitor, after, limit) {
      const rows = await db
        .selectFrom('conversations')
        .select('id')
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
    async erasures(shop) {
      const newest = db.selectFrom('erasures').selectAll().where('shop', '=', shop).orderBy('at', 'desc');
      const rows = await newest.orderBy('id').limit(ERASURES_SHOWN).execute();
      return rows.map(({ id: _, named, ...rest }) => ({ ...rest, named: named as 'visitor' | 'email' | 'clientId' }));
    },
  };
}

/**
 * @param countChange a new value of the column `changed`: larger than those of all changes before
 */
export function createEraseWriter(
  db: Kysely<Tables>,
  countChange: () => Promise<number> | RawBuilder<number>,
): EraseWriter {
  return {
    async eraseEntries(stream, after, limit) {
      const rows = await db
        .selectFrom('entries')
        .selectAll()
        .where('shop', '=', stream.shop)
        .where('stream_kind', '=', stream.kind)
        .where('stream', '=', stream.id)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute();
      let erased = 0;
      for (const row of rows) {
        const { v, body } = toEntryColumns(stream, eraseEntry(toEntry(row)));
        if (body === row.body) continue;
        erased += 1;
        await db
          .updateTable('entries')
          .set({ v, body })
          .where('shop', '=', stream.shop)
          .where('stream_kind', '=', stream.kind)
          .where('stream', '=', stream.id)
          .where('seq', '=', row.seq)
          .execute();
      }
      const last = rows.length === limit ? rows.at(-1)?.seq : undefined;
      return { erased, ...(last !== undefined && { last }) };
    },

    async eraseConversation(shop, conversation) {
      while (!(await eraseRow(db, shop, conversation, await countChange())));
      await db.deleteFrom('jobs').where('shop', '=', shop).where('conversation', '=', conversation).execute();
      await forgetReplies(db, shop, conversation);
      return unlinkFiles(db, shop, conversation);
    },

    async eraseVisitor(shop, visitor) {
      await db.deleteFrom('visitor_pages').where('shop', '=', shop).where('visitor', '=', visitor).execute();
      await db.deleteFrom('identities').where('shop', '=', shop).where('visitor', '=', visitor).execute();
      await db.deleteFrom('push_devices').where('shop', '=', shop).where('visitor', '=', visitor).execute();
      await forgetReplies(db, shop, visitor);
      const find = db.selectFrom('visitors').selectAll().where('shop', '=', shop);
      const row = await find.where('id', '=', visitor).executeTakeFirst();
      if (!row) return false;
      const emptied = Object.keys(row).filter((column) => !KEPT.has(column));
      await db
        .updateTable('visitors')
        .set(Object.fromEntries(emptied.map((column) => [column, ZERO.has(column) ? 0 : null])))
        .where('shop', '=', shop)
        .where('id', '=', visitor)
        .execute();
      return true;
    },

    async record(erasure) {
      await db
        .insertInto('erasures')
        .values({ ...erasure, id: randomUUID() })
        .execute();
    },
  };
}

/** By the visitors' own rows. */
async function knownVisitors(db: Kysely<Tables>, shop: string, person: Person): Promise<string[]> {
  const ofShop = db.selectFrom('visitors').select('id').where('shop', '=', shop);
  const query =
    'visitor' in person
      ? ofShop.where('id', '=', person.visitor)
      : 'email' in person
        ? ofShop.where(sql`lower(email)`, '=', person.email.toLowerCase())
        : ofShop.where('client_id', '=', person.clientId);
  return (await query.execute()).map(({ id }) => id);
}

/** By what the shop has vouched for. */
async function provenVisitors(db: Kysely<Tables>, shop: string, clientId: string): Promise<string[]> {
  const ofShop = db.selectFrom('identities').select('visitor').where('shop', '=', shop);
  return (await ofShop.where('client_id', '=', clientId).execute()).map(({ visitor }) => visitor);
}

/** By what logs say of addresses given and ids proven earlier. Reads many rows: nobody waits for it but who erases. */
async function formerVisitors(
  db: Kysely<Tables>,
  shop: string,
  person: Exclude<Person, { visitor: string }>,
): Promise<string[]> {
  const [kind, part] =
    'email' in person
      ? (['email.captured', { email: person.email }] as const)
      : (['identity.proven', { clientId: person.clientId }] as const);
  const words = JSON.stringify(part).slice(1, -1).toLowerCase();
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const said = db
    .selectFrom('entries')
    .select(['stream_kind', 'stream'])
    .distinct()
    .where('shop', '=', shop)
    .where('kind', '=', kind)
    .where(sql<boolean>`lower(body) like ${pattern} escape '\\'`);
  const streams = await said.execute();
  const found = streams.filter((one) => one.stream_kind === 'visitor').map(({ stream }) => stream);
  const conversations = streams.filter((one) => one.stream_kind !== 'visitor').map(({ stream }) => stream);
  for (let start = 0; start < conversations.length; start += AT_ONCE) {
    const some = conversations.slice(start, start + AT_ONCE);
    const rows = await db
      .selectFrom('conversations')
      .select('visitor')
      .where('shop', '=', shop)
      .where('id', 'in', some)
      .execute();
    found.push(...rows.map(({ visitor }) => visitor));
  }
  return found;
}

/** Bound parameters of one question. */
const AT_ONCE = 500;

/** False when somebody has added to the log meanwhile. */
async function eraseRow(
  db: Kysely<Tables>,
  shop: string,
  conversation: string,
  changed: number | RawBuilder<number>,
): Promise<boolean> {
  const find = db.selectFrom('conversations').select(['seq', 'erasures', 'state', 'preview']);
  const row = await find.where('shop', '=', shop).where('id', '=', conversation).executeTakeFirst();
  if (!row) return true;
  const state = eraseState(JSON.parse(row.state) as Conversation);
  const updated = await db
    .updateTable('conversations')
    .set({
      state: JSON.stringify(state),
      preview: row.preview === null ? null : erasedPreview(row.preview),
      erasures: row.erasures + 1,
      changed,
    })
    .where('shop', '=', shop)
    .where('id', '=', conversation)
    .where('seq', '=', row.seq)
    .where('erasures', '=', row.erasures)
    .returning('id')
    .execute();
  return updated.length > 0;
}

function erasedPreview(preview: NonNullable<Columns<'conversations'>['preview']>): string {
  const { by } = JSON.parse(preview) as Preview;
  return JSON.stringify({ by, type: 'text', text: ERASED_TEXT } satisfies Preview);
}

/** First answers of the REST API that speak of this id: a repetition is then told that the answer is not kept. */
async function forgetReplies(db: Kysely<Tables>, shop: string, id: string): Promise<void> {
  await db
    .updateTable('replies')
    .set({ body: null })
    .where('shop', '=', shop)
    .where('body', 'like', `%${id}%`)
    .execute();
}
