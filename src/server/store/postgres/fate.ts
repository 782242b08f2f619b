import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { failureOf } from './failures.ts';

const PAUSE_MS = 100;
/** A commit that is under way for longer has lost its process: its connection is ended, so that its fate is sealed. */
const PATIENCE_MS = 1000;

/**
 * What became of a transaction whose connection broke during the commit. Asked until the database answers.
 *
 * @param xid as `pg_current_xact_id()` gave it
 * @returns whether it was committed
 * @throws `cause` when the database cannot say until `deadline`
 */
export async function fateOf(pool: Pool, xid: string, deadline: number, cause: unknown): Promise<boolean> {
  const asked = performance.now();
  for (;;) {
    const status = await statusOf(pool, xid);
    if (status === 'committed') return true;
    if (status === 'aborted') return false;
    if (status === null || performance.now() > deadline) throw cause;
    if (status === 'in progress' && performance.now() - asked > PATIENCE_MS) await endWriterOf(pool, xid);
    await pause(PAUSE_MS);
  }
}

/** `null`: too long ago to be known. Undefined: the database does not answer. */
async function statusOf(pool: Pool, xid: string): Promise<string | null | undefined> {
  try {
    const { rows } = await pool.query<{ status: string | null }>('select pg_xact_status($1::xid8) as status', [xid]);
    return rows[0]!.status;
  } catch (error) {
    if (failureOf(error) === 'away') return undefined;
    throw error;
  }
}

async function endWriterOf(pool: Pool, xid: string): Promise<void> {
  try {
    await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where backend_xid = ($1::xid8)::xid', [
      xid,
    ]);
  } catch (error) {
    if (failureOf(error) !== 'away') throw error;
  }
}
