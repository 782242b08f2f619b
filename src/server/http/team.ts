import { MadeReset, Team, TeamChange, TeamMember } from '../../protocol/rest-team.ts';
import { meOf } from '../auth/agent-sessions.ts';
import { judgeRole, manages } from '../auth/judge-change.ts';
import { RESETS_FACTOR } from '../auth/permissions.ts';
import { releaseConversations } from '../auth/release-conversations.ts';
import { linkAddress } from '../auth/team-links.ts';
import type { Account, AccountPatch } from '../store/accounts.ts';
import type { Agent } from '../store/people.ts';
import { arrivalOf } from './env.ts';
import type { IdentityParts } from './identity-routes.ts';
import { type Refusal, refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { sendLink } from './send-link.ts';

/** What owners and admins do with the accounts of others. */
export function teamRoutes(parts: IdentityParts): Route[] {
  const { identity, conversations, origins, logger, now } = parts;
  const { accounts, folders, shops } = parts.store;

  /** An account that `who` manages; one of another shop does not exist. */
  async function managed(who: Agent, id: string | undefined): Promise<Account | Refusal> {
    const account = (await accounts.everyone(who.shop)).find((one) => one.id === id);
    if (!account) return refuse('not_found');
    return manages(who, account) ? account : refuse('forbidden');
  }

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/team',
        summary: 'Everybody of the team by name, those who were deactivated too.',
        access: 'team',
        answer: Team,
        refusals: [],
      },
      async ({ who }) => ({
        body: { members: (await accounts.everyone(who.shop)).map((account) => toMember(who.agent, account)) },
      }),
    ),
    defineRoute(
      {
        method: 'patch',
        path: '/api/v1/team/:id',
        summary:
          'Changes a role or permissions, deactivates somebody or lets them in again; it holds at once, on open sessions too. The conversations of whoever is deactivated are wanted again.',
        access: 'team',
        body: TeamChange,
        answer: TeamMember,
        example: { role: 'admin' },
        refusals: ['not_found', 'last_owner'],
      },
      async ({ who, params, body }) => {
        const account = await managed(who.agent, params.id);
        if ('refused' in account) return account;
        const standing = judgeRole(who.agent, body, account);
        if (!standing) return refuse('forbidden');
        const { active } = body;
        const patch: AccountPatch = {
          ...((body.role !== undefined || body.permissions !== undefined) && standing),
          ...(active !== undefined && { disabledAt: active ? null : (account.disabledAt ?? now()) }),
        };
        const changed = await accounts.change(who.shop, account.id, patch);
        if (changed !== 'changed') return refuse(changed === 'unknown' ? 'not_found' : changed);
        identity.changed(who.shop, account.id);
        logger.info({ shop: who.shop, agent: who.agent.id, about: account.id, ...body }, 'an account was changed');
        if (active === false) {
          await releaseConversations({ folders, conversations }, { shop: who.shop, agent: account.id }, who.agent);
        }
        const after = (await accounts.everyone(who.shop)).find(({ id }) => id === account.id);
        return after ? { body: toMember(who.agent, after) } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/team/:id/password-reset',
        summary:
          'A link for a new password, for an hour, by email where the server sends any. It is shown in this answer alone.',
        access: 'team',
        answer: MadeReset,
        status: 201,
        secret: true,
        refusals: ['not_found', 'unavailable'],
      },
      async ({ c, who, params }) => {
        const account = await managed(who.agent, params.id);
        if ('refused' in account) return account;
        if (account.disabledAt !== undefined) return refuse('unavailable', { detail: 'This account is deactivated.' });
        const by = { shop: who.shop, agent: who.agent.id };
        const { link, secret } = await identity.links.resetPassword(by, account.id);
        const address = linkAddress(origins.own(arrivalOf(c)), 'reset', secret);
        const words = { shop: (await shops.shop(who.shop))?.name ?? who.shop, link: address };
        const sent = await sendLink(parts, 'reset', { id: link.id, email: account.email }, words);
        logger.info({ shop: who.shop, agent: who.agent.id, about: account.id, sent }, 'a password link was made');
        return { body: { link: address, expiresAt: link.expiresAt, sent } };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/team/:id/sessions',
        summary: 'Signs somebody out everywhere.',
        access: 'team',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const account = await managed(who.agent, params.id);
        if ('refused' in account) return account;
        await accounts.endSessions(who.shop, account.id);
        identity.changed(who.shop, account.id);
        return { body: undefined };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/team/:id/second-factor',
        summary: 'Takes a colleague’s second factor away, for one who has lost it. Owners only.',
        access: 'team',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const account = await managed(who.agent, params.id);
        if ('refused' in account) return account;
        if (!RESETS_FACTOR[who.agent.role].includes(account.role)) return refuse('forbidden');
        if (!(await identity.factors.remove(account))) return refuse('not_found');
        logger.info({ shop: who.shop, agent: who.agent.id, about: account.id }, 'a second factor was taken away');
        return { body: undefined };
      },
    ),
  ];
}

function toMember(who: Agent, account: Account): TeamMember {
  const { disabledAt, secondFactor, lastUsedAt } = account;
  const manageable = manages(who, account);
  return {
    ...meOf(account),
    active: disabledAt === undefined,
    secondFactor,
    ...(lastUsedAt !== undefined && { lastUsedAt }),
    manageable,
    factorResettable: manageable && secondFactor && RESETS_FACTOR[who.role].includes(account.role),
  };
}
