import type { DatabaseSync } from 'node:sqlite';
import type { Search } from '../search.ts';
import { spaced } from '../search-text.ts';
import { shopWord, toMatches } from './search-words.ts';

/** A word that stands in more texts than this is looked up in the newest of them: searching stays quick as shops grow. */
const TEXTS_PER_WORD = 20_000;

export function createSearchWriter(db: DatabaseSync): Pick<Search, 'index' | 'remove'> {
  const place = db.prepare('select n from search_texts where shop = ? and conversation = ? and seq = ?');
  const addPlace = db.prepare('insert into search_texts (shop, conversation, seq) values (?, ?, ?) returning n');
  const addWords = db.prepare('insert into search_words (rowid, shop, words) values (?, ?, ?)');
  const places = db.prepare('select n from search_texts where shop = ? and conversation = ?');
  const removeWords = db.prepare('delete from search_words where rowid = ?');
  const removePlaces = db.prepare('delete from search_texts where shop = ? and conversation = ?');

  return {
    async index(shop, conversation, seq, text) {
      const known = place.get(shop, conversation, seq);
      const n = Number((known ?? addPlace.get(shop, conversation, seq))?.n);
      if (known) removeWords.run(n);
      addWords.run(n, shopWord(shop), spaced(text));
    },
    async remove(shop, conversation) {
      for (const { n } of places.all(shop, conversation)) removeWords.run(Number(n));
      removePlaces.run(shop, conversation);
    },
  };
}

export function createSearchReader(db: DatabaseSync): Pick<Search, 'find'> {
  return {
    async find(shop, query, limit) {
      const matches = toMatches(shop, query);
      if (matches.length === 0) return [];
      // Words of one query may stand in different texts of a conversation.
      const within = `conversation in (
        select t.conversation from search_texts t where t.n in (
          select rowid from search_words where search_words match ? order by rowid desc limit ${TEXTS_PER_WORD}))`;
      const found = db
        .prepare(
          `select conversation from search_texts where shop = ? and ${matches.map(() => within).join(' and ')}
          group by conversation order by max(n) desc limit ?`,
        )
        .all(shop, ...matches, limit);
      return found.map((row) => String(row.conversation));
    },
  };
}
