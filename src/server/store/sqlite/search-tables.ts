import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The full-text index of SQLite. `search_texts` says where a text stands; its `n` grows with time, so that the newest
 * come first. `search_words` holds the words; the shop is a word of its own there, so that one shop's search does not
 * wade through another's. What is deleted is overwritten: erasure must reach the index too.
 */
export const searchTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('search_texts')
      .addColumn('n', 'integer', (c) => c.primaryKey())
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addUniqueConstraint('search_texts_place', ['shop', 'conversation', 'seq'])
      .execute();
    await db.schema
      .createIndex('search_texts_newest')
      .on('search_texts')
      .columns(['shop', 'conversation', 'n'])
      .execute();
    await sql`create virtual table search_words using fts5(shop, words, tokenize = 'unicode61 remove_diacritics 2')`.execute(
      db,
    );
    await sql`insert into search_words (search_words, rank) values ('secure-delete', 1)`.execute(db);
  },
};
