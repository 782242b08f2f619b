import type { Kysely } from 'kysely';
import type { Secrets } from '../secrets.ts';
import type { Tables } from '../tables.ts';

export function createSecretReader(db: Kysely<Tables>): Pick<Secrets, 'list'> {
  return {
    async list(owner) {
      const rows = await db
        .selectFrom('secrets')
        .select(['secret', 'created_at'])
        .where('owner', '=', owner)
        .orderBy('n', 'desc')
        .execute();
      return rows.map((row) => ({ secret: row.secret, createdAt: row.created_at }));
    },
  };
}

export function createSecretWriter(db: Kysely<Tables>): Omit<Secrets, 'list'> {
  const { list } = createSecretReader(db);
  return {
    async begin(owner, secret, at) {
      const before = await list(owner);
      if (before.length > 0) return before;
      await db
        .insertInto('secrets')
        .values({ owner, n: 1, secret, created_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return list(owner);
    },

    async rotate(owner, secret, at, keep) {
      const newest = await db
        .selectFrom('secrets')
        .select((e) => e.fn.max('n').as('n'))
        .where('owner', '=', owner)
        .executeTakeFirst();
      const n = (newest?.n ?? 0) + 1;
      await db.insertInto('secrets').values({ owner, n, secret, created_at: at }).execute();
      await db
        .deleteFrom('secrets')
        .where('owner', '=', owner)
        .where('n', '<=', n - keep)
        .execute();
      return list(owner);
    },
  };
}
