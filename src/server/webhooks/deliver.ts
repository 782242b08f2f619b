import type { WireEntry } from '../../protocol/entries.ts';
import type { WebhookEvent } from '../../protocol/rest-webhooks.ts';
import { TEST_EVENT } from '../../protocol/rest-webhooks.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Logger } from '../logger.ts';
import type { Fetched, GuardedFetch } from '../net/guarded-fetch.ts';
import type { Deliveries, Delivery, DeliveryOutcome, WebhookEndpoint, Webhooks } from '../store/webhooks.ts';
import { waitAfter } from './retry.ts';
import { signedHeaders } from './sign.ts';

export interface DeliverParts {
  webhooks: Pick<Webhooks, 'endpoint' | 'change'>;
  deliveries: Pick<Deliveries, 'settle'>;
  conversations: Pick<Conversations, 'readAsTeam' | 'row'>;
  fetch: GuardedFetch;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Told when an endpoint was disabled. */
  changed(shop: string): void;
  now: () => number;
  /** From 0 to 1. */
  random: () => number;
}

/** What became of a try, for whoever counts. */
export type Tried = { outcome: DeliveryOutcome['at']; status?: number };

/** [WH12–WH18] One try of one delivery: reads the entry now, signs it, sends it, and writes down what came of it. */
export function createDeliver(parts: DeliverParts): (delivery: Delivery, signal: AbortSignal) => Promise<Tried> {
  const { webhooks, deliveries, logger } = parts;

  const settle = async (delivery: Delivery, outcome: DeliveryOutcome): Promise<Tried> => {
    await deliveries.settle({ job: delivery.id, lease: delivery.lease }, outcome);
    return { outcome: outcome.at, ...('status' in outcome && { status: outcome.status }) };
  };

  const answered = async (
    { url, ...endpoint }: WebhookEndpoint,
    delivery: Delivery,
    event: WebhookEvent,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> => {
    const body = JSON.stringify(event);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Shopbell-Webhooks/1',
      ...signedHeaders(endpoint, delivery.id, body, parts.now()),
    };
    const answer = await parts.fetch({ url, method: 'POST', headers, body, signal });
    return outcomeOf(answer, delivery.attempt, parts);
  };

  return async (delivery, signal) => {
    const { shop, id, attempt } = delivery;
    const about = { shop, endpoint: delivery.endpoint, delivery: id, attempt };
    const endpoint = await webhooks.endpoint(shop, delivery.endpoint);
    if (!endpoint?.enabled) return settle(delivery, { at: 'returned', retryInMs: 0 });
    const event = await eventOf(parts, delivery);
    // Retention has removed the log, or a person has been forgotten: nothing is left to tell.
    if (!event) return settle(delivery, { at: 'dead', reason: 'entry_gone' });

    const outcome = await answered(endpoint, delivery, event, signal);
    if (outcome.at === 'dead') {
      const { status, reason } = outcome;
      if (reason === 'gone') {
        await webhooks.change(shop, endpoint.id, { enabled: false, disabledBecause: 'gone' });
        parts.changed(shop);
      }
      logger.warn({ ...about, status, reason }, 'a webhook was given up');
    } else if (outcome.at === 'failed') {
      const { status, reason, retryInMs } = outcome;
      logger.info({ ...about, status, reason, retryInMs }, 'a webhook failed and will be tried again');
    }
    return settle(delivery, outcome);
  };
}

/** [WH13–WH14] */
function outcomeOf(
  answer: Fetched,
  attempt: number,
  { now, random }: Pick<DeliverParts, 'now' | 'random'>,
): DeliveryOutcome {
  if (!answer.ok && answer.fault === 'stopped') return { at: 'returned', retryInMs: 0 };
  const status = answer.ok ? answer.status : undefined;
  if (status !== undefined && status >= 200 && status < 300) return { at: 'delivered', status };
  if (status === 410) return { at: 'dead', status, reason: 'gone' };
  const reason = answer.ok ? (answer.status < 400 ? 'redirect' : 'status') : answer.fault;
  const retryAfter = answer.ok ? answer.headers['retry-after'] : undefined;
  const retryInMs = waitAfter(attempt, { now: now(), random, ...(retryAfter !== undefined && { retryAfter }) });
  const failure = { reason, ...(status !== undefined && { status }) };
  return retryInMs === undefined ? { at: 'dead', ...failure } : { at: 'failed', retryInMs, ...failure };
}

/** What is sent: read now, so that words which were erased meanwhile do not leave the house. */
async function eventOf(
  { conversations, now }: Pick<DeliverParts, 'conversations' | 'now'>,
  { shop, conversation, seq, event: type }: Delivery,
): Promise<WebhookEvent | undefined> {
  if (type === TEST_EVENT) return { type, timestamp: new Date(now()).toISOString(), data: { shop } };
  // Another process may have written it: what this one remembers must reach that far.
  await conversations.row(shop, conversation, seq);
  const [entry]: (WireEntry | undefined)[] = await conversations.readAsTeam(shop, conversation, { after: seq - 1 });
  if (entry?.position !== seq) return undefined;
  return { type: entry.kind, timestamp: new Date(entry.at).toISOString(), data: { shop, conversation, entry } };
}
