import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseBackup } from '../backup.ts';
import { StoreUnusable } from '../errors.ts';
import { newEpoch } from '../new-epoch.ts';

const COPY = 'shopbell.db';
/** How long another writer may hold a copy up, ms. */
const PATIENCE_MS = 30_000;

/** Copies of a database file. What was erased or deleted before is not in them, not even in unused parts of the file. */
export function createSqliteBackup({ file }: { file: string }): DatabaseBackup {
  return {
    async dump(folder) {
      if (!existsSync(file)) throw new StoreUnusable(`There is no database "${file}" yet.`);
      const copy = join(folder, COPY);
      inOneLine(`The database "${file}" cannot be copied`, () => {
        const db = new DatabaseSync(file);
        try {
          db.exec(`pragma busy_timeout = ${PATIENCE_MS}`);
          // One reading transaction: writers are not held up, and nothing of what they do meanwhile gets in.
          db.prepare('vacuum into ?').run(copy);
        } finally {
          db.close();
        }
        toDisk(copy);
      });
    },

    holdsData: async () => existsSync(file),

    async restore(folder) {
      const copy = join(folder, COPY);
      const draft = `${file}.restoring`;
      if (!existsSync(copy)) throw new StoreUnusable(`The backup holds no database: "${copy}" is missing.`);
      return inOneLine(`The database "${file}" cannot be restored`, () => {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        rmSync(draft, { force: true });
        copyFileSync(copy, draft);
        beginAnew(draft);
        toDisk(draft);
        const aside = existsSync(file) ? putAside(file) : undefined;
        renameSync(draft, file);
        return aside;
      });
    },
  };
}

/** A database of its own from now on. */
function beginAnew(file: string): void {
  const db = new DatabaseSync(file);
  try {
    const { quick_check: found } = db.prepare('pragma quick_check').get() as { quick_check: string };
    if (found !== 'ok') throw new Error(`the copy is damaged: ${found}`);
    db.prepare("update meta set value = ? where key = 'epoch'").run(newEpoch());
  } finally {
    db.close();
  }
}

/** Renames the database, its log folded in. @throws when somebody has it open */
function putAside(file: string): string {
  const db = new DatabaseSync(file);
  try {
    // Only who is alone with a database can take its write-ahead log away.
    db.prepare('pragma journal_mode = delete').get();
  } catch (cause) {
    throw new Error('a server is at work on it; stop it first', { cause });
  } finally {
    db.close();
  }
  const aside = `${file}.${new Date().toISOString().replace(/[:.]/g, '-')}.replaced`;
  renameSync(file, aside);
  return aside;
}

function toDisk(file: string): void {
  chmodSync(file, 0o600);
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function inOneLine<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnusable(`${what}: ${reason.replace(/\s*\n\s*/g, ' ')}.`, { cause });
  }
}
