import type { Logger } from 'pino';
import type { Ephemeral } from '../bus/ephemeral.ts';
import type { Files } from '../files/files.ts';
import type { Store } from '../store/store.ts';

export interface RetentionOptions {
  store: Pick<Store, 'retention' | 'search' | 'shops'>;
  files: Pick<Files, 'remove'>;
  ephemeral: Pick<Ephemeral, 'take'>;
  /** Called when a log is gone: copies of it in memory are no longer good. */
  removed(shop: string, conversation: string): void;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** How often a process looks whether a day is over, ms. Default: an hour. */
  everyMs?: number;
}

const DAY_MS = 24 * 60 * 60_000;
const EVERY_MS = 60 * 60_000;
/** One run a shop in so long, whichever process begins it; a little less than a day, so that it does not wander. */
const ONCE_IN_S = 23 * 60 * 60;
/** Visitors a step. */
const STEP = 50;

/**
 * Lets go of what is older than each shop wants to keep, once a day, on one process at a time. Returns the stop function,
 * which resolves when the step under way has ended.
 */
export function startRetention(options: RetentionOptions): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const run = (): void => {
    running = running
      .then(() => sweepRetention(options, stopping.signal))
      .catch((error: unknown) => {
        options.logger.warn({ err: error }, 'letting go of old conversations failed');
      });
  };
  const timer = setInterval(run, options.everyMs ?? EVERY_MS);
  timer.unref();
  run();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await running;
  };
}

/** One look at every shop; does nothing for those that another process, or an earlier look, has seen to today. */
export async function sweepRetention(options: RetentionOptions, signal?: AbortSignal): Promise<void> {
  const { store, ephemeral, logger, now } = options;
  for (const { id: shop, retentionDays } of await store.shops.list()) {
    if (retentionDays === undefined || signal?.aborted) continue;
    const waitMs = await ephemeral.take(`${shop}/retention`, { burst: 1, perSecond: 1 / ONCE_IN_S });
    if (waitMs > 0) continue;
    const before = now() - retentionDays * DAY_MS;
    const conversations = await removeLogs(options, shop, before, signal);
    const visitors = await removeVisitors(store, shop, before, signal);
    if (conversations + visitors > 0)
      logger.info({ shop, conversations, visitors }, 'what was kept long enough is gone');
  }
}

async function removeLogs(
  { store, files, removed }: RetentionOptions,
  shop: string,
  before: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let n = 0; ; n++) {
    const gone = signal?.aborted ? undefined : await store.retention.removeClosed(shop, before);
    if (!gone) return n;
    removed(shop, gone.conversation);
    await store.search.remove(shop, gone.conversation);
    for (const file of gone.files) await files.remove(shop, file);
  }
}

async function removeVisitors(
  { retention }: RetentionOptions['store'],
  shop: string,
  before: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let n = 0; ; ) {
    const gone = signal?.aborted ? [] : await retention.removeVisitors(shop, before, STEP);
    n += gone.length;
    if (gone.length < STEP) return n;
  }
}
