import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnusable } from '../errors.ts';

export const IN_MEMORY = ':memory:';

const BUSY_TIMEOUT_MS = 5000;
/** Negative = KiB. */
const CACHE_SIZE = -32_000;

/**
 * Opens a database file, made if need be, readable by its owner alone. A commit has reached the disk when it returns.
 *
 * @throws StoreUnusable with one line that names the file and the reason.
 */
export function openDatabase(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    if (file !== IN_MEMORY) prepareFile(file);
    db = new DatabaseSync(file);
    db.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
    const mode = db.prepare('pragma journal_mode = wal').get()?.journal_mode;
    if (mode !== 'wal' && file !== IN_MEMORY) throw new Error('its file system does not allow write-ahead logging');
    // What is erased is overwritten, not only let go of.
    db.exec(
      `pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = ${CACHE_SIZE}; pragma secure_delete = on`,
    );
    return db;
  } catch (cause) {
    db?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnusable(`The database "${file}" cannot be opened: ${reason}.`, { cause });
  }
}

/** Opens the same file for questions only. */
export function openForReading(file: string): DatabaseSync {
  const db = openDatabase(file);
  db.exec('pragma query_only = on');
  return db;
}

/** SQLite gives its side files the mode of the main one. */
function prepareFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}
