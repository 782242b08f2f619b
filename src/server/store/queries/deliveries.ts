import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Columns, Tables } from '../tables.ts';
import type { Deliveries, Delivery, DeliveryOutcome } from '../webhooks.ts';
import type { Clock } from './clock.ts';

export type DeliveryReader = Pick<Deliveries, 'health'>;
export type DeliveryWriter = Omit<Deliveries, keyof DeliveryReader>;

/** At a time of one endpoint, while it answers and while it does not. */
const TOGETHER = { answering: 4, failing: 1 };
/** So many candidates are looked at for each place: some are of one conversation and have to wait for each other. */
const CANDIDATES = 8;
/** Rows that one sweep takes away at most. */
const SWEPT = 500;

export function createDeliveryReader(db: Kysely<Tables>, clock: Clock): DeliveryReader {
  const waiting = db.selectFrom('webhook_deliveries').where('state', '=', 'waiting');
  return {
    async health() {
      const now = await clock();
      const count = (query: typeof waiting) => query.select(({ fn }) => fn.countAll<number>().as('n'));
      const [all, dead, oldest] = await Promise.all([
        count(waiting).executeTakeFirst(),
        count(db.selectFrom('webhook_deliveries').where('state', '=', 'dead')).executeTakeFirst(),
        claimable(db, now)
          .innerJoin('webhook_endpoints as e', (join) =>
            join.onRef('e.shop', '=', 'd.shop').onRef('e.id', '=', 'd.endpoint').on('e.enabled', '=', 1),
          )
          .select(({ fn }) => fn.min<number | null>('d.run_at').as('at'))
          .executeTakeFirst(),
      ]);
      const since = oldest?.at;
      return {
        waiting: Number(all?.n ?? 0),
        dead: Number(dead?.n ?? 0),
        lagMs: typeof since === 'number' ? Math.max(0, now - since) : 0,
      };
    },
  };
}

