import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The full-text index of PostgreSQL: a row a text; its `n` grows with time, so that the newest come first. The words are
 * taken apart by the server, so that no dictionary of the database has a say, and each starts with a sign of the shop.
 */
export const searchTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('search_texts')
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('n', 'bigint', (c) => c.notNull().generatedAlwaysAsIdentity())
      .addColumn('words', sql`tsvector`, (c) => c.notNull())
      .addPrimaryKeyConstraint('search_texts_key', ['shop', 'conversation', 'seq'])
      .execute();
    await db.schema.createIndex('search_texts_newest').unique().on('search_texts').columns(['shop', 'n']).execute();
    // Without the list of what is yet to be sorted in: every search would read it from end to end.
    await sql`create index search_texts_words on search_texts using gin (words) with (fastupdate = off)`.execute(db);
  },
};
