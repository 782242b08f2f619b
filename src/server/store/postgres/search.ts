import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Search } from '../search.ts';
import type { Tables } from '../tables.ts';
import { type Piece, toPieces, toVector } from './search-words.ts';

/** The newest texts of a shop, read one by one: common words are found here, and never looked up in the whole index. */
const NEWEST = 10_000;
/** Texts with the rarest word of a query that are looked at for its other words. */
const MATCHES = 20_000;

export function createSearchWriter(db: Kysely<Tables>): Pick<Search, 'index' | 'remove'> {
  return {
    async index(shop, conversation, seq, text) {
      await sql`
        insert into search_texts (shop, conversation, seq, words)
        values (${shop}, ${conversation}, ${seq}, ${toVector(shop, text)}::tsvector)
        on conflict (shop, conversation, seq) do update set words = excluded.words`.execute(db);
    },
    async remove(shop, conversation) {
      await sql`delete from search_texts where shop = ${shop} and conversation = ${conversation}`.execute(db);
    },
  };
}

/**
 * Words of one query may stand in different texts of a conversation. First the newest texts are read. When they do not
 * hold enough, no word can be very common, and the index is asked for the one that was met least.
 */
export function createSearchReader(db: Kysely<Tables>): Pick<Search, 'find'> {
  return {
    async find(shop, query, limit) {
      const pieces = toPieces(shop, query);
      if (pieces.length === 0) return [];
      const { found, met, all } = await amongNewest(db, shop, pieces, limit);
      if (found.length >= limit || all) return found;
      const [rarest, ...others] = pieces.toSorted((a, b) => met[pieces.indexOf(a)]! - met[pieces.indexOf(b)]!);
      return inIndex(db, shop, rarest!, others, limit);
    },
  };
}

/** `met`: how often each word was met; `all`: the shop has no more texts than these. */
async function amongNewest(db: Kysely<Tables>, shop: string, pieces: Piece[], limit: number) {
  const names = pieces.map((_, index) => sql.ref(`m${index}`));
  const each = (part: (name: RawBuilder<unknown>) => RawBuilder<unknown>, between: RawBuilder<unknown>) =>
    sql.join(names.map(part), between);
  const matches = pieces.map(({ query }, index) => sql`words @@ ${query}::tsquery as ${names[index]!}`);
  const { rows } = await sql<{ found: string[]; met: number[]; all: boolean }>`
    with newest as materialized (
      select n, conversation, ${sql.join(matches)} from search_texts
      where shop = ${shop} order by n desc limit ${NEWEST}),
    found as (
      select conversation, max(n) as n from newest where ${each((name) => sql`${name}`, sql` or `)}
      group by conversation having ${each((name) => sql`bool_or(${name})`, sql` and `)}
      order by 2 desc limit ${limit})
    select
      (select coalesce(json_agg(conversation order by n desc), '[]') from found) as found,
      (select json_build_array(${each((name) => sql`count(*) filter (where ${name})`, sql`, `)}) from newest) as met,
      (select count(*) < ${NEWEST} from newest) as all`.execute(db);
  return rows[0]!;
}

async function inIndex(
  db: Kysely<Tables>,
  shop: string,
  rarest: Piece,
  others: Piece[],
  limit: number,
): Promise<string[]> {
  const also = others.map(
    ({ query }) => sql`and exists (
      select 1 from search_texts o
      where o.shop = ${shop} and o.conversation = found.conversation and o.words @@ ${query}::tsquery)`,
  );
  const { rows } = await sql<{ conversation: string }>`
    with matches as materialized (
      select conversation, n, words from search_texts where shop = ${shop} and words @@ ${rarest.lookUp}::tsquery),
    newest as (
      select conversation, n from matches where words @@ ${rarest.query}::tsquery order by n desc limit ${MATCHES}),
    found as (select conversation, max(n) as n from newest group by conversation)
    select conversation from found where true ${sql.join(also, sql` `)} order by n desc limit ${limit}`.execute(db);
  return rows.map((row) => row.conversation);
}
