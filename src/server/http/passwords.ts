import { ForgottenAnswer, ForgottenPassword, ResetPassword } from '../../protocol/rest-team.ts';
import { linkAddress } from '../auth/team-links.ts';
import type { Agent } from '../store/people.ts';
import { checkNewPassword } from './check-new-password.ts';
import { arrivalOf } from './env.ts';
import type { IdentityParts } from './identity-routes.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

/** Forgotten passwords: a link by email, and the new password that it allows. */
export function passwordRoutes(parts: IdentityParts): Route[] {
  const { identity, throttle, origins, logger } = parts;
  const { people, accounts, shops } = parts.store;

  async function sendLink(agent: Agent): Promise<void> {
    const { link, secret } = await identity.links.resetPassword({ shop: agent.shop, agent: '' }, agent.id);
    const shop = await shops.shop(agent.shop);
    // The address is our own, never the request's `Host`: that would let a stranger send our link to theirs.
    const address = linkAddress(identity.address(), 'reset', secret);
    await identity.mail.send(
      'reset',
      { id: link.id, email: agent.email },
      { shop: shop?.name ?? agent.shop, link: address },
    );
  }

  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/password/forgotten',
        summary: 'Sends a link for a new password, if the address is known. The answer does not tell whether it is.',
        body: ForgottenPassword,
        answer: ForgottenAnswer,
        refusals: ['wrong_origin', 'too_fast'],
      },
      async ({ c, body }) => {
        const retryAfterMs = await throttle.takeMail(origins.address(arrivalOf(c)), body.email);
        if (retryAfterMs > 0) return refuse('too_fast', { retryAfterMs });
        if (identity.mail.enabled) {
          // Nobody waits for it: the time of the answer tells nothing.
          const work = async (): Promise<void> => {
            const known = (await people.agentsByEmail(body.email)).filter((agent) => !identity.barred(agent));
            for (const agent of known) await sendLink(agent);
          };
          void work().catch((err: unknown) => logger.error({ err }, 'a password link could not be sent'));
        }
        return { body: { email: identity.mail.enabled } };
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/password/reset',
        summary: 'Sets a new password with the secret of a link, once, and ends all sessions of its owner.',
        body: ResetPassword,
        refusals: ['link_gone', 'weak_password', 'wrong_origin'],
      },
      async ({ body }) => {
        const link = await identity.links.find(body.secret);
        if (link?.kind !== 'reset') return refuse('link_gone');
        const owner = (await accounts.everyone(link.shop)).find(({ id }) => id === link.agent);
        const weak = owner && checkNewPassword(body.password, owner);
        if (weak) return weak;
        const reset = await identity.links.reset(body.secret, body.password);
        if (!reset) return refuse('link_gone');
        identity.changed(reset.shop, reset.agent);
        logger.info(reset, 'a password was reset');
        return { body: undefined };
      },
    ),
  ];
}
