import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreTooNew } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { first } from './0001-first.ts';
import { identities } from './0010-identities.ts';
import { accounts } from './0011-accounts.ts';
import { rest } from './0012-rest.ts';
import { webhooks } from './0013-webhooks.ts';
import { keeping } from './0015-keeping.ts';
import { claims } from './0017-claims.ts';
import { push } from './0018-push.ts';

/** Steps that every database takes; an adapter adds its own (search is built differently in each). */
export const SHARED: Record<string, Migration> = {
  '0001_first': first,
  '0010_identities': identities,
  '0011_accounts': accounts,
  '0012_rest': rest,
  '0013_webhooks': webhooks,
  '0015_keeping': keeping,
  '0017_claims': claims,
  '0018_push': push,
};

/** Where Kysely keeps the names of the steps that were taken. */
const TAKEN = 'kysely_migration';

export interface Standing {
  /** Names of the steps that a database has taken, oldest first. */
  taken: string[];
  /** Those that it has yet to take. */
  pending: string[];
}

/**
 * How far a database has come.
 *
 * @param own the adapter's steps; names sort among the shared ones, and once published are never changed.
 * @throws StoreTooNew when the database has taken a step that this version does not know.
 */
export async function standingOf(db: Kysely<Tables>, own: Record<string, Migration>): Promise<Standing> {
  const steps = { ...SHARED, ...own };
  const done = await taken(db);
  const unknown = done.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    throw new StoreTooNew(
      `The database was written by a newer version (it has "${unknown.at(-1)}"); start that version or a newer one.`,
    );
  }
  const pending = Object.keys(steps).filter((name) => !done.includes(name));
  return { taken: done, pending: pending.sort() };
}

/**
 * Brings a database to today's form. Forward only. All steps or none: on PostgreSQL by itself, on SQLite when the caller
 * has begun a transaction.
 *
 * @returns names of the steps taken now, oldest first.
 * @throws StoreTooNew
 */
export async function migrate(db: Kysely<Tables>, own: Record<string, Migration>): Promise<string[]> {
  await standingOf(db, own);
  const steps = { ...SHARED, ...own };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

async function taken(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === TAKEN)) return [];
  const rows = await db.withTables<{ [TAKEN]: { name: string } }>().selectFrom(TAKEN).select('name').execute();
  return rows.map((row) => row.name).sort();
}
