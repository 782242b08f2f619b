import type { Cart } from '../../protocol/cart.ts';
import type { Claims, Me } from '../../protocol/frames.ts';

export interface Visitor {
  shop: string;
  id: string;
  createdAt: number;
  lastSeenAt: number;
  email?: string;
  name?: string;
  country?: string;
  locale?: string;
  clientId?: string;
  cart?: Cart;
  /** What the shop knows beside that, in its own words. */
  attributes?: Record<string, string | number | boolean>;
  /** What a page says of who they are; nobody has vouched for it. */
  claims?: Claims;
  /** The shop has vouched for `clientId`, which then never changes; else that is a label. */
  proven?: boolean;
  blocked: boolean;
}

/** Written with a unit: makes the visitor's row with the first durable command, and changes the named fields. */
export type VisitorPatch = Pick<Visitor, 'shop' | 'id'> &
  Partial<Omit<Visitor, 'shop' | 'id' | 'createdAt'>> & { at: number };

export interface Agent extends Me {
  shop: string;
  /** `argon2id$…`, salt and parameters included. Never leaves the server. */
  passwordHash: string;
}

export interface AgentSession {
  /** SHA-256 of the cookie's secret, hex: the store never holds what opens a session. */
  id: string;
  shop: string;
  agent: string;
  createdAt: number;
  expiresAt: number;
  /** To the hour. */
  lastUsedAt: number;
  /** Browser and system in short words; empty: unknown. */
  device: string;
}

export interface People {
  visitor(shop: string, id: string): Promise<Visitor | undefined>;
  /** Replaces or adds somebody who may sign in. Emails are unique in a shop, compared in lower case. */
  saveAgent(agent: Agent): Promise<void>;
  /** Those who may sign in, by name. */
  agents(shop: string): Promise<Agent[]>;
  /** Those who may sign in, over all shops: one address may belong to several. */
  agentsByEmail(email: string): Promise<Agent[]>;
  saveSession(session: AgentSession): Promise<void>;
  /** Absent when ended or past `expiresAt`. */
  session(id: string): Promise<AgentSession | undefined>;
  endSession(id: string): Promise<void>;
}
