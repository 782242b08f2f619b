import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Job, Jobs } from '../jobs.ts';
import type { Columns } from '../tables.ts';

const SAME_WORK = 'o.shop = j.shop and o.conversation = j.conversation and o.kind = j.kind and o.dead_at is null';

/** Due, not leased, nobody at work on the same (conversation, kind), and the oldest of those. */
const CLAIMABLE = `
  select j.* from jobs j
  where j.dead_at is null and j.run_at <= :now and (j.lease_until is null or j.lease_until <= :now)
    and not exists (select 1 from jobs o where ${SAME_WORK} and o.lease_until > :now)
    and not exists (
      select 1 from jobs o where ${SAME_WORK} and (o.run_at, o.seq, o.id) < (j.run_at, j.seq, j.id))
  order by j.run_at, j.seq, j.id limit :limit`;

/** The first moment at which a claim may find something: a job's own time, or the lapse of the lease that holds it up. */
const NEXT_DUE = `
  select min(at) as at from (
    select min(lease_until) as at from jobs where dead_at is null and lease_until > :now
    union all
    select * from (
      select j.run_at as at from jobs j
      where j.dead_at is null and (j.lease_until is null or j.lease_until <= :now)
        and not exists (select 1 from jobs o where ${SAME_WORK} and o.lease_until > :now)
      order by j.run_at limit 1)) as moments`;

/**
 * The job list of one database.
 *
 * @param now the store's clock, ms; leases are judged by it alone.
 */
export function createJobsWriter(
  db: DatabaseSync,
  now: () => number,
): Pick<Jobs, 'claim' | 'renew' | 'release' | 'nextDueMs'> {
  const claimable = db.prepare(CLAIMABLE);
  const nextDue = db.prepare(NEXT_DUE);
  const lease = db.prepare('update jobs set attempt = ?, lease = ?, lease_until = ? where id = ?');
  const HELD = 'where id = ? and lease = ? and lease_until > ? and dead_at is null';
  const renew = db.prepare(`update jobs set lease_until = ? ${HELD}`);
  const giveBack = db.prepare(`update jobs set lease = null, lease_until = null, run_at = ? ${HELD}`);
  const bury = db.prepare(`update jobs set lease = null, lease_until = null, dead_at = ? ${HELD}`);

  return {
    async claim(limit, leaseMs) {
      const at = now();
      const rows = claimable.all({ now: at, limit }) as unknown as Columns<'jobs'>[];
      return rows.map((row): Job => {
        const token = randomUUID();
        const attempt = row.attempt + 1;
        lease.run(attempt, token, at + leaseMs, row.id);
        const { id, shop, conversation, seq } = row;
        return { id, shop, kind: row.kind as Job['kind'], conversation, seq, attempt, lease: token };
      });
    },
    async renew(completion, leaseMs) {
      const at = now();
      return renew.run(at + leaseMs, completion.job, completion.lease, at).changes === 1;
    },
    async release(completion, retryInMs) {
      const at = now();
      const held = [completion.job, completion.lease, at] as const;
      const { changes } = retryInMs === undefined ? bury.run(at, ...held) : giveBack.run(at + retryInMs, ...held);
      return changes === 1;
    },
    async nextDueMs() {
      const at = now();
      const next = nextDue.get({ now: at })?.at;
      return typeof next === 'number' ? Math.max(0, next - at) : undefined;
    },
  };
}
