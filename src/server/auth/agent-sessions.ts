import { createHash, randomBytes } from 'node:crypto';
import type { Me } from '../../protocol/frames.ts';
import type { Agent, AgentSession } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { checkPassword } from './passwords.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A session ends when nobody used it for so long. */
export const SESSION_DAYS = 30;
/** However much it is used, a session ends so long after the sign-in. */
export const SESSION_DAYS_AT_MOST = 90;
export const SESSION_COOKIE = 'shopbell_session';

export interface SignedIn {
  agent: Agent;
  /** Id in the store, not the cookie's secret. */
  session: string;
}

/** Who of the team is signed in: a random secret in a cookie, its hash in the store. */
export interface AgentSessions {
  /** Whose password it is. Undefined: no such address, or the wrong password; both take the same time. */
  check(email: string, password: string): Promise<Agent | undefined>;
  /** A session of its own with a new secret: nothing that a browser brought along signs anybody in. */
  begin(agent: Agent, device: string): Promise<SignedIn & { secret: string }>;
  /** By the cookie's secret; each day of use moves the end 30 days ahead. `renewed` says that the cookie should be set again. */
  find(secret: string): Promise<(SignedIn & { renewed: boolean }) | undefined>;
  end(session: string): Promise<void>;
}

/**
 * @param now milliseconds since the epoch
 * @param barred agents who may not sign in here, whatever their password
 */
export function createAgentSessions(
  { people, accounts }: Pick<Store, 'people' | 'accounts'>,
  now: () => number,
  barred: (agent: Agent) => boolean = () => false,
): AgentSessions {
  const expiry = (createdAt: number): number =>
    Math.min(now() + SESSION_DAYS * DAY_MS, createdAt + SESSION_DAYS_AT_MOST * DAY_MS);

  return {
    async check(email, password) {
      const candidates = (await people.agentsByEmail(email.toLowerCase())).filter((agent) => !barred(agent));
      const matches = await Promise.all(
        (candidates.length > 0 ? candidates : [undefined]).map((one) => checkPassword(password, one?.passwordHash)),
      );
      return candidates[matches.indexOf(true)];
    },

    async begin(agent, device) {
      const secret = randomBytes(32).toString('base64url');
      const session = sessionId(secret);
      const at = now();
      await people.saveSession({
        id: session,
        shop: agent.shop,
        agent: agent.id,
        createdAt: at,
        expiresAt: expiry(at),
        lastUsedAt: at,
        device,
      });
      return { agent, session, secret };
    },

    async find(secret) {
      if (!/^[\w-]{43}$/.test(secret)) return undefined;
      const session = await people.session(sessionId(secret));
      if (!session || session.expiresAt <= now()) return undefined;
      const agent = (await people.agents(session.shop)).find((one) => one.id === session.agent);
      if (!agent || barred(agent)) return undefined;
      return { agent, session: session.id, renewed: await noteUse(session) };
    },

    end: (session) => people.endSession(session),
  };

  /** @returns whether the end has moved: once a day, so that not every request writes */
  async function noteUse(session: AgentSession): Promise<boolean> {
    const later = expiry(session.createdAt);
    const renewed = later - session.expiresAt >= DAY_MS;
    if (renewed || now() - session.lastUsedAt >= HOUR_MS) {
      await accounts.useSession(session.id, { lastUsedAt: now(), expiresAt: renewed ? later : session.expiresAt });
    }
    return renewed;
  }
}

/** What the agent's own browser may know of them. */
export const meOf = ({ id, name, email, avatar, role, permissions }: Agent): Me => ({
  id,
  name,
  email,
  ...(avatar === undefined ? {} : { avatar }),
  role,
  permissions,
});

const sessionId = (secret: string): string => createHash('sha256').update(secret).digest('hex');
