import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Job, JobKind, Jobs } from '../jobs.ts';
import type { Columns } from '../tables.ts';
import { NOW } from './commit-statements.ts';

export type JobLeases = Pick<Jobs, 'claim' | 'renew' | 'release' | 'nextDueMs'>;

/**
 * Claims of all processes come one after the other: each has to see the leases of those before it, or two jobs of one
 * conversation could run at a time. Any number will do that nobody else locks.
 */
const CLAIMS_LOCK = 5_140_020_251;

const SAME_WORK = 'o.shop = j.shop and o.conversation = j.conversation and o.kind = j.kind and o.dead_at is null';

/** Due, not leased, nobody at work on the same (conversation, kind), and the oldest of those. In the order of the index. */
const claiming = (limit: number, leaseMs: number): string => `
  with moment as materialized (select ${NOW} as now),
  due as (
    select j.id from jobs j cross join moment
    where j.dead_at is null and j.run_at <= now and (j.lease_until is null or j.lease_until <= now)
      and not exists (select 1 from jobs o where ${SAME_WORK} and o.lease_until > now)
      and not exists (
        select 1 from jobs o where ${SAME_WORK} and (o.run_at, o.seq, o.id) < (j.run_at, j.seq, j.id))
    order by j.dead_at, j.run_at, j.seq, j.id limit ${limit} for update of j skip locked),
  leased as (
    update jobs set attempt = attempt + 1, lease = gen_random_uuid()::text, lease_until = now + ${leaseMs}
    from due, moment where jobs.id = due.id returning jobs.*)
  select id, shop, kind, conversation, seq, attempt, lease from leased order by run_at, seq, id`;

/** The first moment at which a claim may find something: a job's own time, or the lapse of the lease that holds it up. */
const NEXT_DUE = `
  with moment as materialized (select ${NOW} as now)
  select now, least(
    (select min(lease_until) from jobs where dead_at is null and lease_until > now),
    (select j.run_at from jobs j
      where j.dead_at is null and (j.lease_until is null or j.lease_until <= now)
        and not exists (select 1 from jobs o where ${SAME_WORK} and o.lease_until > now)
      order by j.dead_at, j.run_at limit 1)) as at
  from moment`;

const HELD = `where id = $1 and lease = $2 and lease_until > ${NOW} and dead_at is null`;
const RENEW = `update jobs set lease_until = ${NOW} + $3::bigint ${HELD}`;
const GIVE_BACK = `update jobs set lease = null, lease_until = null, run_at = ${NOW} + $3::bigint ${HELD}`;
const BURY = `update jobs set lease = null, lease_until = null, dead_at = ${NOW} ${HELD}`;

/** The job list of all processes on one database; time is the database's clock. */
export function createJobLeases(pool: Pool): JobLeases {
  const changed = async (text: string, values: unknown[]): Promise<boolean> =>
    (await pool.query(text, values)).rowCount === 1;
  return {
    async claim(limit, leaseMs) {
      const rows = await inOneGo<Columns<'jobs'>>(pool, claiming(Math.trunc(limit), Math.trunc(leaseMs)));
      return rows.map(
        (row): Job => ({
          id: row.id,
          shop: row.shop,
          kind: row.kind as JobKind,
          conversation: row.conversation,
          seq: row.seq,
          attempt: row.attempt,
          lease: row.lease!,
        }),
      );
    },
    renew: ({ job, lease }, leaseMs) => changed(RENEW, [job, lease, Math.trunc(leaseMs)]),
    release: ({ job, lease }, retryInMs) =>
      retryInMs === undefined ? changed(BURY, [job, lease]) : changed(GIVE_BACK, [job, lease, Math.trunc(retryInMs)]),
    async nextDueMs() {
      const { rows } = await pool.query<{ now: number; at: number | null }>(NEXT_DUE);
      const { now, at } = rows[0]!;
      return at === null ? undefined : Math.max(0, at - now);
    },
  };
}

/**
 * The whole transaction travels as one message, so that a process that stops in between holds up nobody. A lease that a
 * crash undoes was worth nothing yet: this commit need not wait for the disk.
 */
async function inOneGo<R extends object>(pool: Pool, sql: string): Promise<R[]> {
  const client: PoolClient = await pool.connect();
  try {
    const results = (await client.query(`
      begin isolation level read committed; set local synchronous_commit = off;
      select pg_advisory_xact_lock(${CLAIMS_LOCK}); ${sql}; commit`)) as unknown as QueryResult<R>[];
    client.release();
    return results[3]!.rows;
  } catch (error) {
    // What was begun ends with its connection.
    client.release(true);
    throw error;
  }
}
