import { type Kysely, sql } from 'kysely';
import type { Head, Log } from '../log.ts';
import type { Tables } from '../tables.ts';

/** Heads above the horizon in one answer; those of long ago come first again when there are more. */
const UNSETTLED = 5000;

type Changed = Head & { changed: number };

/**
 * Rows carry the number of the transaction that changed them last. Transactions commit in any order, so a mark can only
 * go as far as every transaction has ended: the horizon. What has changed beyond it is told now and once more later.
 * Numbers that no transaction has reached yet come from another life of the database (a restored dump) and wait.
 */
export function createHeads(db: Kysely<Tables>): Log['heads'] {
  return async (mark, limit) => {
    if (mark < 0) return { heads: [], mark: await horizon(db), more: false };
    const { rows } = await sql<Changed & { settled: boolean; horizon: number }>`
      with snapshot as materialized (
        select pg_snapshot_xmin(s)::text::bigint as horizon, pg_snapshot_xmax(s)::text::bigint as beyond
        from pg_current_snapshot() as s),
      settled as (
        select c.* from conversations c
        where c.changed > ${mark} and c.changed < (select horizon from snapshot)
        order by c.changed fetch first ${limit} rows with ties),
      unsettled as (
        select c.* from conversations c
        where c.changed > ${mark} and c.changed >= (select horizon from snapshot)
          and c.changed < (select beyond from snapshot) and (select count(*) from settled) < ${limit}
        order by c.changed desc limit ${UNSETTLED}),
      told as (
        select shop, id as conversation, visitor, seq, pub, erasures, changed, true as settled from settled
        union all select shop, id, visitor, seq, pub, erasures, changed, false from unsettled)
      select told.*, snapshot.horizon from snapshot left join told on true order by changed`.execute(db);
    const told = rows.filter((row) => row.conversation !== null);
    const last = told.findLast((row) => row.settled);
    const more = told.filter((row) => row.settled).length >= limit;
    return {
      heads: told.map(({ shop, conversation, visitor, seq, pub, erasures }) => ({
        shop,
        conversation,
        visitor,
        seq,
        pub,
        erasures,
      })),
      mark: more ? last!.changed : Math.max(rows[0]!.horizon - 1, last?.changed ?? 0),
      more,
    };
  };
}

async function horizon(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ mark: number }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 as mark`.execute(db);
  return rows[0]!.mark;
}
