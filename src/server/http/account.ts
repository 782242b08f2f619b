import { Me } from '../../protocol/frames.ts';
import { AccountChange, PasswordChange, SessionList } from '../../protocol/rest-team.ts';
import { meOf } from '../auth/agent-sessions.ts';
import { checkPassword, hashPassword } from '../auth/passwords.ts';
import { checkNewPassword } from './check-new-password.ts';
import type { IdentityParts } from './identity-routes.ts';
import { refuse } from './problem.ts';
import { judgeCode, prove } from './prove.ts';
import { defineRoute, type Route } from './route.ts';

/** What everybody of the team does with their own account, and with nobody else's. */
export function accountRoutes(parts: IdentityParts): Route[] {
  const { identity, logger } = parts;
  const { accounts } = parts.store;

  return [
    defineRoute(
      {
        method: 'patch',
        path: '/api/v1/account',
        summary: 'Changes one’s own name.',
        access: 'any',
        body: AccountChange,
        answer: Me,
        example: { name: 'Marta Lindqvist' },
        refusals: ['not_found'],
      },
      async ({ who, body }) => {
        const changed = await accounts.change(who.shop, who.agent.id, { name: body.name });
        if (changed !== 'changed') return refuse('not_found');
        identity.changed(who.shop, who.agent.id);
        return { body: meOf({ ...who.agent, name: body.name }) };
      },
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/account/password',
        summary:
          'Changes one’s own password, for the old one and a code where there is a second factor. All other sessions end.',
        access: 'any',
        body: PasswordChange,
        refusals: ['wrong_password', 'totp_required', 'wrong_code', 'weak_password', 'too_fast', 'not_found'],
      },
      async ({ c, who, body }) => {
        const weak = checkNewPassword(body.newPassword, who.agent);
        if (weak) return weak;
        const judged = await prove(parts, c, who.agent.email, async () =>
          (await checkPassword(body.password, who.agent.passwordHash))
            ? judgeCode(parts, who.agent, body.code)
            : refuse('wrong_password'),
        );
        if ('refused' in judged) return judged;
        const passwordHash = await hashPassword(body.newPassword);
        const changed = await accounts.change(who.shop, who.agent.id, { passwordHash }, who.session);
        if (changed !== 'changed') return refuse('not_found');
        identity.changed(who.shop, who.agent.id);
        logger.info({ shop: who.shop, agent: who.agent.id }, 'a password was changed');
        return { body: undefined };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/account/sessions',
        summary: 'Where one is signed in, the last used first.',
        access: 'any',
        answer: SessionList,
        refusals: [],
      },
      async ({ who }) => {
        const sessions = await accounts.sessions(who.shop, who.agent.id);
        return {
          body: {
            sessions: sessions.map(({ id, device, createdAt, lastUsedAt }) => ({
              id,
              device,
              createdAt,
              // Sessions of an older version did not note it.
              lastUsedAt: lastUsedAt || createdAt,
              current: id === who.session,
            })),
          },
        };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/account/sessions',
        summary: 'Ends all of one’s own sessions but this one.',
        access: 'any',
        refusals: [],
      },
      async ({ who }) => {
        await accounts.endSessions(who.shop, who.agent.id, { except: who.session });
        identity.changed(who.shop, who.agent.id);
        return { body: undefined };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/account/sessions/:id',
        summary: 'Ends one of one’s own sessions.',
        access: 'any',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const ended = await accounts.endSessions(who.shop, who.agent.id, { only: params.id ?? '' });
        if (ended === 0) return refuse('not_found');
        identity.changed(who.shop, who.agent.id);
        return { body: undefined };
      },
    ),
  ];
}
