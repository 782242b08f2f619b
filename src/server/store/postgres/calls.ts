import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { OUTAGE_MS } from './connect.ts';
import { isCut, mayBeRaced } from './failures.ts';

/** A port: methods of plain data. */
type Methods<P> = { [M in keyof P]: (...parameters: never[]) => Promise<unknown> };
type AnyMethod = (...parameters: unknown[]) => Promise<unknown>;

const TRIES = 12;
const PAUSE_MS = 5;

/** Gives each method of a port another body. */
export function around<P extends object>(port: P, call: (work: AnyMethod, name: string) => AnyMethod): P {
  const methods = Object.entries(port as Record<string, AnyMethod>);
  return Object.fromEntries(methods.map(([name, method]) => [name, call(method.bind(port), name)])) as P;
}

/** Questions may be asked twice: when a connection breaks, over another one, for as long as an outage is waited for. */
export const askedAgain = <P extends Methods<P>>(port: P): P =>
  around(port, (work) => async (...parameters) => {
    const asked = performance.now();
    for (;;) {
      try {
        return await work(...parameters);
      } catch (error) {
        if (!isCut(error) || performance.now() - asked > OUTAGE_MS) throw error;
        await pause(PAUSE_MS);
      }
    }
  });

export interface Locked {
  /** Calls that lock the same number come one after the other, over all processes. */
  lock?: number;
}

/**
 * Runs one call in a transaction of its own, on one view of the database; when another was at the same place at the
 * same time it is done again.
 */
export async function inTransaction<T>(
  db: Kysely<Tables>,
  work: (db: Transaction<Tables>) => Promise<T>,
  { lock }: Locked = {},
): Promise<T> {
  const level = lock === undefined ? 'repeatable read' : 'read committed';
  for (let tries = 1; ; tries += 1) {
    try {
      return await db
        .transaction()
        .setIsolationLevel(level)
        .execute(async (transaction) => {
          if (lock !== undefined) await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(transaction);
          return work(transaction);
        });
    } catch (error) {
      if (tries === TRIES || !mayBeRaced(error)) throw error;
      await pause(tries * PAUSE_MS * (0.5 + Math.random()));
    }
  }
}
