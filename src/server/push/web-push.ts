import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { GuardedFetch } from '../net/guarded-fetch.ts';
import { type DeviceOf, KEPT_S, otherwise, type PushService } from './push.ts';

const CURVE = 'prime256v1';
const RECORD_BYTES = 4096;
/** A proof of who sends is good for so long, s; at most a day is allowed. */
const PROOF_S = 12 * 3600;

/** The key pair that says who sends (VAPID); the private part as a JWK. */
export interface VapidKeys {
  private: JWK;
  /** The uncompressed point, base64url: what browsers subscribe with. */
  public: string;
}

interface WebPushParts {
  keys: VapidKeys;
  /** `mailto:` or `https:`, for the service's operators. */
  contact: string;
  fetch: GuardedFetch;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** [PU12] Web Push: RFC 8030, encrypted by RFC 8291, sender shown by RFC 8292. The endpoint comes from outside: only the guard's fetch goes there. */
export function createWebPush({ keys, contact, fetch, now }: WebPushParts): PushService<DeviceOf<'web'>> {
  return {
    async send({ endpoint, keys: { p256dh, auth } }, note, signal) {
      const { id, title, body, link, conversation } = note;
      const text = JSON.stringify({ shopbell: 1, id, title, body, link, conversation });
      const sealed = encrypt(Buffer.from(text), { p256dh, auth });
      if (!sealed) return { at: 'gone' };
      const issued = Math.floor(now() / 1000);
      const proof = await new SignJWT({})
        .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
        .setAudience(new URL(endpoint).origin)
        .setSubject(contact)
        .setExpirationTime(issued + PROOF_S)
        .sign(await importJWK(keys.private, 'ES256'));
      const answer = await fetch({
        url: endpoint,
        method: 'POST',
        headers: {
          authorization: `vapid t=${proof}, k=${keys.public}`,
          'content-type': 'application/octet-stream',
          'content-encoding': 'aes128gcm',
          ttl: String(KEPT_S),
          urgency: 'high',
          // At most 32 characters; of several with one topic the last is shown.
          topic: id.replaceAll('-', ''),
        },
        body: sealed,
        ...(signal && { signal }),
      });
      if (answer.ok && (answer.status === 404 || answer.status === 410)) return { at: 'gone' };
      return otherwise(answer);
    },
  };
}

/** What is random in a message; given in tests. */
export interface Chance {
  salt: Buffer;
  privateKey: Buffer;
}

/**
 * One record of aes128gcm for a browser's keys (RFC 8291, 8188). Undefined: the key is no point of the curve.
 * @param chance default: new for each message, as it must be
 */
export function encrypt(
  text: Buffer,
  { p256dh, auth }: { p256dh: string; auth: string },
  chance?: Chance,
): Buffer | undefined {
  const receiver = Buffer.from(p256dh, 'base64url');
  const sender = createECDH(CURVE);
  if (chance) sender.setPrivateKey(chance.privateKey);
  else sender.generateKeys();
  let shared: Buffer;
  try {
    shared = sender.computeSecret(receiver);
  } catch {
    // A key that a browser never made.
    return undefined;
  }
  const salt = chance?.salt ?? randomBytes(16);
  const derive = (secret: Buffer, salting: Buffer, info: Buffer, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salting, info, bytes));
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, sender.getPublicKey()]);
  const secret = derive(shared, Buffer.from(auth, 'base64url'), about, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // The delimiter of the last record, and no padding.
  const sealed = Buffer.concat([
    cipher.update(text),
    cipher.update(Buffer.from([2])),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  const point = sender.getPublicKey();
  return Buffer.concat([salt, size, Buffer.from([point.length]), point, sealed]);
}
