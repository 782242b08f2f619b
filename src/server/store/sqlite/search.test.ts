import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SHARED } from '../migrations/migrate.ts';
import { take } from '../migrations/migrations.contract.ts';
import { bringUpToDate, SQLITE_STEPS } from './bring-up-to-date.ts';
import { createQueries } from './dialect.ts';
import { openDatabase } from './open-database.ts';
import { createSearchReader, createSearchWriter } from './search.ts';
import { toWords } from './search-words.ts';

/** More texts than a search reads one by one. */
const TEXTS = 6000;
const SHOP = 'demo';

const dir = mkdtempSync(join(tmpdir(), 'shopbell-search-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let files = 0;

async function openNew() {
  files += 1;
  const file = join(dir, `${files}.db`);
  const db = openDatabase(file);
  const queries = createQueries(db);
  await bringUpToDate(db, queries, file);
  return { db, ...createSearchWriter(db), ...createSearchReader(db) };
}

describe('search in a shop with many texts', () => {
  it('[GR2] finds what is rare and old, also beside common words, and what is common in the newest', async () => {
    const { db, index, find, remove } = await openNew();
    await index(SHOP, 'c_old', 0, 'Ada ada@mail.test');
    await index(SHOP, 'c_old', 1, 'my unicorn is missing');
    await index(SHOP, 'c_old', 2, 'where is the parcel');
    db.exec('begin');
    for (let n = 1; n <= TEXTS; n += 1) await index(SHOP, `c_${n}`, 9, 'where is the parcel of bob@mail.test');
    db.exec('commit');
    expect(await find(SHOP, 'unicorn', 10)).toEqual(['c_old']);
    expect(await find(SHOP, 'parcel uni', 10)).toEqual(['c_old']);
    expect(await find(SHOP, 'unicorn pigeon', 10)).toEqual([]);
    expect(await find(SHOP, 'ada@mail.te parcel', 10)).toEqual(['c_old']);
    expect(await find(SHOP, 'ada@mail.de', 10)).toEqual([]);
    expect(await find(SHOP, 'parcel', 2)).toEqual([`c_${TEXTS}`, `c_${TEXTS - 1}`]);
    expect(await find('another', 'unicorn', 10)).toEqual([]);
    await remove(SHOP, 'c_old');
    expect(await find(SHOP, 'unicorn', 10)).toEqual([]);
    db.close();
  });

  it('[GR2] keeps nothing of a text that was replaced or forgotten', async () => {
    const { db, index, remove } = await openNew();
    await index(SHOP, 'c_1', 1, 'violet umbrella');
    await index(SHOP, 'c_1', 1, 'crimson umbrella');
    await remove(SHOP, 'c_1');
    expect(db.prepare('select count(*) as n from search_texts').get()).toEqual({ n: 0 });
    db.exec('create virtual table temp.terms using fts5vocab(main, search_words, row)');
    expect(db.prepare('select * from temp.terms').all()).toEqual([]);
    db.close();
  });

  it('[GR3] finds what a version before had made findable', async () => {
    const file = join(dir, 'before.db');
    const db = openDatabase(file);
    const queries = createQueries(db);
    const steps = { ...SHARED, ...SQLITE_STEPS };
    await take(
      queries,
      steps,
      Object.keys(steps).filter((name) => name < '0016_search'),
    );
    const add = db.prepare('insert into search_texts (n, shop, conversation, seq) values (?, ?, ?, ?)');
    const addWords = db.prepare('insert into search_words (rowid, shop, words) values (?, ?, ?)');
    for (const [n, text] of ['Où est mon colis', '退 货 政 策', 'Ünïcorn'].entries()) {
      add.run(n + 1, SHOP, `c_${n}`, 1);
      addWords.run(n + 1, 's64656d6f', text);
    }
    await bringUpToDate(db, queries, file);
    const { find } = createSearchReader(db);
    expect(await find(SHOP, 'ou colis', 10)).toEqual(['c_0']);
    expect(await find(SHOP, '货政', 10)).toEqual(['c_1']);
    expect(await find(SHOP, 'unic', 10)).toEqual(['c_2']);
    const { index } = createSearchWriter(db);
    await index(SHOP, 'c_2', 1, 'dragon');
    expect(await find(SHOP, 'unic', 10)).toEqual([]);
    const match = db.prepare('select count(*) as n from search_words where search_words match ?');
    expect(match.get(`"${toWords(SHOP, 'colis').trim()}"`)).toEqual({ n: 1 });
    db.close();
  });
});
