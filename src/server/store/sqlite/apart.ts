import type { DatabaseSync } from 'node:sqlite';
import { isFull } from './room.ts';
import type { Transaction } from './serve-ports.ts';

/** Keeps calls of one transaction apart by a savepoint each. */
export function createApart(db: DatabaseSync): Pick<Transaction, 'apart' | 'isLost'> {
  const savepoint = db.prepare('savepoint call');
  const release = db.prepare('release call');
  const rollback = db.prepare('rollback to call');
  // Without room, or with the whole transaction gone, no call of it has been kept.
  const isLost = (error: unknown): boolean => !db.isTransaction || isFull(error);

  return {
    isLost,
    async apart(work) {
      savepoint.run();
      try {
        const value = await work();
        release.run();
        return value;
      } catch (error) {
        if (!isLost(error)) {
          rollback.run();
          release.run();
        }
        throw error;
      }
    },
  };
}
