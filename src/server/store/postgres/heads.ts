import { type Kysely, sql } from 'kysely';
import type { Head, Log } from '../log.ts';
import type { Tables } from '../tables.ts';

/** Heads above the horizon in one answer; those of long ago come first again when there are more. */
const UNSETTLED = 5000;

type Changed = Head & { changed: number };

/**
 * Rows carry the number of the transaction that changed them last. Transactions commit in any order, so a mark can only
 * go as far as every transaction has ended: the horizon. What has changed beyond it is told now and once more later. A
 * mark is always the number of a row: a crash may give numbers again, but not those of what was committed. Numbers that
 * no transaction has reached come from another life of the database (a restored dump) and are passed over.
 */
export function createHeads(db: Kysely<Tables>): Log['heads'] {
  return async (mark, limit) => {
    if (mark < 0) return { heads: [], mark: await lastSettled(db), more: false };
    const { rows } = await sql<Changed & { settled: boolean }>`
      with ${snapshot},
      settled as (
        select c.* from conversations c
        where c.changed > ${mark} and c.changed < (select horizon from snapshot)
        order by c.changed fetch first ${limit} rows with ties),
      unsettled as (
        select c.* from conversations c
        where c.changed > ${mark} and c.changed >= (select horizon from snapshot)
          and c.changed < (select beyond from snapshot) and (select count(*) from settled) < ${limit}
        order by c.changed desc limit ${UNSETTLED})
      select shop, id as conversation, visitor, seq, pub, erasures, changed, true as settled from settled
      union all select shop, id, visitor, seq, pub, erasures, changed, false from unsettled
      order by changed`.execute(db);
    const settled = rows.filter((row) => row.settled);
    return {
      heads: rows.map(({ changed: _, settled: __, ...head }) => head),
      mark: settled.at(-1)?.changed ?? mark,
      more: settled.length >= limit,
    };
  };
}

const snapshot = sql`snapshot as materialized (
  select pg_snapshot_xmin(s)::text::bigint as horizon, pg_snapshot_xmax(s)::text::bigint as beyond
  from pg_current_snapshot() as s)`;

async function lastSettled(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ mark: number }>`
    with ${snapshot}
    select changed as mark from conversations
    where changed < (select horizon from snapshot) order by changed desc limit 1`.execute(db);
  return rows[0]?.mark ?? 0;
}
