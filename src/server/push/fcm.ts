import { importPKCS8, SignJWT } from 'jose';
import * as v from 'valibot';
import type { GuardedFetch } from '../net/guarded-fetch.ts';
import { type DeviceOf, KEPT_S, otherwise, type Pushed, type PushNote, type PushService } from './push.ts';

/** The key file of a Google service account that may send messages. */
export const ServiceAccount = v.object({
  project_id: v.pipe(v.string(), v.regex(/^[a-z0-9:.-]+$/)),
  client_email: v.string(),
  private_key_id: v.optional(v.string()),
  private_key: v.pipe(v.string(), v.startsWith('-----BEGIN PRIVATE KEY-----')),
  token_uri: v.optional(v.pipe(v.string(), v.url()), 'https://oauth2.googleapis.com/token'),
});
export type ServiceAccount = v.InferOutput<typeof ServiceAccount>;

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** A token is not used in its last minute, ms. */
const SPARE_MS = 60_000;

const Granted = v.object({ access_token: v.string(), expires_in: v.number() });
const Failure = v.object({
  error: v.object({
    status: v.optional(v.string()),
    details: v.optional(v.array(v.looseObject({ errorCode: v.optional(v.string()) }))),
  }),
});

interface FcmParts {
  account: ServiceAccount;
  fetch: GuardedFetch;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Default: Google's. */
  api?: string;
}

/** [PU10] Firebase Cloud Messaging, HTTP v1. */
export function createFcm(parts: FcmParts): PushService<DeviceOf<'fcm'>> {
  const { account, fetch, now, api = 'https://fcm.googleapis.com' } = parts;
  const url = `${api}/v1/projects/${account.project_id}/messages:send`;
  let token: { text: string; until: number } | undefined;

  /** Undefined: Google gave none. */
  async function accessToken(signal?: AbortSignal): Promise<string | undefined> {
    if (token && now() < token.until) return token.text;
    const key = await importPKCS8(account.private_key, 'RS256');
    const issued = Math.floor(now() / 1000);
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(account.private_key_id && { kid: account.private_key_id }) })
      .setIssuer(account.client_email)
      .setAudience(account.token_uri)
      .setIssuedAt(issued)
      .setExpirationTime(issued + 3600)
      .sign(key);
    const answer = await fetch({
      url: account.token_uri,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: GRANT, assertion }).toString(),
      ...(signal && { signal }),
    });
    const granted = answer.ok && answer.status === 200 ? v.safeParse(Granted, parsed(answer.body)) : undefined;
    if (!granted?.success) return undefined;
    const { access_token, expires_in } = granted.output;
    token = { text: access_token, until: now() + expires_in * 1000 - SPARE_MS };
    return access_token;
  }

  async function send(
    device: DeviceOf<'fcm'>,
    note: PushNote,
    signal: AbortSignal | undefined,
    again: boolean,
  ): Promise<Pushed> {
    const bearer = await accessToken(signal);
    if (!bearer) return { at: 'later', reason: 'no access token' };
    const answer = await fetch({
      url,
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: messageOf(device, note) }),
      ...(signal && { signal }),
    });
    if (!answer.ok) return otherwise(answer);
    const failure = answer.status === 200 ? undefined : v.safeParse(Failure, parsed(answer.body));
    const error = failure?.success ? failure.output.error : undefined;
    const code = error?.details?.find(({ errorCode }) => errorCode)?.errorCode ?? error?.status;
    // The app was removed, or the device belongs to another project: it will never be reached from here.
    if (code === 'UNREGISTERED' || code === 'SENDER_ID_MISMATCH') return { at: 'gone' };
    if (answer.status === 401 && !again) {
      token = undefined;
      return send(device, note, signal, true);
    }
    const outcome = otherwise(answer);
    return 'reason' in outcome && code ? { ...outcome, reason: code } : outcome;
  }

  return { send: (device, note, signal) => send(device, note, signal, false) };
}

const messageOf = ({ token }: DeviceOf<'fcm'>, { id, conversation, title, body, link }: PushNote) => ({
  token,
  notification: { title, body },
  data: { shopbell: '1', conversation, link, id },
  android: { ttl: `${KEPT_S}s`, priority: 'high', collapse_key: conversation, notification: { tag: id } },
});

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    // Not JSON: no schema takes it.
    return undefined;
  }
}
