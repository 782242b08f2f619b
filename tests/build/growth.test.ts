import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fillPostgres } from '../../bench/growth/fill-postgres.ts';
import { fillSqlite } from '../../bench/growth/fill-sqlite.ts';
import { type Question, questionsTo } from '../../bench/growth/questions.ts';
import { createPostgresStore } from '../../src/server/store/postgres/create-postgres-store.ts';
import { openDatabase } from '../../src/server/store/sqlite/open-database.ts';
import { openReader } from '../../src/server/store/sqlite/open-reader.ts';
import { openWriter } from '../../src/server/store/sqlite/open-writer.ts';
import type { Store } from '../../src/server/store/store.ts';
import { type PostgresServer, startPostgres } from '../../src/server/testing/start-postgres.ts';
import { eventually } from '../support/eventually.ts';

/** Conversations; `npm run bench -- growth` has a hundred times as many. */
const SQLITE = 2000;
const POSTGRES = [2500, 5000] as const;
const OPEN = `select count(*)::int as n from pg_stat_activity where application_name = 'shopbell'`;
/** Rows that were read of each table, be it from the table or from an index. */
const READ = `
  select relname as table, (seq_tup_read + (
    select sum(idx_tup_read) from pg_stat_user_indexes i where i.relid = t.relid))::int as rows
  from pg_stat_user_tables t
  where relname in ('conversations', 'entries', 'ledger', 'read_positions', 'search_texts', 'visitors')`;
const quiet = (): void => {};

const dir = mkdtempSync(join(tmpdir(), 'shopbell-growth-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/**
 * Plans that stay as quick in a large shop: what was picked out before is read whole, and so are the newest texts.
 * Anything else that is walked from end to end, or through the whole shop, is not.
 */
const PICKED =
  /^SCAN (newest|found|matches|some|CONSTANT ROW|\(subquery-\d+\)|search_words VIRTUAL TABLE INDEX \d+:.*M)/;
const NEWEST = 'SEARCH search_texts USING INDEX search_texts_newest (shop=?)';
const walks = (line: string): boolean =>
  (line.startsWith('SCAN') && !PICKED.test(line)) || (line.endsWith('(shop=?)') && line !== NEWEST);

describe('a shop that grows', () => {
  it('[GR1] has every question answered from an index by SQLite', async () => {
    const file = join(dir, 'store.db');
    await fillSqlite(file, SQLITE, quiet);
    const db = openDatabase(file);
    const asked = new Set<string>();
    const prepare = db.prepare.bind(db);
    db.prepare = (statement) => {
      asked.add(statement);
      return prepare(statement);
    };
    const [{ ports }, reader] = [await openWriter(db, file), openReader(db)];
    const store = Object.fromEntries(
      Object.entries(reader).map(([name, port]) => [name, { ...port, ...Reflect.get(ports, name) }]),
    ) as unknown as Store;
    const questions = await questionsTo(store, SQLITE);
    let statements = 0;
    const walking: string[] = [];
    for (const question of questions) {
      asked.clear();
      await askTwice(question);
      statements += asked.size;
      for (const statement of asked) {
        for (const { detail } of prepare(`explain query plan ${statement}`).all()) {
          const line = String(detail);
          if (walks(line)) walking.push(`${question.name}: ${line}`);
        }
      }
    }
    expect(statements).toBeGreaterThan(15);
    expect(walking).toEqual([]);
    db.close();
  });

  it('[GR1] has PostgreSQL read as many rows for every question in a shop twice as large', async () => {
    // Small tables are quicker read whole; without that choice a question that could never use an index stands out.
    const server = await startPostgres({ settings: { fsync: 'off', enable_seqscan: 'off' } });
    try {
      const [small, large] = [await rowsRead(server, POSTGRES[0]), await rowsRead(server, POSTGRES[1])];
      expect(small.conversations).toBeGreaterThan(1000);
      for (const [table, rows] of Object.entries(small)) {
        expect(large[table], table).toBeLessThan(rows * 1.1 + 200);
      }
    } finally {
      await server.stop();
    }
  });
});

async function rowsRead(server: PostgresServer, conversations: number): Promise<Record<string, number>> {
  const url = await server.url();
  await fillPostgres(url, conversations, quiet);
  const store = await createPostgresStore({ url });
  const questions = await questionsTo(store, conversations);
  await server.query('select pg_stat_reset()', url);
  for (const question of questions) await askTwice(question);
  // What a connection has counted is told when it ends.
  await store.close();
  await eventually('all connections end', async () => (await server.query<{ n: number }>(OPEN, url))[0]?.n === 0);
  const read = await server.query<{ table: string; rows: number }>(READ, url);
  return Object.fromEntries(read.map(({ table, rows }) => [table, rows]));
}

async function askTwice(question: Question): Promise<void> {
  await question.ask(1);
  await question.ask(2);
}
