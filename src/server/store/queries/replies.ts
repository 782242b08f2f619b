import type { Kysely } from 'kysely';
import type { Begun, Replies } from '../replies.ts';
import type { Tables } from '../tables.ts';

/** @param now the store's clock, ms. */
export function createReplyWriter(db: Kysely<Tables>, now: () => number): Replies {
  return {
    async begin(shop, id, digest, { keptMs, abandonedMs }) {
      const at = now();
      // Answers that nobody can ask for any more leave the table here.
      await db.deleteFrom('replies').where('expires_at', '<=', at).execute();
      const made = await db
        .insertInto('replies')
        .values({ shop, id, digest, begun_at: at, expires_at: at + keptMs, status: null, body: null })
        .onConflict((conflict) => conflict.columns(['shop', 'id']).doNothing())
        .returning('id')
        .execute();
      if (made.length > 0) return { at: 'begun' };
      const known = await db
        .selectFrom('replies')
        .selectAll()
        .where('shop', '=', shop)
        .where('id', '=', id)
        .executeTakeFirst();
      // Given up by another in this very moment.
      if (!known) return { at: 'running' };
      if (known.digest !== digest) return { at: 'other' };
      if (known.status !== null) return doneWith(known.status, known.body);
      if (known.begun_at > at - abandonedMs) return { at: 'running' };
      const taken = await db
        .updateTable('replies')
        .set({ begun_at: at })
        .where('shop', '=', shop)
        .where('id', '=', id)
        .where('begun_at', '=', known.begun_at)
        .where('status', 'is', null)
        .returning('id')
        .execute();
      return { at: taken.length > 0 ? 'begun' : 'running' };
    },
    async finish(shop, id, reply) {
      await db
        .updateTable('replies')
        .set({ status: reply.status, body: 'body' in reply ? reply.body : null })
        .where('shop', '=', shop)
        .where('id', '=', id)
        .execute();
    },
    async forget(shop, id) {
      await db.deleteFrom('replies').where('shop', '=', shop).where('id', '=', id).execute();
    },
  };
}

const doneWith = (status: number, body: string | null): Begun =>
  body === null ? { at: 'withheld' } : { at: 'done', status, body };
