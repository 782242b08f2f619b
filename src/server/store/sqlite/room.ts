import type { DatabaseSync } from 'node:sqlite';
import { StoreFull } from '../errors.ts';
import type { Pulse } from './ports.ts';
import { inTransaction } from './transaction.ts';

/** SQLite's result code for a disk, or a database, without room. */
const FULL = 13;
/** Room that there must be again before anybody is told so, bytes. */
const ENOUGH = 65_536;

export const isFull = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === FULL;

/** Whether what is written finds room on the disk. */
export interface Room {
  /** Runs one call in a transaction. @throws StoreFull when there was no room; then nothing has changed */
  around<T>(work: () => Promise<T>): Promise<T>;
  /** Answers as long as there is room. Once there was none it tries to write, so that it notices when there is again. */
  pulse: Pulse;
}

/** @param db calls run on it one after the other */
export function createRoom(db: DatabaseSync): Room {
  const question = db.prepare('select value from meta where key = ?');
  const fill = db.prepare(`insert or replace into meta (key, value) values ('room', hex(zeroblob(${ENOUGH / 2})))`);
  const clear = db.prepare("delete from meta where key = 'room'");
  let state: 'roomy' | 'full' | 'trying' | 'littered' = 'roomy';

  return {
    async around(work) {
      try {
        const result = await inTransaction(db, work);
        if (state === 'trying') state = 'littered';
        return result;
      } catch (error) {
        if (state === 'trying') state = 'full';
        if (!isFull(error)) throw error;
        state = 'full';
        throw new StoreFull('There is no room left on the disk of the database.', { cause: error });
      }
    },
    pulse: {
      async ping() {
        question.get('epoch');
        if (state === 'full') {
          state = 'trying';
          fill.run();
        } else if (state === 'littered') {
          clear.run();
          state = 'roomy';
        }
      },
    },
  };
}
