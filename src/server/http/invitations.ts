import type { Context } from 'hono';
import { Session } from '../../protocol/rest.ts';
import {
  AcceptInvitation,
  type Invitation,
  InvitationList,
  LinkLook,
  LinkSeen,
  MadeInvitation,
  NewInvitation,
} from '../../protocol/rest-team.ts';
import { judgeRole } from '../auth/judge-change.ts';
import { linkAddress, type MadeLink } from '../auth/team-links.ts';
import type { JoinLink } from '../store/invitations.ts';
import type { Agent } from '../store/people.ts';
import { beginSession } from './begin-session.ts';
import { checkNewPassword } from './check-new-password.ts';
import { arrivalOf, type Env } from './env.ts';
import type { IdentityParts } from './identity-routes.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { sendLink } from './send-link.ts';
import { sessionOf } from './session.ts';

/** So many open invitations a shop: more are a sign of a script. */
const INVITATIONS = 200;

/** How people come to a team: invited by an owner or admin, and accepted by themselves. */
export function invitationRoutes(parts: IdentityParts): Route[] {
  const { identity, logger, origins } = parts;
  const { accounts, shops } = parts.store;
  const { links } = identity;
  const mayGive = (who: Agent, { role, permissions }: Pick<JoinLink, 'role' | 'permissions'>): boolean =>
    judgeRole(who, { role, permissions }) !== undefined;
  const find = async (shop: string, id: string | undefined): Promise<JoinLink | undefined> =>
    (await links.list(shop)).find((one) => one.id === id);

  async function made(c: Context<Env>, by: Agent, { link, secret }: MadeLink<JoinLink>) {
    const address = linkAddress(origins.own(arrivalOf(c)), 'join', secret);
    const words = { shop: (await shops.shop(link.shop))?.name ?? link.shop, by: by.name, link: address };
    const sent =
      link.email !== undefined && (await sendLink(parts, 'invitation', { id: link.id, email: link.email }, words));
    logger.info({ shop: link.shop, agent: by.id, role: link.role, sent }, 'an invitation was made');
    return { body: { invitation: toResource(link), link: address, sent } };
  }

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/invitations',
        summary: 'Invitations that may still be accepted, oldest first.',
        access: 'team',
        answer: InvitationList,
        refusals: [],
      },
      async ({ who }) => ({ body: { invitations: (await links.list(who.shop)).map(toResource) } }),
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/invitations',
        summary:
          'Invites somebody for seven days, by email where the server sends any. The link is shown in this answer alone.',
        access: 'team',
        body: NewInvitation,
        answer: MadeInvitation,
        status: 201,
        secret: true,
        example: { email: 'marta@example.com', role: 'agent' },
        refusals: ['exists', 'in_use'],
      },
      async ({ c, who, body }) => {
        const standing = judgeRole(who.agent, body);
        if (!standing) return refuse('forbidden');
        const email = body.email.toLowerCase();
        if ((await accounts.everyone(who.shop)).some((one) => one.email.toLowerCase() === email))
          return refuse('exists');
        const open = await links.list(who.shop);
        // A new invitation takes the place of an older one for the same address.
        const older = open.find((one) => one.email?.toLowerCase() === email);
        if (older && !mayGive(who.agent, older)) return refuse('forbidden');
        if (open.length >= INVITATIONS) return refuse('in_use', { detail: 'There are too many open invitations.' });
        const wanted = { email: body.email, ...(body.name && { name: body.name }), ...standing };
        return made(c, who.agent, await links.invite({ shop: who.shop, agent: who.agent.id }, wanted));
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/invitations/:id/resend',
        summary: 'A new link for the same invitation, for another seven days. The old link opens nothing any more.',
        access: 'team',
        answer: MadeInvitation,
        secret: true,
        refusals: ['not_found'],
      },
      async ({ c, who, params }) => {
        const link = await find(who.shop, params.id);
        if (!link) return refuse('not_found');
        if (!mayGive(who.agent, link)) return refuse('forbidden');
        const renewed = await links.renew(who.shop, link.id);
        return renewed ? made(c, who.agent, renewed) : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/invitations/:id',
        summary: 'Withdraws an invitation: its link opens nothing any more.',
        access: 'team',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const link = await find(who.shop, params.id);
        if (!link) return refuse('not_found');
        if (!mayGive(who.agent, link)) return refuse('forbidden');
        return (await links.revoke(who.shop, link.id)) ? { body: undefined } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/invitations/look',
        summary: 'What a link is, before it is used: an invitation, or a new password, and for which shop.',
        body: LinkLook,
        answer: LinkSeen,
        refusals: ['link_gone', 'wrong_origin'],
      },
      async ({ body }) => {
        const link = await links.find(body.secret);
        const shop = link && (await shops.shop(link.shop));
        if (!link || !shop) return refuse('link_gone');
        const who =
          link.kind === 'join' ? link : (await accounts.everyone(link.shop)).find(({ id }) => id === link.agent);
        return {
          body: {
            kind: link.kind,
            shop: { id: shop.id, name: shop.name },
            ...(who?.email && { email: who.email }),
            ...(who?.name && { name: who.name }),
          },
        };
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/invitations/accept',
        summary: 'Joins the team with the secret of a link, once, and signs in.',
        body: AcceptInvitation,
        answer: Session,
        status: 201,
        refusals: ['link_gone', 'weak_password', 'exists', 'wrong_origin'],
      },
      async ({ c, body }) => {
        const link = await links.find(body.secret);
        if (link?.kind !== 'join') return refuse('link_gone');
        const email = link.email ?? body.email;
        if (!email) return refuse('invalid', { detail: 'Wrong: email.' });
        const weak = checkNewPassword(body.password, { name: body.name, email });
        if (weak) return weak;
        const agent = await links.accept(body.secret, { name: body.name, email, password: body.password });
        if (agent === 'gone') return refuse('link_gone');
        if (agent === 'exists') return refuse('exists');
        await beginSession(parts, c, agent);
        return { body: await sessionOf(shops, agent) };
      },
    ),
  ];
}

const toResource = (link: JoinLink): Invitation => ({
  id: link.id,
  ...(link.email && { email: link.email }),
  ...(link.name && { name: link.name }),
  role: link.role,
  permissions: link.permissions,
  createdAt: link.createdAt,
  expiresAt: link.expiresAt,
  ...(link.createdBy && { createdBy: link.createdBy }),
});
