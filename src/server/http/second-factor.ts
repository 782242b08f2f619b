import {
  FactorEnd,
  FactorProof,
  FactorSecret,
  FactorStart,
  RecoveryCodes,
  SecondFactor,
} from '../../protocol/rest-team.ts';
import { checkPassword } from '../auth/passwords.ts';
import type { Agent } from '../store/people.ts';
import type { IdentityParts } from './identity-routes.ts';
import { type Refusal, refuse } from './problem.ts';
import { judgeCode, prove } from './prove.ts';
import { defineRoute, type Route } from './route.ts';

/** One's own second factor: set up, confirmed by a first code, taken away for password and code. */
export function secondFactorRoutes(parts: IdentityParts): Route[] {
  const { identity, logger } = parts;
  const { factors } = identity;
  const judgePassword = async (agent: Agent, password: string): Promise<Refusal | { right: Agent }> =>
    (await checkPassword(password, agent.passwordHash)) ? { right: agent } : refuse('wrong_password');

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/account/second-factor',
        summary: 'Whether signing in takes a code, and how many recovery codes are left.',
        access: 'any',
        answer: SecondFactor,
        refusals: [],
      },
      async ({ who }) => ({ body: await factors.state(who.agent) }),
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/account/second-factor',
        summary: 'Begins to set one up: a secret for an authenticator, shown in this answer and never again.',
        access: 'any',
        body: FactorStart,
        answer: FactorSecret,
        status: 201,
        secret: true,
        refusals: ['wrong_password', 'too_fast', 'exists'],
      },
      async ({ c, who, body }) => {
        const judged = await prove(parts, c, who.agent.email, () => judgePassword(who.agent, body.password));
        if ('refused' in judged) return judged;
        const shop = await parts.store.shops.shop(who.shop);
        const begun = await factors.enrol(who.agent, shop?.name ?? who.shop);
        return begun ? { body: begun } : refuse('exists');
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/account/second-factor/confirm',
        summary: 'Puts it into force with a first code. The recovery codes are shown in this answer and never again.',
        access: 'any',
        body: FactorProof,
        answer: RecoveryCodes,
        secret: true,
        refusals: ['wrong_code', 'too_fast', 'not_found'],
      },
      async ({ c, who, body }) => {
        const judged = await prove(parts, c, who.agent.email, async () => {
          const confirmed = await factors.confirm(who.agent, body.code);
          if (typeof confirmed === 'object') return { right: confirmed };
          return refuse(confirmed === 'wrong' ? 'wrong_code' : 'not_found');
        });
        if ('refused' in judged) return judged;
        logger.info({ shop: who.shop, agent: who.agent.id }, 'a second factor was set up');
        return { body: judged.right };
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/account/second-factor/remove',
        summary: 'Takes it away, for the password and a code or recovery code.',
        access: 'any',
        body: FactorEnd,
        refusals: ['wrong_password', 'wrong_code', 'too_fast', 'not_found'],
      },
      async ({ c, who, body }) => {
        const judged = await prove(parts, c, who.agent.email, async () => {
          const known = await judgePassword(who.agent, body.password);
          return 'refused' in known ? known : judgeCode(parts, who.agent, body.code);
        });
        if ('refused' in judged) return judged;
        if (!(await factors.remove(who.agent))) return refuse('not_found');
        logger.info({ shop: who.shop, agent: who.agent.id }, 'a second factor was taken away');
        return { body: undefined };
      },
    ),
  ];
}
