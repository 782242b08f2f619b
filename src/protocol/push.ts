import * as v from 'valibot';
import { ShopId } from './primitives.ts';

/** What services give out as addresses: no blank, no line end, nothing that ends a header. */
const Address = v.pipe(v.string(), v.minLength(16), v.maxLength(4096), v.regex(/^[\x21-\x7e]+$/));
const Base64Url = (bytes: number) =>
  v.pipe(v.string(), v.length(Math.ceil((bytes * 4) / 3)), v.regex(/^[A-Za-z0-9_-]+$/));

/** Where a device can be reached while the chat is not open. Personal data: erased with the visitor. */
export const PushDevice = v.variant('platform', [
  /** Firebase: a registration token, in which its app is named already. */
  v.object({ platform: v.literal('fcm'), token: Address }),
  /** Apple: a device token in hex, of an app, in one of Apple's two services. */
  v.object({
    platform: v.literal('apns'),
    token: v.pipe(v.string(), v.regex(/^[0-9a-f]{64,200}$/i), v.toLowerCase()),
    env: v.optional(v.picklist(['prod', 'sandbox']), 'prod'),
    app: v.pipe(v.string(), v.maxLength(155), v.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/)),
  }),
  /** A browser's subscription. */
  v.object({
    platform: v.literal('web'),
    endpoint: v.pipe(v.string(), v.maxLength(2000), v.url(), v.startsWith('https://')),
    keys: v.object({ p256dh: Base64Url(65), auth: Base64Url(16) }),
  }),
]);
export type PushDevice = v.InferOutput<typeof PushDevice>;

/** The visitor's own token says whose device it is; it stands in the body, since addresses end up in logs. */
const VisitorToken = v.pipe(v.string(), v.maxLength(4000));

/** `POST /api/v1/push/devices`. */
export const PushRegistration = v.object({ shop: ShopId, visitorToken: VisitorToken, device: PushDevice });
export type PushRegistration = v.InferOutput<typeof PushRegistration>;

/** `POST /api/v1/push/devices/forget`. */
export const PushRemoval = PushRegistration;

/** `GET /api/v1/push`. */
export const PushOffer = v.object({
  platforms: v.array(v.picklist(['fcm', 'apns', 'web'])),
  /** The server's public key, base64url: what `PushManager.subscribe` takes. */
  webKey: v.optional(v.string()),
});
export type PushOffer = v.InferOutput<typeof PushOffer>;
