import type { Kysely } from 'kysely';
import type { Invitations, JoinLink, StoredLink } from '../invitations.ts';
import type { Columns, Tables } from '../tables.ts';
import { toAgentColumns } from './agent-columns.ts';

/** @param now the store's clock, ms. */
export function createInvitationReader(db: Kysely<Tables>, now: () => number): Pick<Invitations, 'list' | 'byHash'> {
  const open = (shop: string) =>
    db.selectFrom('invitations').selectAll().where('shop', '=', shop).where('expires_at', '>', now());
  return {
    async list(shop) {
      const rows = await open(shop).where('kind', '=', 'join').orderBy('created_at').orderBy('id').execute();
      return rows.map(toLink).filter((link) => link.kind === 'join');
    },
    async byHash(shop, hash) {
      const row = await open(shop).where('hash', '=', hash).executeTakeFirst();
      return row && toLink(row);
    },
  };
}

/** @param now the store's clock, ms. */
export function createInvitationWriter(db: Kysely<Tables>, now: () => number): Omit<Invitations, 'list' | 'byHash'> {
  const spend = (shop: string, kind: StoredLink['kind'], hash: string) =>
    db
      .deleteFrom('invitations')
      .where('shop', '=', shop)
      .where('kind', '=', kind)
      .where('hash', '=', hash)
      .where('expires_at', '>', now())
      .returningAll()
      .executeTakeFirst();

  return {
    async add(link) {
      const columns = toColumns(link);
      const [column, value] =
        link.kind === 'join' ? (['email_key', columns.email_key] as const) : (['agent', columns.agent] as const);
      // Links that nobody can open any more leave the table here.
      await db
        .deleteFrom('invitations')
        .where('shop', '=', link.shop)
        .where((e) => e.or([e('expires_at', '<=', now()), e.and([e('kind', '=', link.kind), e(column, '=', value)])]))
        .execute();
      await db.insertInto('invitations').values(columns).execute();
    },
    async renew(shop, id, { hash, expiresAt }) {
      const row = await db
        .updateTable('invitations')
        .set({ hash, expires_at: expiresAt })
        .where('shop', '=', shop)
        .where('id', '=', id)
        .where('kind', '=', 'join')
        .where('expires_at', '>', now())
        .returningAll()
        .executeTakeFirst();
      return row && (toLink(row) as JoinLink);
    },
    async revoke(shop, id) {
      const gone = await db
        .deleteFrom('invitations')
        .where('shop', '=', shop)
        .where('id', '=', id)
        .where('kind', '=', 'join')
        .returning('id')
        .execute();
      return gone.length > 0;
    },
    async accept(shop, hash, agent) {
      const columns = { ...toAgentColumns(agent), shop };
      const taken = await db
        .selectFrom('agents')
        .select('id')
        .where('shop', '=', shop)
        .where('email_key', '=', columns.email_key)
        .executeTakeFirst();
      if (taken) return 'exists';
      if (!(await spend(shop, 'join', hash))) return 'gone';
      await db.insertInto('agents').values(columns).execute();
      return 'accepted';
    },
    async reset(shop, hash, passwordHash) {
      const agent = (await spend(shop, 'reset', hash))?.agent;
      if (!agent) return undefined;
      const changed = await db
        .updateTable('agents')
        .set({ password_hash: passwordHash })
        .where('shop', '=', shop)
        .where('id', '=', agent)
        .where('disabled_at', 'is', null)
        .returning('id')
        .execute();
      if (changed.length === 0) return undefined;
      await db.deleteFrom('agent_sessions').where('shop', '=', shop).where('agent', '=', agent).execute();
      return agent;
    },
  };
}

function toColumns(link: StoredLink): Columns<'invitations'> {
  const join = link.kind === 'join' ? link : undefined;
  return {
    shop: link.shop,
    id: link.id,
    kind: link.kind,
    hash: link.hash,
    email: join?.email ?? null,
    email_key: join?.email?.toLowerCase() ?? null,
    name: join?.name ?? null,
    role: join?.role ?? null,
    permissions: join ? JSON.stringify(join.permissions) : null,
    agent: link.kind === 'reset' ? link.agent : null,
    created_at: link.createdAt,
    created_by: link.createdBy,
    expires_at: link.expiresAt,
  };
}

function toLink(row: Columns<'invitations'>): StoredLink {
  const link = {
    shop: row.shop,
    id: row.id,
    hash: row.hash,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
  };
  if (row.kind === 'reset') return { ...link, kind: 'reset', agent: row.agent ?? '' };
  return {
    ...link,
    kind: 'join',
    ...(row.email !== null && { email: row.email }),
    ...(row.name !== null && { name: row.name }),
    role: row.role as JoinLink['role'],
    permissions: JSON.parse(row.permissions ?? '[]') as JoinLink['permissions'],
  };
}
