import { Session, SignIn } from '../../protocol/rest.ts';
import { type AgentSessions, meOf } from '../auth/agent-sessions.ts';
import type { SignInThrottle } from '../auth/sign-in-throttle.ts';
import type { Logger } from '../logger.ts';
import type { Agent } from '../store/people.ts';
import type { Shops } from '../store/shops.ts';
import { arrivalOf } from './env.ts';
import type { Origins } from './origins.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

/** Signing in and out of the inbox. */
export function sessionRoutes(parts: {
  shops: Shops;
  sessions: AgentSessions;
  throttle: SignInThrottle;
  origins: Origins;
  logger: Logger;
}): Route[] {
  const { shops, sessions, throttle, origins, logger } = parts;
  const sessionOf = async (agent: Agent): Promise<Session> => {
    const shop = await shops.shop(agent.shop);
    return { agent: meOf(agent), shop: { id: agent.shop, name: shop?.name ?? agent.shop } };
  };

  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/session',
        summary: 'Sign in: sets the session cookie.',
        body: SignIn,
        answer: Session,
        refusals: ['invalid', 'wrong_password', 'wrong_origin', 'too_large', 'unsupported_type', 'too_fast'],
      },
      async ({ c, body }) => {
        const retryAfterMs = await throttle.take(origins.address(arrivalOf(c)), body.email);
        if (retryAfterMs > 0) {
          logger.warn('sign-in slowed down');
          return refuse('too_fast', { retryAfterMs });
        }
        const signedIn = await sessions.signIn(body.email, body.password);
        if (!signedIn) {
          logger.warn('sign-in refused');
          return refuse('wrong_password');
        }
        setSessionCookie(c, origins, signedIn.secret);
        logger.info({ shop: signedIn.agent.shop, agent: signedIn.agent.id }, 'signed in');
        return { body: await sessionOf(signedIn.agent) };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/session',
        summary: 'Who is signed in, and to which shop. The inbox asks at its start: nobody is an answer, no refusal.',
        answer: Session,
        emptyWhen: 'Nobody is signed in.',
        refusals: [],
      },
      async ({ c }) => {
        const who = c.get('signedIn');
        return { body: who && (await sessionOf(who.agent)) };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/session',
        summary: 'Sign out: ends the session and clears the cookie.',
        access: 'any',
        refusals: ['unauthorised', 'wrong_origin'],
      },
      async ({ c, who }) => {
        await sessions.end(who.session);
        clearSessionCookie(c, origins);
        return { body: undefined };
      },
    ),
  ];
}
