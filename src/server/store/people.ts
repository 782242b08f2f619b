import type { Cart } from '../../protocol/cart.ts';
import type { Me } from '../../protocol/frames.ts';

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
}

export interface People {
  visitor(shop: string, id: string): Promise<Visitor | undefined>;
  /** Replaces or adds. Emails are unique in a shop, compared in lower case. */
  saveAgent(agent: Agent): Promise<void>;
  agents(shop: string): Promise<Agent[]>;
  /** Over all shops: one address may sign in to several. */
  agentsByEmail(email: string): Promise<Agent[]>;
  saveSession(session: AgentSession): Promise<void>;
  /** Absent when ended or past `expiresAt`. */
  session(id: string): Promise<AgentSession | undefined>;
  endSession(id: string): Promise<void>;
}
