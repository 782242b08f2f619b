import type { DatabaseSync } from 'node:sqlite';
import type { Search } from '../search.ts';
import { type Piece, toPieces, toWords } from './search-words.ts';

/** The newest texts of a shop, read one by one: common words are found here, and never looked up in the whole index. */
const NEWEST = 4000;
/** Texts with the rarest word of a query that are looked at for its other words. */
const MATCHES = 20_000;

export function createSearchWriter(db: DatabaseSync): Pick<Search, 'index' | 'remove'> {
  const place = db.prepare('select n, words from search_texts where shop = ? and conversation = ? and seq = ?');
  const add = db.prepare('insert into search_texts (shop, conversation, seq, words) values (?, ?, ?, ?) returning n');
  const change = db.prepare('update search_texts set words = ? where n = ?');
  const places = db.prepare('select n, words from search_texts where shop = ? and conversation = ?');
  const remove = db.prepare('delete from search_texts where shop = ? and conversation = ?');
  const addWords = db.prepare('insert into search_words (rowid, words) values (?, ?)');
  // The index holds no text of its own: to forget a text it has to be told what stood there.
  const removeWords = db.prepare(`insert into search_words (search_words, rowid, words) values ('delete', ?, ?)`);

  return {
    async index(shop, conversation, seq, text) {
      const words = toWords(shop, text);
      const known = place.get(shop, conversation, seq);
      if (known) {
        removeWords.run(known.n!, known.words!);
        change.run(words, known.n!);
      }
      addWords.run((known ?? add.get(shop, conversation, seq, words))!.n!, words);
    },
    async remove(shop, conversation) {
      for (const { n, words } of places.all(shop, conversation)) removeWords.run(n!, words!);
      remove.run(shop, conversation);
    },
  };
}

/**
 * Words of one query may stand in different texts of a conversation. First the newest texts are read. When they do not
 * hold enough, no word can be very common, and the index is asked for the one that was met least.
 */
export function createSearchReader(db: DatabaseSync): Pick<Search, 'find'> {
  return {
    async find(shop, query, limit) {
      const pieces = toPieces(shop, query);
      if (pieces.length === 0) return [];
      const { found, met, all } = amongNewest(db, shop, pieces, limit);
      if (found.length >= limit || all) return found;
      const [rarest, ...others] = pieces.toSorted((a, b) => met[pieces.indexOf(a)]! - met[pieces.indexOf(b)]!);
      return inIndex(db, shop, rarest!, others, limit);
    },
  };
}

/** `met`: how often each piece was met; `all`: the shop has no more texts than these. */
function amongNewest(db: DatabaseSync, shop: string, pieces: Piece[], limit: number) {
  const met = pieces.map((_, index) => `m${index}`);
  const rows = db
    .prepare(
      `with newest as materialized (
        select n, conversation, ${met.map((name) => `instr(words, ?) > 0 as ${name}`).join(', ')} from search_texts
        where shop = ? order by n desc limit ${NEWEST}),
      found as (
        select conversation, max(n) as n from newest where ${met.join(' or ')}
        group by conversation having ${met.map((name) => `max(${name})`).join(' and ')}
        order by 2 desc limit ?)
      select (select json_group_array(conversation) from (select conversation from found order by n desc)) as found,
        json_array(${met.map((name) => `sum(${name})`).join(', ')}) as met, count(*) as texts
      from newest`,
    )
    .get(...pieces.map(({ part }) => part), shop, limit);
  return {
    found: JSON.parse(String(rows?.found)) as string[],
    met: JSON.parse(String(rows?.met)) as number[],
    all: Number(rows?.texts) < NEWEST,
  };
}

function inIndex(db: DatabaseSync, shop: string, rarest: Piece, others: Piece[], limit: number): string[] {
  const also = `and exists (
    select 1 from search_texts o where o.shop = ? and o.conversation = found.conversation and instr(o.words, ?) > 0)`;
  const rows = db
    .prepare(
      `with matches as materialized (
        select rowid as n from search_words where search_words match ? order by rowid desc limit ${MATCHES}),
      found as materialized (
        select t.conversation, max(t.n) as n from matches cross join search_texts t on t.n = matches.n
        where t.shop = ? and instr(t.words, ?) > 0 group by t.conversation)
      select conversation from found where true ${also.repeat(others.length)} order by n desc limit ?`,
    )
    .all(rarest.lookUp, shop, rarest.part, ...others.flatMap(({ part }) => [shop, part]), limit);
  return rows.map((row) => String(row.conversation));
}
