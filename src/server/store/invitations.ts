import type { Agent } from './people.ts';

interface Link {
  shop: string;
  id: string;
  /** SHA-256 of the link's secret, hex: the store never holds what opens an account. */
  hash: string;
  createdAt: number;
  /** Id of the agent who made it; empty: the command line, or whoever has forgotten their password. */
  createdBy: string;
  expiresAt: number;
}

/** Lets somebody join the team. Without an address whoever opens it names their own. */
export interface JoinLink extends Link {
  kind: 'join';
  email?: string;
  name?: string;
  role: Agent['role'];
  permissions: Agent['permissions'];
}

/** Lets a member of the team choose a new password. */
export interface ResetLink extends Link {
  kind: 'reset';
  agent: string;
}

export type StoredLink = JoinLink | ResetLink;

/** Links that are opened once: invitations and new passwords. Those past `expiresAt` count as gone. */
export interface Invitations {
  /** Replaces an older one for the same address or, of resets, the same agent. */
  add(link: StoredLink): Promise<void>;
  /** Invitations that may still be accepted, oldest first. */
  list(shop: string): Promise<JoinLink[]>;
  byHash(shop: string, hash: string): Promise<StoredLink | undefined>;
  /** Gives an invitation a new secret and more time; the old secret opens nothing any more. */
  renew(shop: string, id: string, to: Pick<Link, 'hash' | 'expiresAt'>): Promise<JoinLink | undefined>;
  /** False when there is none of that id. */
  revoke(shop: string, id: string): Promise<boolean>;
  /** Spends an invitation and adds the agent, both or neither. `exists`: somebody of the team has this address. */
  accept(shop: string, hash: string, agent: Agent): Promise<'accepted' | 'gone' | 'exists'>;
  /** Spends a reset, sets the password and ends all sessions. @returns the agent's id; undefined: gone, or deactivated */
  reset(shop: string, hash: string, passwordHash: string): Promise<string | undefined>;
}
