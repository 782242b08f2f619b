import type { Agent, AgentSession } from './people.ts';

/** A member of the team as the team manages them; those who were deactivated are among them. */
export interface Account extends Agent {
  /** Absent: may sign in. */
  disabledAt?: number;
  /** Whether signing in takes a code besides the password. */
  secondFactor: boolean;
  /** The latest use of a session that is open now, to the hour. */
  lastUsedAt?: number;
}

/** What is named is changed. `disabledAt: null` lets somebody in again. */
export interface AccountPatch {
  name?: string;
  role?: Agent['role'];
  permissions?: Agent['permissions'];
  passwordHash?: string;
  disabledAt?: number | null;
}

/** The team's own affairs; who signs in and by which session is `People`'s. */
export interface Accounts {
  /** Everybody, by name. */
  everyone(shop: string): Promise<Account[]>;
  /**
   * Changes one account in one step. A new password or a deactivation ends its sessions but `keepSession`; whoever is
   * deactivated or made an agent leaves no invitation behind. `last_owner`: nothing was changed, because the shop would be
   * without an owner who may sign in.
   */
  change(
    shop: string,
    agent: string,
    patch: AccountPatch,
    keepSession?: string,
  ): Promise<'changed' | 'unknown' | 'last_owner'>;
  /** Open sessions of one agent, the last used first. */
  sessions(shop: string, agent: string): Promise<AgentSession[]>;
  /** Ends this one session, or all but one, or all. @returns how many */
  endSessions(shop: string, agent: string, which?: { only: string } | { except: string }): Promise<number>;
  /** Notes a session's use; one that has ended meanwhile stays ended. */
  useSession(id: string, use: Pick<AgentSession, 'lastUsedAt' | 'expiresAt'>): Promise<void>;
}
