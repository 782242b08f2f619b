import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { toWords } from './search-words.ts';

const BATCH = 1000;

type Kept = {
  search_texts: { n: number; shop: string; words: string };
  search_words: { rowid: number; words: string };
};

/**
 * A search reads the newest texts of its shop first and only then asks the index. So texts stand in `search_texts`, as
 * words without case and accents, each with the sign of its shop, and the index keeps none of its own.
 */
export const searchInTwoSteps: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('search_texts')
      .addColumn('words', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    await moveWords(db.withTables<Kept>());
    await db.schema.dropIndex('search_texts_newest').execute();
    await db.schema.createIndex('search_texts_newest').on('search_texts').columns(['shop', 'n']).execute();
    await sql`drop table search_words`.execute(db);
    await sql`create virtual table search_words using fts5(words, content = 'search_texts', content_rowid = 'n',
      tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mc'")`.execute(db);
    // What is deleted is overwritten: erasure must reach the index too.
    await sql`insert into search_words (search_words, rank) values ('secure-delete', 1)`.execute(db);
    await sql`insert into search_words (search_words) values ('rebuild')`.execute(db);
  },
};

async function moveWords(db: Kysely<Kept>): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('search_texts')
      .innerJoin('search_words', 'search_words.rowid', 'search_texts.n')
      .select(['search_texts.n', 'search_texts.shop', 'search_words.words'])
      .where('search_texts.n', '>', after)
      .orderBy('search_texts.n')
      .limit(BATCH)
      .execute();
    for (const { n, shop, words } of rows) {
      await db
        .updateTable('search_texts')
        .set({ words: toWords(shop, words) })
        .where('n', '=', n)
        .execute();
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.n;
  }
}
