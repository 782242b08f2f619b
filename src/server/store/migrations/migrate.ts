import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreTooNew } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { first } from './0001-first.ts';

/** Steps that every database takes; an adapter adds its own (search is built differently in each). */
const SHARED: Record<string, Migration> = { '0001_first': first };

/** Where Kysely keeps the names of the steps that were taken. */
const TAKEN = 'kysely_migration';

/**
 * Brings a database to today's form, all steps or none. Forward only.
 *
 * @param own the adapter's steps; names sort among the shared ones, and once published are never changed.
 * @returns names of the steps taken now, oldest first.
 * @throws StoreTooNew when the database has taken a step that this version does not know.
 */
export async function migrate(db: Kysely<Tables>, own: Record<string, Migration>): Promise<string[]> {
  const steps = { ...SHARED, ...own };
  const unknown = (await taken(db)).filter((name) => !(name in steps));
  if (unknown.length > 0) {
    throw new StoreTooNew(
      `The database was written by a newer version (it has "${unknown.at(-1)}"); start that version or a newer one.`,
    );
  }
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
