import type { DatabaseSync } from 'node:sqlite';

/** Runs work in one transaction that takes the write lock at once; what throws leaves nothing behind. */
export async function inTransaction<T>(db: DatabaseSync, work: () => T | Promise<T>): Promise<T> {
  db.exec('begin immediate');
  try {
    const result = await work();
    db.exec('commit');
    return result;
  } catch (error) {
    // A full disk or a failed write has rolled back already.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}
