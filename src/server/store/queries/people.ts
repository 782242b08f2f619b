import type { Kysely } from 'kysely';
import type { People } from '../people.ts';
import type { Tables } from '../tables.ts';
import { toAgent, toAgentColumns, toSession, toSessionColumns } from './agent-columns.ts';
import { toVisitor } from './visitor-columns.ts';

export type PeopleReader = Pick<People, 'visitor' | 'agents' | 'agentsByEmail' | 'session'>;
export type PeopleWriter = Omit<People, keyof PeopleReader>;

/** @param now the store's clock, ms. */
export function createPeopleReader(db: Kysely<Tables>, now: () => number): PeopleReader {
  return {
    async visitor(shop, id) {
      const columns = await db
        .selectFrom('visitors')
        .selectAll()
        .where('shop', '=', shop)
        .where('id', '=', id)
        .executeTakeFirst();
      return columns && toVisitor(columns);
    },
    async agents(shop) {
      const rows = await db
        .selectFrom('agents')
        .selectAll()
        .where('shop', '=', shop)
        .where('disabled_at', 'is', null)
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(toAgent);
    },
    async agentsByEmail(email) {
      const rows = await db
        .selectFrom('agents')
        .selectAll()
        .where('email_key', '=', email.toLowerCase())
        .where('disabled_at', 'is', null)
        .orderBy('shop')
        .execute();
      return rows.map(toAgent);
    },
    async session(id) {
      const row = await db
        .selectFrom('agent_sessions')
        .selectAll()
        .where('id', '=', id)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row && toSession(row);
    },
  };
}

/** @param now the store's clock, ms. */
export function createPeopleWriter(db: Kysely<Tables>, now: () => number): PeopleWriter {
  return {
    async saveAgent(agent) {
      const { shop, id, ...values } = toAgentColumns(agent);
      const other = await db
        .selectFrom('agents')
        .select('id')
        .where('shop', '=', shop)
        .where('email_key', '=', values.email_key)
        .where('id', '!=', id)
        .executeTakeFirst();
      if (other) throw new Error(`Another agent of the shop "${shop}" has this email address: ${other.id}.`);
      await db
        .insertInto('agents')
        .values({ shop, id, ...values })
        .onConflict((conflict) => conflict.columns(['shop', 'id']).doUpdateSet(values))
        .execute();
    },
    async saveSession(session) {
      // Sessions that nobody ended leave the table here, so that it does not grow for ever.
      await db.deleteFrom('agent_sessions').where('expires_at', '<=', now()).execute();
      const { id, ...values } = toSessionColumns(session);
      await db
        .insertInto('agent_sessions')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
    async endSession(id) {
      await db.deleteFrom('agent_sessions').where('id', '=', id).execute();
    },
  };
}
