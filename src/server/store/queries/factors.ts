import type { Kysely } from 'kysely';
import type { Factors } from '../factors.ts';
import type { Tables } from '../tables.ts';

export function createFactorReader(db: Kysely<Tables>): Pick<Factors, 'factor'> {
  return {
    async factor(shop, agent) {
      const row = await db
        .selectFrom('agent_factors')
        .selectAll()
        .where('shop', '=', shop)
        .where('agent', '=', agent)
        .executeTakeFirst();
      if (!row) return undefined;
      const codes = await db
        .selectFrom('agent_recovery')
        .select('hash')
        .where('shop', '=', shop)
        .where('agent', '=', agent)
        .execute();
      return {
        shop,
        agent,
        secret: row.secret,
        createdAt: row.created_at,
        ...(row.confirmed_at !== null && { confirmedAt: row.confirmed_at }),
        recoveryCodes: codes.length,
      };
    },
  };
}

export function createFactorWriter(db: Kysely<Tables>): Omit<Factors, 'factor'> {
  const forgetCodes = (shop: string, agent: string) =>
    db.deleteFrom('agent_recovery').where('shop', '=', shop).where('agent', '=', agent).execute();

  return {
    async begin({ shop, agent, secret, createdAt }) {
      const values = { secret, created_at: createdAt, last_step: 0 };
      const begun = await db
        .insertInto('agent_factors')
        .values({ shop, agent, ...values, confirmed_at: null })
        .onConflict((conflict) =>
          conflict.columns(['shop', 'agent']).doUpdateSet(values).where('agent_factors.confirmed_at', 'is', null),
        )
        .returning('agent')
        .execute();
      return begun.length > 0;
    },
    async confirm(shop, agent, { secret, at, step, recovery }) {
      const confirmed = await db
        .updateTable('agent_factors')
        .set({ confirmed_at: at, last_step: step })
        .where('shop', '=', shop)
        .where('agent', '=', agent)
        .where('secret', '=', secret)
        .where('confirmed_at', 'is', null)
        .returning('agent')
        .execute();
      if (confirmed.length === 0) return false;
      await forgetCodes(shop, agent);
      await db
        .insertInto('agent_recovery')
        .values(recovery.map((hash) => ({ shop, agent, hash })))
        .execute();
      return true;
    },
    async spendStep(shop, agent, step) {
      const spent = await db
        .updateTable('agent_factors')
        .set({ last_step: step })
        .where('shop', '=', shop)
        .where('agent', '=', agent)
        .where('last_step', '<', step)
        .returning('agent')
        .execute();
      return spent.length > 0;
    },
    async spendRecovery(shop, agent, hash) {
      const spent = await db
        .deleteFrom('agent_recovery')
        .where('shop', '=', shop)
        .where('agent', '=', agent)
        .where('hash', '=', hash)
        .returning('hash')
        .execute();
      return spent.length > 0;
    },
    async remove(shop, agent) {
      await forgetCodes(shop, agent);
      const removed = await db
        .deleteFrom('agent_factors')
        .where('shop', '=', shop)
        .where('agent', '=', agent)
        .returning('agent')
        .execute();
      return removed.length > 0;
    },
  };
}
