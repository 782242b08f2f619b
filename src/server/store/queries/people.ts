import type { Kysely } from 'kysely';
import type { Agent, People } from '../people.ts';
import type { Columns, Tables } from '../tables.ts';
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
      return (
        row && {
          id: row.id,
          shop: row.shop,
          agent: row.agent,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
        }
      );
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
    async saveSession({ id, shop, agent, createdAt, expiresAt }) {
      // Sessions that nobody ended leave the table here, so that it does not grow for ever.
      await db.deleteFrom('agent_sessions').where('expires_at', '<=', now()).execute();
      const values = { shop, agent, created_at: createdAt, expires_at: expiresAt };
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

function toAgentColumns(agent: Agent): Columns<'agents'> {
  return {
    shop: agent.shop,
    id: agent.id,
    name: agent.name,
    email: agent.email,
    email_key: agent.email.toLowerCase(),
    avatar: agent.avatar ?? null,
    role: agent.role,
    permissions: JSON.stringify(agent.permissions),
    password_hash: agent.passwordHash,
  };
}

function toAgent(columns: Columns<'agents'>): Agent {
  return {
    shop: columns.shop,
    id: columns.id,
    name: columns.name,
    email: columns.email,
    ...(columns.avatar !== null && { avatar: columns.avatar }),
    role: columns.role as Agent['role'],
    permissions: JSON.parse(columns.permissions) as Agent['permissions'],
    passwordHash: columns.password_hash,
  };
}
