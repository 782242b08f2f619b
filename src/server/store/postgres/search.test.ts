import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../testing/start-postgres.ts';
import { newShop } from '../fixtures.contract.ts';
import type { Store } from '../store.ts';
import { createPostgresStore } from './create-postgres-store.ts';
import { toVector } from './search-words.ts';

/** More texts than a search reads one by one. */
const TEXTS = 12_000;

let server: PostgresServer;
let url: string;
let store: Store;
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } });
  url = await server.url();
  store = await createPostgresStore({ url });
}, 60_000);
afterAll(async () => {
  await store.close();
  await server.stop();
});

/** Texts of many conversations, all alike. */
async function fill(shop: string, text: string): Promise<void> {
  const vector = toVector(shop, text).replaceAll("'", "''");
  await server.query(
    `insert into search_texts (shop, conversation, seq, words)
    select '${shop}', 'c_' || n, 9, '${vector}'::tsvector from generate_series(1, ${TEXTS}) n;
    analyze search_texts`,
    url,
  );
}

describe('search in a shop with many texts', () => {
  it('[PG15] finds what is rare and old, also beside common words, and what is common in the newest', async () => {
    const shop = newShop();
    await store.search.index(shop, 'c_old', 1, 'my unicorn is missing');
    await store.search.index(shop, 'c_old', 2, 'where is the parcel');
    await fill(shop, 'where is the parcel');
    expect(await store.search.find(shop, 'unicorn', 10)).toEqual(['c_old']);
    expect(await store.search.find(shop, 'parcel uni', 10)).toEqual(['c_old']);
    expect(await store.search.find(shop, 'unicorn pigeon', 10)).toEqual([]);
    expect(await store.search.find(shop, 'parcel', 2)).toEqual([`c_${TEXTS}`, `c_${TEXTS - 1}`]);
    await store.search.remove(shop, 'c_old');
    expect(await store.search.find(shop, 'unicorn', 10)).toEqual([]);
  }, 30_000);

  it('[PG15] looks rare words up in the index', async () => {
    const shop = newShop();
    await fill(shop, 'one and the same');
    const plan = await server.query<{ 'QUERY PLAN': string }>(
      `explain select conversation, n from search_texts
      where shop = '${shop}' and words @@ '''${toVector(shop, 'unicorn').slice(1).split("'")[0]}'':*'::tsquery`,
      url,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('search_texts_words');
  });
});
