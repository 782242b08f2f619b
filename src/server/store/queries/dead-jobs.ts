import type { Kysely } from 'kysely';
import type { DeadJob, JobKind, Jobs } from '../jobs.ts';
import type { Tables } from '../tables.ts';
import type { Clock } from './clock.ts';

export type DeadJobReader = Pick<Jobs, 'dead' | 'health'>;
export type DeadJobWriter = Pick<Jobs, 'revive' | 'discard'>;

/** What people see of the job list: alike in every store. */
export function createDeadJobReader(db: Kysely<Tables>, clock: Clock): DeadJobReader {
  return {
    async dead(shop, { kind, after, limit }) {
      let query = db.selectFrom('jobs').selectAll().where('shop', '=', shop).where('dead_at', 'is not', null);
      if (kind) query = query.where('kind', '=', kind);
      if (after) {
        query = query.where(({ or, and, eb }) =>
          or([eb('dead_at', '<', after.at), and([eb('dead_at', '=', after.at), eb('id', '<', after.id)])]),
        );
      }
      const rows = await query.orderBy('dead_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(
        ({ id, conversation, seq, attempt, ...row }): DeadJob => ({
          shop,
          id,
          kind: row.kind as JobKind,
          conversation,
          seq,
          attempts: attempt,
          deadAt: row.dead_at ?? 0,
        }),
      );
    },
    async health() {
      const now = await clock();
      const oldest = await db
        .selectFrom('jobs')
        .select(({ fn }) => fn.min<number | null>('run_at').as('at'))
        .where('dead_at', 'is', null)
        .where('run_at', '<=', now)
        .where(({ or, eb }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
        .executeTakeFirst();
      const dead = await db
        .selectFrom('jobs')
        .select(['kind', ({ fn }) => fn.countAll<number>().as('n')])
        .where('dead_at', 'is not', null)
        .groupBy('kind')
        .execute();
      return {
        lagMs: typeof oldest?.at === 'number' ? Math.max(0, now - oldest.at) : 0,
        dead: Object.fromEntries(dead.map(({ kind, n }) => [kind, Number(n)])),
      };
    },
  };
}

export function createDeadJobWriter(db: Kysely<Tables>, clock: Clock): DeadJobWriter {
  return {
    async revive(shop, id) {
      const revived = await db
        .updateTable('jobs')
        .set({ dead_at: null, attempt: 0, run_at: await clock() })
        .where('shop', '=', shop)
        .where('id', '=', id)
        .where('dead_at', 'is not', null)
        .returning('id')
        .execute();
      return revived.length > 0;
    },
    async discard(shop, id) {
      const gone = await db
        .deleteFrom('jobs')
        .where('shop', '=', shop)
        .where('id', '=', id)
        .where('dead_at', 'is not', null)
        .returning('id')
        .execute();
      return gone.length > 0;
    },
  };
}
