import type { DatabaseSync } from 'node:sqlite';
import type { Outcome, Unit } from '../log.ts';
import { isFull } from './room.ts';
import { createUnitWriter, UnitRefused } from './unit-writer.ts';

/**
 * The group commit: one transaction for all units, a savepoint for each, so that a unit fails alone and the disk is
 * waited for once. Runs inside a transaction of the caller. Statements are plain and prepared: this is the hot path.
 *
 * @param now the store's clock, ms.
 */
export function createCommit(db: DatabaseSync, now: () => number): (units: Unit[]) => Outcome[] {
  const write = createUnitWriter(db, now);
  const savepoint = db.prepare('savepoint unit');
  const release = db.prepare('release unit');
  const rollback = db.prepare('rollback to unit');

  return (units) =>
    units.map((unit) => {
      savepoint.run();
      try {
        write(unit);
        release.run();
        return { at: 'committed' };
      } catch (error) {
        // Without room, or with the whole transaction gone, the call as a whole has failed.
        if (!db.isTransaction || isFull(error)) throw error;
        rollback.run();
        release.run();
        if (error instanceof UnitRefused) return error.outcome;
        return { at: 'failed', reason: error instanceof Error ? error.message : String(error) };
      }
    });
}
