import type { Conversations } from '../conversations/conversations.ts';
import { createJobRunner, type LeaseList } from '../jobs/job-runner.ts';
import type { Logger } from '../logger.ts';
import type { GuardedFetch } from '../net/guarded-fetch.ts';
import type { Store } from '../store/store.ts';
import type { Deliveries, Delivery } from '../store/webhooks.ts';
import { createDeliver, type Tried } from './deliver.ts';
import type { WantedEvents } from './wanted.ts';

export type WatchTry = (delivery: Delivery, attempt: () => Promise<Tried>) => Promise<unknown>;

export interface WebhooksOptions {
  store: Pick<Store, 'webhooks' | 'deliveries'>;
  conversations: Pick<Conversations, 'readAsTeam' | 'row'>;
  wanted: WantedEvents;
  fetch: GuardedFetch;
  logger: Logger;
  now: () => number;
  random?: () => number;
  /** Stands around each try, to count and to trace it. */
  watch?: WatchTry;
  /** Tries at a time. Default 64: they only wait for others. */
  concurrency?: number;
}

export interface WebhookSender {
  start(): void;
  /** Something was planned: look now. */
  wake(): void;
  /** Cuts what is under way, which is tried again by whoever starts next. */
  stop(): Promise<void>;
}

const CONCURRENCY = 64;
const DAY_MS = 24 * 3600_000;
/** How long a delivery can be looked up. */
const KEPT_MS = { delivered: 3 * DAY_MS, others: 30 * DAY_MS };
const SWEEP_EVERY_MS = 3600_000;

/** Sends what is planned, of all shops, apart from all other work of the process. */
export function createWebhookSender(options: WebhooksOptions): WebhookSender {
  const { store, logger, now, watch = (_, attempt) => attempt() } = options;
  const deliver = createDeliver({
    webhooks: store.webhooks,
    deliveries: store.deliveries,
    conversations: options.conversations,
    fetch: options.fetch,
    logger,
    changed: options.wanted.forget,
    now,
    random: options.random ?? Math.random,
  });
  const runner = createJobRunner<Delivery>({
    jobs: asLeaseList(store.deliveries),
    logger,
    concurrency: options.concurrency ?? CONCURRENCY,
    handlers: {
      async delivery(delivery, signal) {
        await watch(delivery, () => deliver(delivery, signal));
      },
    },
  });
  let sweeping: NodeJS.Timeout | undefined;

  const sweep = async (): Promise<void> => {
    try {
      const before = { delivered: now() - KEPT_MS.delivered, others: now() - KEPT_MS.others };
      while (sweeping && (await store.deliveries.sweep(before)) > 0);
    } catch (error) {
      logger.warn({ err: error }, 'forgetting old deliveries failed');
    }
  };

  return {
    start() {
      runner.start();
      sweeping ??= setInterval(() => void sweep(), SWEEP_EVERY_MS);
      sweeping.unref();
    },
    wake: runner.wake,
    async stop() {
      clearInterval(sweeping);
      sweeping = undefined;
      await runner.stop();
    },
  };
}

/** Deliveries as the runner of jobs knows its list. What fails before anything was sent is a fault of ours. */
function asLeaseList({ claim, renew, settle, nextDueMs }: Deliveries): LeaseList<Delivery> {
  return {
    claim,
    renew,
    nextDueMs,
    release(held, retryInMs) {
      if (retryInMs === undefined) return settle(held, { at: 'dead', reason: 'server' });
      if (retryInMs === 0) return settle(held, { at: 'returned', retryInMs });
      return settle(held, { at: 'failed', retryInMs, reason: 'server' });
    },
  };
}
