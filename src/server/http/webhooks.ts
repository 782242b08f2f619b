import {
  NewWebhook,
  WebhookAnswer,
  WebhookList,
  WebhookPatch,
  type WebhookView,
  WebhookWithSecret,
} from '../../protocol/rest-webhooks.ts';
import type { AddressGuard, UrlFault } from '../net/address-guard.ts';
import type { WebhookEndpoint, Webhooks } from '../store/webhooks.ts';
import { newSecret } from '../webhooks/sign.ts';
import { type Refusal, refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { newIdFrom } from './seeded-ids.ts';

/** So many endpoints a shop. */
const ENDPOINTS = 20;
/** How long the secret before goes on signing, ms. */
const ROTATION_MS = 24 * 3600_000;

const MANAGES = { tag: 'webhooks', access: 'settings', scope: 'webhooks:write' } as const;

const FAULTS: Record<UrlFault, string> = {
  not_a_url: 'Wrong: url.',
  scheme: 'The url must begin with https.',
  credentials: 'The url must not hold a user or a password; the signature proves who sends.',
  port: 'The url may name port 443, 80, or one above 1023.',
  address: 'The url points to an address that is not public.',
};

export interface WebhookParts {
  webhooks: Webhooks;
  guard: Pick<AddressGuard, 'fault'>;
  /** The endpoints of a shop have changed. */
  changed(shop: string): void;
  now(): number;
}

/** Where a shop's own servers are told of what happens. */
export function webhookRoutes({ webhooks, guard, changed, now }: WebhookParts): Route[] {
  const wrong = (url: string | undefined): Refusal | undefined => {
    const fault = url === undefined ? undefined : guard.fault(url);
    return fault && refuse('invalid', { detail: FAULTS[fault] });
  };
  const view = (endpoint: WebhookEndpoint): WebhookView => viewOf(endpoint, now());

  return [
    defineRoute(
      {
        ...MANAGES,
        method: 'get',
        path: '/api/v1/webhooks',
        summary: 'The endpoints of the shop, oldest first, without their secrets.',
        answer: WebhookList,
        refusals: [],
      },
      async ({ who }) => ({ body: { webhooks: (await webhooks.endpoints(who.shop)).map(view) } }),
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'post',
        path: '/api/v1/webhooks',
        summary: 'Adds an endpoint. The secret that its deliveries are signed with is shown in this answer alone.',
        body: NewWebhook,
        answer: WebhookWithSecret,
        status: 201,
        secret: true,
        example: { url: 'https://shop.example/hooks/chat', events: ['message.sent', 'conversation.closed'] },
        refusals: ['in_use'],
      },
      async ({ who, body, seed }) => {
        const refused = wrong(body.url);
        if (refused) return refused;
        const { shop } = who;
        if ((await webhooks.endpoints(shop)).length >= ENDPOINTS) {
          return refuse('in_use', { detail: `A shop has at most ${ENDPOINTS} endpoints; remove some.` });
        }
        const id = newIdFrom(seed, 'we_');
        await webhooks.create({ ...body, shop, id, createdAt: now(), secret: newSecret() });
        changed(shop);
        const made = await webhooks.endpoint(shop, id);
        return made ? { body: { webhook: view(made), secret: made.secret } } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'patch',
        path: '/api/v1/webhooks/:id',
        summary: 'Changes an endpoint. One that was disabled goes on with what is waiting once it is enabled.',
        body: WebhookPatch,
        answer: WebhookAnswer,
        refusals: ['not_found'],
      },
      async ({ who, params, body }) => {
        const refused = wrong(body.url);
        if (refused) return refused;
        const because = body.enabled === undefined ? {} : { disabledBecause: null };
        const endpoint = await webhooks.change(who.shop, params.id ?? '', { ...body, ...because });
        changed(who.shop);
        return endpoint ? { body: { webhook: view(endpoint) } } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'delete',
        path: '/api/v1/webhooks/:id',
        summary: 'Removes an endpoint and what is still on its way to it.',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const gone = await webhooks.remove(who.shop, params.id ?? '');
        changed(who.shop);
        return gone ? { body: undefined } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'post',
        path: '/api/v1/webhooks/:id/secret',
        summary: 'Replaces the secret. For a day deliveries carry a signature of the older one too.',
        answer: WebhookWithSecret,
        secret: true,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const id = params.id ?? '';
        const before = await webhooks.endpoint(who.shop, id);
        if (!before) return refuse('not_found');
        const previous = { secret: before.secret, until: now() + ROTATION_MS };
        const after = await webhooks.change(who.shop, id, { secret: newSecret(), previous });
        return after ? { body: { webhook: view(after), secret: after.secret } } : refuse('not_found');
      },
    ),
  ];
}

function viewOf(endpoint: WebhookEndpoint, now: number): WebhookView {
  const { shop: _shop, secret: _secret, previous, ...shown } = endpoint;
  return { ...shown, ...(previous && now < previous.until && { previousSecretUntil: previous.until }) };
}
