import type { Kysely } from 'kysely';
import type { Identities } from '../identities.ts';
import type { Tables } from '../tables.ts';

export type IdentityReader = Pick<Identities, 'visitorOf' | 'personOf' | 'visitorsOf' | 'generation'>;
export type IdentityWriter = Omit<Identities, keyof IdentityReader>;

/** Devices of one person that are told of. */
const VISITORS_OF_PERSON = 20;

export function createIdentityReader(db: Kysely<Tables>): IdentityReader {
  return {
    async visitorOf(shop, clientId) {
      const row = await db
        .selectFrom('identities')
        .select('visitor')
        .where('shop', '=', shop)
        .where('client_id', '=', clientId)
        .where('main', '=', 1)
        .executeTakeFirst();
      return row?.visitor;
    },

    async personOf(shop, visitor) {
      const row = await db
        .selectFrom('identities')
        .select(['client_id', 'main'])
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .executeTakeFirst();
      return row && { clientId: row.client_id, main: row.main === 1 };
    },

    async visitorsOf(shop, clientId) {
      const rows = await db
        .selectFrom('identities')
        .select('visitor')
        .where('shop', '=', shop)
        .where('client_id', '=', clientId)
        .orderBy('main', 'desc')
        .orderBy('visitor')
        .limit(VISITORS_OF_PERSON)
        .execute();
      return rows.map((row) => row.visitor);
    },

    async generation(shop, visitor) {
      const row = await db
        .selectFrom('token_generations')
        .select('generation')
        .where('shop', '=', shop)
        .where('visitor', '=', visitor)
        .executeTakeFirst();
      return row?.generation ?? 0;
    },
  };
}

export function createIdentityWriter(db: Kysely<Tables>): IdentityWriter {
  const { personOf, visitorOf } = createIdentityReader(db);
  /** Refused by either key, of the visitor or of the client id, it changes nothing. */
  const add = (shop: string, clientId: string, visitor: string, main: boolean) =>
    db
      .insertInto('identities')
      .values({ shop, visitor, client_id: clientId, main: Number(main) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();

  return {
    async bind(shop, clientId, visitor) {
      await add(shop, clientId, visitor, true);
      if (!(await personOf(shop, visitor))) await add(shop, clientId, visitor, false);
      const person = await personOf(shop, visitor);
      if (person?.clientId !== clientId) return { at: 'another' };
      return { at: 'bound', visitor: (await visitorOf(shop, clientId)) ?? visitor };
    },

    async revoke(shop, visitor) {
      const { generation } = await db
        .insertInto('token_generations')
        .values({ shop, visitor, generation: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['shop', 'visitor'])
            .doUpdateSet((e) => ({ generation: e('token_generations.generation', '+', 1) })),
        )
        .returning('generation')
        .executeTakeFirstOrThrow();
      return generation;
    },
  };
}
