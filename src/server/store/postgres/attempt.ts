import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Outcome, Unit } from '../log.ts';
import type { Place } from './commit-marks.ts';
import { type Held, hold, type Keys, type Seen, see } from './commit-statements.ts';
import { failureOf, reasonOf } from './failures.ts';
import { createJudgement, type Verdict } from './judge.ts';
import { keysOf } from './unit-keys.ts';
import type { Write } from './write-statement.ts';

/** What came of writing a group of units in one transaction. */
export type Attempt =
  | { at: 'decided'; verdicts: Verdict[] }
  /** Nothing was written: somebody was at the same place at the same time. */
  | { at: 'raced' }
  /** Nothing was written: the database refuses something in the group. */
  | { at: 'unfit'; reason: string }
  /** Nothing was written: the database is out of order for now. */
  | { at: 'away'; error: unknown }
  /** The connection broke during the commit: `verdicts` hold if the commit has left its number in its place. */
  | { at: 'unknown'; verdicts: Verdict[]; error: unknown };

/** What units are written with. */
export interface Writer {
  pool: Pool;
  write: Write;
  plansAreStale(client: PoolClient): boolean;
}

/**
 * One transaction: takes the rows that the units are about, decides on what it then sees, writes. What somebody else
 * holds is left out (`again`) and never waited for, so that two processes cannot stop each other.
 *
 * @param place where the commit leaves its number; that of this commit is in it afterwards
 * @param busy names what earlier units of the same call could not get; grows
 * @throws for a defect of ours
 */
export async function attempt(writer: Writer, place: Place, units: Unit[], busy: Set<string>): Promise<Attempt> {
  let client: PoolClient;
  try {
    client = await writer.pool.connect();
  } catch (error) {
    return { at: 'away', error };
  }
  try {
    const keys = keysOf(units);
    const held = await take(client, keys, place, writer.plansAreStale(client));
    const seen = (await client.query<Seen>(see(keys, held))).rows[0]!;
    const { judge, writes } = createJudgement(held, seen, busy);
    const verdicts = units.map(judge);
    if (!verdicts.some(({ at }) => at === 'committed')) {
      await client.query('rollback');
      client.release();
      return { at: 'decided', verdicts };
    }
    place.number += 1;
    return await finish(client, writer.write(writes(), place), verdicts);
  } catch (error) {
    return broken(client, error);
  }
}

/** All at once: none waits for the one before to come back. */
async function take(client: PoolClient, keys: Keys, place: Place, plansAreStale: boolean): Promise<Held> {
  const before = plansAreStale ? [client.query('discard plans')] : [];
  const begun = client.query('begin isolation level read committed');
  const held = client.query<Held>(hold(keys, place.name));
  await Promise.all([...before, begun, held]);
  return (await held).rows[0]!;
}

/** Writes and commits at once; when the write is refused, the commit rolls back. */
async function finish(client: PoolClient, statement: ReturnType<Write>, verdicts: Verdict[]): Promise<Attempt> {
  const [written, committed] = await Promise.allSettled([client.query(statement), client.query('commit')]);
  if (committed.status === 'fulfilled') {
    if (written.status === 'rejected') return broken(client, written.reason);
    const { command }: QueryResult = committed.value;
    client.release();
    return command === 'COMMIT' ? { at: 'decided', verdicts } : { at: 'raced' };
  }
  client.release(true);
  return { at: 'unknown', verdicts, error: committed.reason };
}

/** Nothing was committed. The connection is given back only if it still works. */
async function broken(client: PoolClient, error: unknown): Promise<Attempt> {
  const failure = failureOf(error);
  try {
    if (failure === 'away') throw error;
    await client.query('rollback');
    client.release();
  } catch {
    // What was begun ends with its connection.
    client.release(true);
  }
  switch (failure) {
    case 'raced':
      return { at: 'raced' };
    case 'unfit':
      return { at: 'unfit', reason: reasonOf(error) };
    case 'away':
      return { at: 'away', error };
    case 'defect':
      throw error;
  }
}

export const isOutcome = (verdict: Verdict): verdict is Outcome => verdict.at !== 'again';
