import { IdentitySecret } from '../../protocol/rest-identity.ts';
import { rotateShopSecret } from '../auth/shop-secret.ts';
import type { VisitorTokens } from '../auth/visitor-tokens.ts';
import type { Logger } from '../logger.ts';
import type { People } from '../store/people.ts';
import type { Secrets } from '../store/secrets.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

/** Taking back what tells the server who a shopper is. `now` in ms since the epoch. */
export function visitorIdentityRoutes(parts: {
  people: Pick<People, 'visitor'>;
  secrets: Secrets;
  tokens: Pick<VisitorTokens, 'revoke'>;
  logger: Logger;
  now(): number;
}): Route[] {
  const { people, secrets, tokens, logger, now } = parts;
  return [
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/visitors/:id/tokens',
        summary:
          'Signs a visitor out of all browsers: no token that they hold is taken any more, open chats are closed.',
        access: 'settings',
        scope: 'visitors:write',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const visitor = await people.visitor(who.shop, params.id ?? '');
        if (!visitor) return refuse('not_found');
        await tokens.revoke(who.shop, visitor.id);
        logger.info({ shop: who.shop }, 'the tokens of a visitor were revoked');
        return { body: undefined };
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/shop/identity-secret',
        summary:
          'Makes a new secret for `clientToken`s, shown in this answer and never again. The one before goes on to verify until ' +
          'there is yet another.',
        access: 'settings',
        answer: IdentitySecret,
        status: 201,
        secret: true,
        refusals: [],
      },
      async ({ who }) => {
        const made = await rotateShopSecret(secrets, who.shop, now());
        logger.info({ shop: who.shop, agent: who.agent.id }, 'the secret of the shop was rotated');
        return { body: made };
      },
    ),
  ];
}
