import type { Conversations } from '../conversations/conversations.ts';
import type { Store } from '../store/store.ts';
import { deliveryId } from '../webhooks/sign.ts';
import { wantsOf } from '../webhooks/wanted.ts';
import { entryAt } from './entry-at.ts';
import { completionOf, type JobHandler } from './job-handler.ts';

/**
 * [WH2, WH16] Plans an entry's way to every endpoint that wants it: a delivery of its own each, so that none waits for
 * another. Nothing is sent here; done twice it plans nothing more.
 */
export function createWebhookFanOut(parts: {
  store: Pick<Store, 'log' | 'webhooks' | 'deliveries'>;
  conversations: Pick<Conversations, 'complete'>;
  /** Told that there is something to send. */
  planned(): void;
}): JobHandler {
  const { log, webhooks, deliveries } = parts.store;
  return async (job) => {
    const { shop, conversation, seq } = job;
    const [entry, endpoints] = await Promise.all([entryAt(log, shop, conversation, seq), webhooks.endpoints(shop)]);
    const wanting = endpoints.filter(({ enabled, events }) => enabled && entry && wantsOf(new Set(events))(entry.kind));
    if (entry && wanting.length > 0) {
      const place = { shop, conversation, seq };
      const planned = await deliveries.plan(
        wanting.map(({ id: endpoint }) => {
          const where = { ...place, endpoint };
          return { ...where, id: deliveryId(where), event: entry.kind };
        }),
      );
      if (planned > 0) parts.planned();
    }
    await parts.conversations.complete(shop, conversation, completionOf(job));
  };
}
