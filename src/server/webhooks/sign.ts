import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { NewDelivery, WebhookEndpoint } from '../store/webhooks.ts';

const PREFIX = 'whsec_';
/** Bytes of a key: as many as a SHA-256 has. */
const KEY_BYTES = 32;

/** A key as Standard Webhooks writes it. */
export const newSecret = (): string => PREFIX + randomBytes(KEY_BYTES).toString('base64');

/**
 * [WH10–WH11] The headers of one try, as Standard Webhooks has them: the id stays, the time is that of the try. While
 * a secret is being replaced there are two signatures, the newer first; a receiver needs to know one of them.
 *
 * @param now ms since the epoch.
 */
export function signedHeaders(
  { secret, previous }: Pick<WebhookEndpoint, 'secret' | 'previous'>,
  id: string,
  body: string,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const secrets = previous && now < previous.until ? [secret, previous.secret] : [secret];
  const signatures = secrets.map((key) => `v1,${signature(key, `${id}.${timestamp}.${body}`)}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

const signature = (secret: string, content: string): string =>
  createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(content)
    .digest('base64');

/** [WH2] The id of an entry's delivery to an endpoint: the same whoever works it out, and however often. */
export function deliveryId({ shop, endpoint, conversation, seq }: Omit<NewDelivery, 'id' | 'event'>): string {
  const name = `${shop}/${endpoint}/${conversation}/${seq}`;
  return `msg_${createHash('sha256').update(name).digest('base64url').slice(0, 27)}`;
}
