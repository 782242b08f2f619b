import { closeSync, openSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { migrate, standingOf } from '../migrations/migrate.ts';
import type { Tables } from '../tables.ts';
import { IN_MEMORY } from './open-database.ts';
import { searchInTwoSteps } from './search-in-two-steps.ts';
import { searchTables } from './search-tables.ts';
import { inTransaction } from './transaction.ts';

/** Steps that only SQLite takes. */
export const SQLITE_STEPS: Record<string, Migration> = {
  '0002_search': searchTables,
  '0016_search': searchInTwoSteps,
};

/** What was done, for the log of the process. */
export interface Changes {
  migrations?: string[];
  /** Path of the copy of the database as it was before. */
  backup?: string;
}

/**
 * Brings a database file to today's form: all steps or none. One that holds something already is copied first, so that
 * whoever wants the version before back has what belongs to it.
 *
 * @throws when the copy or a step fails; the file then is as it was
 */
export async function bringUpToDate(
  db: DatabaseSync,
  queries: Kysely<Tables>,
  file: string,
  steps: Record<string, Migration> = SQLITE_STEPS,
): Promise<Changes> {
  const { taken, pending } = await standingOf(queries, steps);
  if (pending.length === 0) return {};
  const backup = taken.length > 0 && file !== IN_MEMORY ? copy(db, file, taken.at(-1)!) : undefined;
  const migrations = await inTransaction(db, () => migrate(queries, steps));
  return { migrations, ...(backup && { backup }) };
}

/** Beside the file, named by its last step and the time; readable by its owner alone. */
function copy(db: DatabaseSync, file: string, version: string): string {
  const time = new Date().toISOString().replace(/[-:.]/g, '');
  const backup = `${file}.${version}.${time}.backup`;
  // SQLite fills a file that is there and empty, and leaves its mode.
  closeSync(openSync(backup, 'wx', 0o600));
  try {
    db.prepare('vacuum into ?').run(backup);
  } catch (cause) {
    rmSync(backup, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`its copy "${backup}" cannot be made, so nothing was changed: ${reason}`, { cause });
  }
  return backup;
}
