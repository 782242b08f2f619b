import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { StoreUnusable } from '../errors.ts';
import { type BareDatabase, migrationsContract } from '../migrations/migrations.contract.ts';
import { bringUpToDate, SQLITE_STEPS } from './bring-up-to-date.ts';
import { createSqliteStore } from './create-sqlite-store.ts';
import { createQueries } from './dialect.ts';
import { openDatabase } from './open-database.ts';

const dir = mkdtempSync(join(tmpdir(), 'shopbell-migrations-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let files = 0;
const newFile = () => {
  files += 1;
  return join(dir, String(files), 'store.sqlite');
};

migrationsContract('SQLite', SQLITE_STEPS, async (): Promise<BareDatabase> => {
  const file = newFile();
  const db = openDatabase(file);
  const queries = createQueries(db);
  return {
    queries,
    bringUpToDate: (steps) => bringUpToDate(db, queries, file, steps),
    open: async () => {
      db.close();
      return createSqliteStore({ file });
    },
  };
});

/** A database that the first version has written, closed. */
async function ofFirstVersion(): Promise<string> {
  const file = newFile();
  await (await createSqliteStore({ file })).close();
  const db = new DatabaseSync(file);
  // As if today's last step had never been taken: it comes again, and fails.
  db.exec('delete from kysely_migration where name = (select max(name) from kysely_migration)');
  db.close();
  return file;
}

const backups = (file: string): string[] => readdirSync(dirname(file)).filter((name) => name.endsWith('.backup'));

describe('a SQLite file before a migration', () => {
  it('[PG22] is copied beside itself, for its owner alone, and the log says where', async () => {
    const file = newFile();
    const db = openDatabase(file);
    const queries = createQueries(db);
    await bringUpToDate(db, queries, file);
    expect(backups(file)).toEqual([]);
    const later = { up: async () => {} };
    const changes = await bringUpToDate(db, queries, file, { ...SQLITE_STEPS, '9997_later': later });
    expect(changes.migrations).toEqual(['9997_later']);
    const [copy, ...others] = backups(file);
    expect(others).toEqual([]);
    expect(changes.backup).toBe(join(dirname(file), copy!));
    expect(basename(copy!)).toMatch(/^store\.sqlite\.\d{4}_\w+\.\d{8}T\d{9}Z\.backup$/);
    expect(statSync(changes.backup!).mode & 0o777).toBe(0o600);
    db.close();
    const store = await createSqliteStore({ file: changes.backup! });
    await store.ping();
    await store.close();
  });

  it('[PG22] stays as it was, with its copy, when a step fails', async () => {
    const file = await ofFirstVersion();
    const logger = { info: vi.fn(), error: vi.fn() };
    const error: unknown = await createSqliteStore({ file, logger }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreUnusable);
    expect((error as Error).message).not.toContain('\n');
    expect(backups(file)).toHaveLength(1);
    const db = new DatabaseSync(file);
    expect(db.isTransaction).toBe(false);
    db.close();
  });

  it('[PG22] is not touched when no copy can be made', async () => {
    const file = newFile();
    const db = openDatabase(file);
    const queries = createQueries(db);
    await bringUpToDate(db, queries, file);
    vi.useFakeTimers({ now: Date.UTC(2099, 4, 4), toFake: ['Date'] });
    try {
      const later = (name: string) => ({ ...SQLITE_STEPS, [name]: { up: async () => {} } });
      await bringUpToDate(db, queries, file, later('9997_later'));
      db.exec("delete from kysely_migration where name = '9997_later'");
      await expect(bringUpToDate(db, queries, file, later('9997_later'))).rejects.toThrow(/EEXIST|copy/);
      const { n } = db.prepare("select count(*) as n from kysely_migration where name = '9997_later'").get()!;
      expect(n).toBe(0);
    } finally {
      vi.useRealTimers();
      db.close();
    }
  });
});
