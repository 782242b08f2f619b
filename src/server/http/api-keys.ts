import { ApiKeyList, type ApiKey as ApiKeyResource, MadeApiKey, NewApiKey } from '../../protocol/rest-keys.ts';
import type { KeyRing } from '../auth/api-keys.ts';
import type { ApiKeys, StoredApiKey } from '../store/api-keys.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { newIdFrom } from './seeded-ids.ts';

/** So many keys a shop: more are a sign of keys that nobody takes back. */
const KEYS = 100;

/** Keys are made and taken back by people alone: no key makes another. */
export function apiKeyRoutes({ keys, store }: { keys: KeyRing; store: ApiKeys }): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/api-keys',
        summary: 'The keys of the shop, oldest first; what opens the door is not among it.',
        access: 'settings',
        answer: ApiKeyList,
        refusals: [],
      },
      async ({ who }) => ({ body: { keys: (await store.list(who.shop)).map(toResource) } }),
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/api-keys',
        summary: 'Makes a key with these scopes. Its secret is shown in this answer and never again.',
        access: 'settings',
        body: NewApiKey,
        answer: MadeApiKey,
        status: 201,
        secret: true,
        example: { name: 'Order desk', scopes: ['conversations:read', 'conversations:write'] },
        refusals: ['in_use'],
      },
      async ({ who, body, seed }) => {
        if ((await store.list(who.shop)).length >= KEYS) {
          return refuse('in_use', { detail: `A shop has at most ${KEYS} keys; revoke some.` });
        }
        const { key, secret } = await keys.make(
          { shop: who.shop, agent: who.agent.id },
          { id: newIdFrom(seed, 'k_'), ...body },
        );
        return { body: { key: toResource(key), secret } };
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/api-keys/:id',
        summary: 'Revokes a key: from now on it opens nothing.',
        access: 'settings',
        refusals: ['not_found'],
      },
      async ({ who, params }) =>
        (await store.revoke(who.shop, params.id ?? '')) ? { body: undefined } : refuse('not_found'),
    ),
  ];
}

const toResource = ({ shop: _shop, hash: _hash, ...shown }: StoredApiKey): ApiKeyResource => shown;
