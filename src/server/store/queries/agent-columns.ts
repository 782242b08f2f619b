import type { Agent, AgentSession } from '../people.ts';
import type { Columns } from '../tables.ts';

/** Whoever is saved may sign in. */
export function toAgentColumns(agent: Agent): Columns<'agents'> {
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
    disabled_at: null,
  };
}

export function toAgent(columns: Columns<'agents'>): Agent {
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

export const toSessionColumns = (session: AgentSession): Columns<'agent_sessions'> => ({
  id: session.id,
  shop: session.shop,
  agent: session.agent,
  created_at: session.createdAt,
  expires_at: session.expiresAt,
  last_used_at: session.lastUsedAt,
  device: session.device,
});

export const toSession = (columns: Columns<'agent_sessions'>): AgentSession => ({
  id: columns.id,
  shop: columns.shop,
  agent: columns.agent,
  createdAt: columns.created_at,
  expiresAt: columns.expires_at,
  lastUsedAt: columns.last_used_at,
  device: columns.device,
});
