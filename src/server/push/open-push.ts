import type { AddressGuard } from '../net/address-guard.ts';
import { createGuardedFetch } from '../net/guarded-fetch.ts';
import { createGuardedHttp2 } from '../net/guarded-http2.ts';
import type { Secrets } from '../store/secrets.ts';
import { type ApnsKey, createApns } from './apns.ts';
import { createFcm, type ServiceAccount } from './fcm.ts';
import { createPush, type Push } from './push.ts';
import { openVapidKeys } from './vapid-keys.ts';
import { createWebPush } from './web-push.ts';

/** Which services are set up. */
export interface PushConfig {
  fcm?: ServiceAccount;
  apns?: ApnsKey;
  /** Of who runs the server; with it browsers can be reached too. */
  contact?: string;
}

/** The services that the environment names. */
export async function openPush(
  { fcm, apns, contact }: PushConfig,
  { guard, secrets, now }: { guard: AddressGuard; secrets: Secrets; now(): number },
): Promise<Push> {
  const fetch = createGuardedFetch({ guard });
  const http2 = createGuardedHttp2({ guard });
  const keys = contact ? await openVapidKeys(secrets, now) : undefined;
  return createPush(
    {
      ...(fcm && { fcm: createFcm({ account: fcm, fetch, now }) }),
      ...(apns && { apns: createApns({ key: apns, http2, now }) }),
      ...(keys && contact && { web: createWebPush({ keys, contact, fetch, now }) }),
    },
    { ...(keys && { webKey: keys.public }), close: http2.close },
  );
}
