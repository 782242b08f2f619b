import { importPKCS8, SignJWT } from 'jose';
import type { GuardedHttp2 } from '../net/guarded-http2.ts';
import { type DeviceOf, KEPT_S, otherwise, type Pushed, type PushNote, type PushService } from './push.ts';

/** A key of an Apple developer team for notifications. */
export interface ApnsKey {
  /** PKCS #8, PEM: what is in the `.p8` file. */
  key: string;
  keyId: string;
  teamId: string;
}

const HOSTS = { prod: 'https://api.push.apple.com', sandbox: 'https://api.sandbox.push.apple.com' };
/** Apple refuses tokens that are older than an hour, and new ones more often than every 20 minutes, ms. */
const RENEW_MS = 40 * 60_000;
/** The device is not reached under this address, or not by this app. */
const GONE = new Set(['Unregistered', 'ExpiredToken', 'BadDeviceToken', 'DeviceTokenNotForTopic']);

interface ApnsParts {
  key: ApnsKey;
  http2: Pick<GuardedHttp2, 'post'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Default: Apple's. */
  hosts?: typeof HOSTS;
}

/** [PU11] Apple's notification service, HTTP/2 with a token. */
export function createApns({ key, http2, now, hosts = HOSTS }: ApnsParts): PushService<DeviceOf<'apns'>> {
  let token: { text: string; at: number } | undefined;

  async function bearer(): Promise<string> {
    if (token && now() < token.at + RENEW_MS) return token.text;
    const at = now();
    const text = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: key.keyId })
      .setIssuer(key.teamId)
      .setIssuedAt(Math.floor(at / 1000))
      .sign(await importPKCS8(key.key, 'ES256'));
    token = { text, at };
    return text;
  }

  async function send(
    device: DeviceOf<'apns'>,
    note: PushNote,
    signal: AbortSignal | undefined,
    again: boolean,
  ): Promise<Pushed> {
    const answer = await http2.post({
      origin: hosts[device.env],
      path: `/3/device/${device.token}`,
      headers: {
        authorization: `bearer ${await bearer()}`,
        'apns-topic': device.app,
        'apns-push-type': 'alert',
        'apns-priority': '10',
        'apns-id': note.id,
        'apns-collapse-id': note.id,
        'apns-expiration': String(Math.floor(now() / 1000) + KEPT_S),
      },
      body: JSON.stringify(payloadOf(note)),
      ...(signal && { signal }),
    });
    if (!answer.ok || answer.status === 200) return otherwise(answer);
    const reason = reasonOf(answer.body);
    if (answer.status === 410 || (reason && GONE.has(reason))) return { at: 'gone' };
    if (reason === 'ExpiredProviderToken' && !again) {
      token = undefined;
      return send(device, note, signal, true);
    }
    const outcome = otherwise(answer);
    return 'reason' in outcome && reason ? { ...outcome, reason } : outcome;
  }

  return { send: (device, note, signal) => send(device, note, signal, false) };
}

const payloadOf = ({ id, conversation, title, body, link }: PushNote) => ({
  aps: { alert: { title, body }, sound: 'default', 'thread-id': conversation },
  shopbell: { version: 1, id, conversation, link },
});

function reasonOf(body: Buffer): string | undefined {
  try {
    const { reason } = JSON.parse(body.toString()) as { reason?: unknown };
    return typeof reason === 'string' ? reason : undefined;
  } catch {
    // Apple says why in JSON; anything else is somebody in between.
    return undefined;
  }
}
