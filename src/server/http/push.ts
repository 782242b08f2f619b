import { createHash } from 'node:crypto';
import { type PushDevice, PushOffer, PushRegistration, PushRemoval } from '../../protocol/push.ts';
import type { VisitorTokens } from '../auth/visitor-tokens.ts';
import type { Push } from '../push/push.ts';
import type { Store } from '../store/store.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

export interface PushRouteParts {
  store: Pick<Store, 'people' | 'pushDevices'>;
  push: Pick<Push, 'platforms' | 'webKey'>;
  tokens: Pick<VisitorTokens, 'verify'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The same device is one, whoever registers it. */
const idOf = (device: PushDevice): string =>
  createHash('sha256')
    .update(device.platform === 'web' ? device.endpoint : `${device.platform}/${device.token}`)
    .digest('base64url');

/** Devices that are told of replies. Who asks is the visitor whose token they show, and nobody else. */
export function pushRoutes({ store, push, tokens, now }: PushRouteParts): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/push',
        summary: 'Which devices this server can tell of replies, and the key that browsers subscribe with.',
        shared: true,
        answer: PushOffer,
        refusals: [],
      },
      async () => ({ body: { platforms: [...push.platforms], ...(push.webKey && { webKey: push.webKey }) } }),
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/push/devices',
        summary:
          'Has a device of a visitor told of replies that come while they are away. Again: the newest visitor counts.',
        body: PushRegistration,
        refusals: ['invalid', 'unauthorised', 'not_found'],
      },
      async ({ body: { shop, visitorToken, device } }) => {
        const held = await tokens.verify(shop, visitorToken);
        if (!held) return refuse('unauthorised');
        if (!push.platforms.includes(device.platform))
          return refuse('invalid', { detail: `This server sends nothing to ${device.platform}.` });
        // Who has never done anything has no row, and gets none by this.
        if (!(await store.people.visitor(shop, held.visitor))) return refuse('not_found');
        await store.pushDevices.put(shop, held.visitor, { id: idOf(device), device }, now());
        return { body: undefined };
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/push/devices/forget',
        summary: 'Takes a device of the visitor back.',
        body: PushRemoval,
        refusals: ['invalid', 'unauthorised'],
      },
      async ({ body: { shop, visitorToken, device } }) => {
        const held = await tokens.verify(shop, visitorToken);
        if (!held) return refuse('unauthorised');
        await store.pushDevices.drop(shop, idOf(device), held.visitor);
        return { body: undefined };
      },
    ),
  ];
}
