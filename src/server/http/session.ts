import { Session, SignIn } from '../../protocol/rest.ts';
import { meOf } from '../auth/agent-sessions.ts';
import type { Agent } from '../store/people.ts';
import type { Shops } from '../store/shops.ts';
import { beginSession } from './begin-session.ts';
import type { IdentityParts } from './identity-routes.ts';
import { refuse } from './problem.ts';
import { judgeCode, prove } from './prove.ts';
import { defineRoute, type Route } from './route.ts';
import { clearSessionCookie } from './session-cookie.ts';

export async function sessionOf(shops: Pick<Shops, 'shop'>, agent: Agent): Promise<Session> {
  const shop = await shops.shop(agent.shop);
  return { agent: meOf(agent), shop: { id: agent.shop, name: shop?.name ?? agent.shop } };
}

/** Signing in and out of the inbox. */
export function sessionRoutes(parts: IdentityParts): Route[] {
  const { identity, origins, logger } = parts;
  const { shops } = parts.store;

  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/session',
        summary: 'Sign in: sets the session cookie. `totp_required` asks for the same again with a code.',
        body: SignIn,
        answer: Session,
        refusals: ['wrong_password', 'totp_required', 'wrong_code', 'wrong_origin', 'too_fast'],
      },
      async ({ c, body }) => {
        const judged = await prove(parts, c, body.email, async () => {
          const agent = await identity.sessions.check(body.email, body.password);
          return agent ? judgeCode(parts, agent, body.code) : refuse('wrong_password');
        });
        if ('refused' in judged) {
          logger.warn(
            { code: judged.refused },
            judged.refused === 'too_fast' ? 'sign-in slowed down' : 'sign-in refused',
          );
          return judged;
        }
        await beginSession(parts, c, judged.right);
        return { body: await sessionOf(shops, judged.right) };
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
        return { body: who && (await sessionOf(shops, who.agent)) };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/session',
        summary: 'Sign out: ends the session and clears the cookie.',
        access: 'any',
        refusals: [],
      },
      async ({ c, who }) => {
        await identity.sessions.end(who.session);
        clearSessionCookie(c, origins);
        identity.changed(who.shop, who.agent.id);
        return { body: undefined };
      },
    ),
  ];
}
