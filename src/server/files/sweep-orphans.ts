import type { Logger } from 'pino';
import type { Links } from '../store/links.ts';
import type { Shops } from '../store/shops.ts';
import type { Files } from './files.ts';

export interface OrphanSweepOptions {
  files: Pick<Files, 'list' | 'remove'>;
  links: Links;
  shops: Pick<Shops, 'list'>;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Default: an hour, ms. */
  everyMs?: number;
}

/** An upload that no message has taken up after so long never will be. */
const ORPHAN_AFTER_MS = 24 * 60 * 60_000;
const EVERY_MS = 60 * 60_000;

/** Removes uploads that were never sent. Returns the stop function. */
export function startOrphanSweep(options: OrphanSweepOptions): () => void {
  const run = (): void => {
    sweepOrphans(options).catch((error: unknown) => options.logger.warn({ err: error }, 'sweeping files failed'));
  };
  const timer = setInterval(run, options.everyMs ?? EVERY_MS);
  timer.unref();
  run();
  return () => clearInterval(timer);
}

/** One sweep over all shops; returns how many files went. */
export async function sweepOrphans({ files, links, shops, logger, now }: OrphanSweepOptions): Promise<number> {
  let removed = 0;
  for (const { id: shop } of await shops.list()) {
    const old = await files.list(shop, now() - ORPHAN_AFTER_MS);
    const linked = new Set(await links.linked(shop, old));
    for (const file of old.filter((id) => !linked.has(id))) {
      await files.remove(shop, file);
      removed += 1;
    }
  }
  if (removed > 0) logger.info({ removed }, 'files that no message shows were removed');
  return removed;
}
