import type { Kysely } from 'kysely';
import type { AccountPatch, Accounts } from '../accounts.ts';
import type { Tables } from '../tables.ts';
import { toAgent, toSession } from './agent-columns.ts';

/** @param now the store's clock, ms. */
export function createAccountReader(db: Kysely<Tables>, now: () => number): Pick<Accounts, 'everyone' | 'sessions'> {
  return {
    async everyone(shop) {
      const [rows, confirmed, used] = await Promise.all([
        db.selectFrom('agents').selectAll().where('shop', '=', shop).orderBy('name').orderBy('id').execute(),
        db
          .selectFrom('agent_factors')
          .select('agent')
          .where('shop', '=', shop)
          .where('confirmed_at', 'is not', null)
          .execute(),
        db
          .selectFrom('agent_sessions')
          .select((e) => ['agent', e.fn.max('last_used_at').as('at')])
          .where('shop', '=', shop)
          .where('expires_at', '>', now())
          .groupBy('agent')
          .execute(),
      ]);
      const factors = new Set(confirmed.map(({ agent }) => agent));
      const uses = new Map(used.map(({ agent, at }) => [agent, at]));
      return rows.map((row) => {
        const lastUsedAt = uses.get(row.id);
        return {
          ...toAgent(row),
          ...(row.disabled_at !== null && { disabledAt: row.disabled_at }),
          secondFactor: factors.has(row.id),
          ...(lastUsedAt && { lastUsedAt }),
        };
      });
    },
    async sessions(shop, agent) {
      const rows = await db
        .selectFrom('agent_sessions')
        .selectAll()
        .where('shop', '=', shop)
        .where('agent', '=', agent)
        .where('expires_at', '>', now())
        .orderBy('last_used_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(toSession);
    },
  };
}

export function createAccountWriter(db: Kysely<Tables>): Omit<Accounts, 'everyone' | 'sessions'> {
  const endSessions: Accounts['endSessions'] = async (shop, agent, which = { except: '' }) => {
    const ended = await db
      .deleteFrom('agent_sessions')
      .where('shop', '=', shop)
      .where('agent', '=', agent)
      .where('id', 'only' in which ? '=' : '!=', 'only' in which ? which.only : which.except)
      .returning('id')
      .execute();
    return ended.length;
  };

  return {
    endSessions,
    async change(shop, agent, patch, keepSession = '') {
      if (endsOwnership(patch)) {
        // Written to without a change: of two owners who remove each other the second waits here, where writers run side by
        // side, and then sees that it is the last.
        const owners = await db
          .updateTable('agents')
          .set((e) => ({ role: e.ref('role') }))
          .where('shop', '=', shop)
          .where('role', '=', 'owner')
          .where('disabled_at', 'is', null)
          .returning('id')
          .execute();
        if (owners.length === 1 && owners[0]?.id === agent) return 'last_owner';
      }
      const { name, role, permissions, passwordHash, disabledAt } = patch;
      const values = {
        ...(name !== undefined && { name }),
        ...(role !== undefined && { role }),
        ...(permissions !== undefined && { permissions: JSON.stringify(permissions) }),
        ...(passwordHash !== undefined && { password_hash: passwordHash }),
        ...(disabledAt !== undefined && { disabled_at: disabledAt }),
      };
      const changed = await db
        .updateTable('agents')
        // Something must be set for the statement to be one.
        .set({ shop, ...values })
        .where('shop', '=', shop)
        .where('id', '=', agent)
        .returning('id')
        .execute();
      if (changed.length === 0) return 'unknown';
      if (passwordHash !== undefined || typeof disabledAt === 'number') {
        await endSessions(shop, agent, { except: keepSession });
      }
      if (typeof disabledAt === 'number' || role === 'agent') {
        await db.deleteFrom('invitations').where('shop', '=', shop).where('created_by', '=', agent).execute();
      }
      return 'changed';
    },
    async useSession(id, { lastUsedAt, expiresAt }) {
      await db
        .updateTable('agent_sessions')
        .set({ last_used_at: lastUsedAt, expires_at: expiresAt })
        .where('id', '=', id)
        .execute();
    },
  };
}

const endsOwnership = ({ role, disabledAt }: AccountPatch): boolean =>
  (role !== undefined && role !== 'owner') || typeof disabledAt === 'number';
