import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { openDoor, SHOP, say, visitor } from '../conversations/door.fixture.ts';
import { completionOf } from '../jobs/job-handler.ts';
import { createJobRunner, type JobRunner } from '../jobs/job-runner.ts';
import { createWebhookFanOut } from '../jobs/webhook-fan-out.ts';
import { createAddressGuard } from '../net/address-guard.ts';
import { createGuardedFetch } from '../net/guarded-fetch.ts';
import type { Job } from '../store/jobs.ts';
import type { Store } from '../store/store.ts';
import type { WebhookEndpoint } from '../store/webhooks.ts';
import { createWebhookSender, type WebhookSender, type WebhooksOptions } from './create-webhooks.ts';
import { newSecret } from './sign.ts';
import { type Receiver, startReceiver } from './testing/receiver.ts';
import { createWantedEvents } from './wanted.ts';

/** What a test has opened, the last first to be closed. */
export const closing: (() => Promise<void>)[] = [];

export const PATIENCE = { timeout: 15_000, interval: 20 };

/** Door, jobs and sender together, as in a running server; only the wait after the first try is made short. */
export async function stage(options: Partial<WebhooksOptions> & { retryMs?: number } = {}) {
  let jobs: JobRunner | undefined;
  let sender: WebhookSender | undefined;
  let stored: Store | undefined;
  const endpointsOf = { endpoints: (shop: string) => stored!.webhooks.endpoints(shop) };
  const wanted = createWantedEvents(endpointsOf, Date.now);
  const door = await openDoor({ onJobs: () => jobs?.wake(), webhooks: wanted });
  const { store, conversations } = door;
  stored = store;
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn(), fatal: vi.fn() };
  const others = async (job: Job): Promise<void> => {
    await conversations.complete(job.shop, job.conversation, completionOf(job));
  };
  jobs = createJobRunner({
    jobs: store.jobs,
    logger,
    handlers: {
      bot: others,
      email: others,
      index: others,
      handoff: others,
      block: others,
      push: others,
      webhook: createWebhookFanOut({ store, conversations, planned: () => sender?.wake() }),
    },
  });
  const { retryMs, ...more } = options;
  const settle: Store['deliveries']['settle'] = (held, outcome) =>
    store.deliveries.settle(
      held,
      outcome.at === 'failed' && retryMs !== undefined ? { ...outcome, retryInMs: retryMs } : outcome,
    );
  sender = createWebhookSender({
    store: { webhooks: store.webhooks, deliveries: { ...portOf(store.deliveries), settle } },
    conversations,
    wanted,
    fetch: createGuardedFetch({ guard: createAddressGuard({ allow: ['127.0.0.1'], insecureLoopback: true }) }),
    logger,
    now: Date.now,
    ...more,
  });
  jobs.start();
  sender.start();
  closing.push(
    door.close,
    () => jobs.stop(),
    () => sender.stop(),
  );

  return {
    ...door,
    logger,
    wanted,
    jobs,
    sender,
    async receiver(): Promise<Receiver> {
      const receiver = await startReceiver();
      closing.push(receiver.close);
      return receiver;
    },
    async endpoint(url: string, extra: Partial<WebhookEndpoint> = {}): Promise<WebhookEndpoint> {
      const endpoint: WebhookEndpoint = {
        shop: SHOP.id,
        id: `we_${randomUUID().slice(0, 8)}`,
        url,
        events: ['message.sent'],
        enabled: true,
        createdAt: Date.now(),
        secret: newSecret(),
        ...extra,
      };
      await store.webhooks.create(endpoint);
      wanted.forget(SHOP.id);
      return endpoint;
    },
    async start(text: string, who = visitor()): Promise<string> {
      const result = await conversations.execute(who, say(text));
      return result.ok ? (result.conversation ?? '') : '';
    },
    deliveries: (endpoint: WebhookEndpoint) =>
      store.webhooks.deliveries(SHOP.id, { endpoint: endpoint.id, limit: 100 }),
  };
}

/** The methods of a port, which may be made as they are asked for. */
const portOf = (deliveries: Store['deliveries']): Store['deliveries'] => ({
  plan: (all) => deliveries.plan(all),
  claim: (limit, leaseMs) => deliveries.claim(limit, leaseMs),
  renew: (held, leaseMs) => deliveries.renew(held, leaseMs),
  settle: (held, outcome) => deliveries.settle(held, outcome),
  nextDueMs: () => deliveries.nextDueMs(),
  sweep: (before) => deliveries.sweep(before),
  health: () => deliveries.health(),
});
