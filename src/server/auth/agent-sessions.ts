import { createHash, randomBytes } from 'node:crypto';
import type { Me } from '../../protocol/frames.ts';
import type { Agent, AgentSession, People } from '../store/people.ts';
import { checkPassword } from './passwords.ts';

const DAY_MS = 86_400_000;
/** A session ends when nobody used it for so long. */
export const SESSION_DAYS = 30;
export const SESSION_COOKIE = 'shopbell_session';

export interface SignedIn {
  agent: Agent;
  /** Id in the store, not the cookie's secret. */
  session: string;
}

/** Who of the team is signed in: a random secret in a cookie, its hash in the store. */
export interface AgentSessions {
  /** Undefined: no such address, or the wrong password; both take the same time. */
  signIn(email: string, password: string): Promise<(SignedIn & { secret: string }) | undefined>;
  /** By the cookie's secret; each day of use moves the end 30 days ahead. `renewed` says that the cookie should be set again. */
  find(secret: string): Promise<(SignedIn & { renewed: boolean }) | undefined>;
  end(session: string): Promise<void>;
}

/**
 * @param now milliseconds since the epoch
 * @param barred agents who may not sign in here, whatever their password
 */
export function createAgentSessions(
  people: People,
  now: () => number,
  barred: (agent: Agent) => boolean = () => false,
): AgentSessions {
  const expiry = (): number => now() + SESSION_DAYS * DAY_MS;

  return {
    async signIn(email, password) {
      const candidates = (await people.agentsByEmail(email.toLowerCase())).filter((agent) => !barred(agent));
      const matches = await Promise.all(
        (candidates.length > 0 ? candidates : [undefined]).map((one) => checkPassword(password, one?.passwordHash)),
      );
      const agent = candidates[matches.indexOf(true)];
      if (!agent) return undefined;
      const secret = randomBytes(32).toString('base64url');
      const session = sessionId(secret);
      await people.saveSession({
        id: session,
        shop: agent.shop,
        agent: agent.id,
        createdAt: now(),
        expiresAt: expiry(),
      });
      return { agent, session, secret };
    },

    async find(secret) {
      if (!/^[\w-]{43}$/.test(secret)) return undefined;
      const session = await people.session(sessionId(secret));
      if (!session || session.expiresAt <= now()) return undefined;
      const agent = (await people.agents(session.shop)).find((one) => one.id === session.agent);
      if (!agent || barred(agent)) return undefined;
      return { agent, session: session.id, renewed: await renew(session) };
    },

    end: (session) => people.endSession(session),
  };

  async function renew(session: AgentSession): Promise<boolean> {
    if (expiry() - session.expiresAt < DAY_MS) return false;
    await people.saveSession({ ...session, expiresAt: expiry() });
    return true;
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