/** @param clock the store's clock; leases are judged by it alone. */
export function createDeliveryWriter(db: Kysely<Tables>, clock: Clock): DeliveryWriter {
  const held = ({ job, lease }: { job: string; lease: string }, now: number) =>
    db
      .updateTable('webhook_deliveries')
      .where('id', '=', job)
      .where('lease', '=', lease)
      .where('lease_until', '>', now)
      .where('state', '=', 'waiting');

  const leases = (now: number) =>
    db
      .selectFrom('webhook_deliveries')
      .select(['shop', 'endpoint', 'conversation', 'lease_until'])
      .where('lease_until', '>', now)
      .execute();

  const enabled = db
    .selectFrom('webhook_endpoints as e')
    .select(['e.shop', 'e.id', 'e.failing_since'])
    .where('e.enabled', '=', 1);

  /** Few of an endpoint and one of a conversation: `limit` at most. */
  const lease = async (endpoint: Busy, all: Leased[], limit: number, now: number, until: number) => {
    const together = endpoint.failing_since === null ? TOGETHER.answering : TOGETHER.failing;
    const leased = all.filter((other) => other.shop === endpoint.shop && other.endpoint === endpoint.id);
    const places = Math.min(together - leased.length, limit);
    if (places <= 0) return [];
    const candidates = await claimable(db, now)
      .select(['d.id', 'd.conversation'])
      .where('d.shop', '=', endpoint.shop)
      .where('d.endpoint', '=', endpoint.id)
      .orderBy('d.run_at')
      .orderBy('d.seq')
      .limit(places * CANDIDATES)
      .execute();
    const taken = new Set(leased.map(({ conversation }) => conversation).filter((id) => id !== ''));
    const claimed: Delivery[] = [];
    for (const { id, conversation } of candidates) {
      if (claimed.length === places) break;
      if (taken.has(conversation)) continue;
      const row = await db
        .updateTable('webhook_deliveries')
        .set(({ eb }) => ({ attempt: eb('attempt', '+', 1), lease: randomUUID(), lease_until: until, tried_at: now }))
        .where('shop', '=', endpoint.shop)
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .where(({ or, eb }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
        .returningAll()
        .executeTakeFirst();
      if (!row) continue;
      if (conversation !== '') taken.add(conversation);
      claimed.push(toDelivery(row));
    }
    return claimed;
  };

  return {
    async plan(deliveries) {
      const now = await clock();
      let planned = 0;
      for (const { shop, endpoint, ...delivery } of deliveries) {
        const wanted = await db
          .selectFrom('webhook_endpoints')
          .select('id')
          .where('shop', '=', shop)
          .where('id', '=', endpoint)
          .where('enabled', '=', 1)
          .executeTakeFirst();
        if (!wanted) continue;
        const values = { ...delivery, shop, endpoint, state: 'waiting', created_at: now, run_at: now, attempt: 0 };
        const added = await db
          .insertInto('webhook_deliveries')
          .values(values)
          .onConflict((conflict) => conflict.columns(['shop', 'id']).doNothing())
          .returning('id')
          .execute();
        planned += added.length;
      }
      return planned;
    },

    async claim(limit, leaseMs) {
      const now = await clock();
      // In no order, so that none has to wait for the work of those before it.
      const busy = await enabled
        .where(({ exists }) =>
          exists(
            claimable(db, now)
              .select('d.id')
              .where('d.shop', '=', sql.ref<string>('e.shop'))
              .where('d.endpoint', '=', sql.ref<string>('e.id'))
              .limit(1),
          ),
        )
        .orderBy(sql`random()`)
        .execute();
      const all = busy.length > 0 ? await leases(now) : [];
      const claimed: Delivery[] = [];
      for (const endpoint of busy) {
        if (claimed.length >= limit) break;
        claimed.push(...(await lease(endpoint, all, limit - claimed.length, now, now + leaseMs)));
      }
      return claimed;
    },

    async renew(completion, leaseMs) {
      const now = await clock();
      const rows = await held(completion, now)
        .set({ lease_until: now + leaseMs })
        .returning('id')
        .execute();
      return rows.length > 0;
    },

    async settle(completion, outcome) {
      const now = await clock();
      const row = await held(completion, now)
        .set(settled(outcome, now))
        .returning(['shop', 'endpoint', 'attempt'])
        .executeTakeFirst();
      if (!row) return false;
      if (outcome.at === 'returned') {
        const { shop } = row;
        await db
          .updateTable('webhook_deliveries')
          .set({ attempt: Math.max(0, row.attempt - 1) })
          .where('shop', '=', shop)
          .where('id', '=', completion.job)
          .execute();
        return true;
      }
      const through = outcome.at === 'delivered';
      await db
        .updateTable('webhook_endpoints')
        .set({ failing_since: through ? null : now })
        .where('shop', '=', row.shop)
        .where('id', '=', row.endpoint)
        .where('failing_since', through ? 'is not' : 'is', null)
        .execute();
      return true;
    },

    async nextDueMs() {
      const now = await clock();
      const leased = await leases(now);
      const earliest = await enabled
        .select(({ selectFrom }) =>
          selectFrom('webhook_deliveries as d')
            .select(({ fn }) => fn.min<number | null>('d.run_at').as('at'))
            .where('d.shop', '=', sql.ref<string>('e.shop'))
            .where('d.endpoint', '=', sql.ref<string>('e.id'))
            .where('d.state', '=', 'waiting')
            .as('at'),
        )
        .execute();
      // Where something is under way its end is waited for.
      const idle = earliest.filter(({ shop, id }) => !leased.some((o) => o.shop === shop && o.endpoint === id));
      const moments = [...leased.map((other) => other.lease_until), ...idle.map(({ at }) => at)];
      const known = moments.filter((at) => typeof at === 'number');
      return known.length > 0 ? Math.max(0, Math.min(...known) - now) : undefined;
    },

    async sweep({ delivered, others }) {
      const old = db
        .selectFrom('webhook_deliveries')
        .select(['shop', 'id'])
        .where(({ or, and, eb }) =>
          or([
            and([eb('state', '=', 'delivered'), eb('created_at', '<', delivered)]),
            and([eb('state', 'in', ['waiting', 'dead']), eb('created_at', '<', others)]),
          ]),
        )
        .limit(SWEPT);
      const rows = await old.execute();
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      return (await db.deleteFrom('webhook_deliveries').where('id', 'in', ids).returning('id').execute()).length;
    },
  };
}

type Busy = Pick<Columns<'webhook_endpoints'>, 'shop' | 'id' | 'failing_since'>;
type Leased = Pick<Columns<'webhook_deliveries'>, 'shop' | 'endpoint' | 'conversation' | 'lease_until'>;

/** Due and not leased. */
const claimable = (db: Kysely<Tables>, now: number) =>
  db
    .selectFrom('webhook_deliveries as d')
    .where('d.state', '=', 'waiting')
    .where('d.run_at', '<=', now)
    .where(({ or, eb }) => or([eb('d.lease_until', 'is', null), eb('d.lease_until', '<=', now)]));

function settled(outcome: DeliveryOutcome, now: number): Partial<Columns<'webhook_deliveries'>> {
  const free = { lease: null, lease_until: null };
  switch (outcome.at) {
    case 'delivered':
      return { ...free, state: 'delivered', status: outcome.status, reason: null };
    case 'failed':
      return { ...free, run_at: now + outcome.retryInMs, status: outcome.status ?? null, reason: outcome.reason };
    case 'dead':
      return { ...free, state: 'dead', status: outcome.status ?? null, reason: outcome.reason };
    case 'returned':
      return { ...free, run_at: now + outcome.retryInMs };
  }
}

function toDelivery(row: Columns<'webhook_deliveries'>): Delivery {
  const { shop, id, endpoint, conversation, seq, event, attempt } = row;
  return { kind: 'delivery', shop, id, endpoint, conversation, seq, event, attempt, lease: row.lease ?? '' };
}
