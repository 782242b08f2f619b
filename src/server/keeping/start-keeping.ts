import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Bus } from '../bus/bus.ts';
import type { Ephemeral } from '../bus/ephemeral.ts';
import type { Files } from '../files/files.ts';
import { startOrphanSweep } from '../files/sweep-orphans.ts';
import type { Erasure, Person } from '../store/keeping.ts';
import type { Store } from '../store/store.ts';
import { eraseMails } from './erase-mails.ts';
import { erasePerson } from './erase-person.ts';
import { startRetention } from './retention.ts';
import { tellErased, tellRemoved } from './tell-erased.ts';

interface KeepingParts {
  store: Pick<Store, 'identities' | 'keeping' | 'links' | 'log' | 'people' | 'retention' | 'search' | 'shops'>;
  files: Files;
  bus: Pick<Bus, 'signal'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Erasing in a running server: all processes let go of their copies, and the person's browsers are strangers. */
export function createErasing(
  parts: KeepingParts & { dataDir: string; tokens: { revoke(shop: string, visitor: string): Promise<void> } },
): (shop: string, person: Person, by: string) => Promise<Erasure | undefined> {
  const { store, files, bus, now, dataDir, tokens } = parts;
  const erasing = {
    store,
    files,
    eraseMails: (address: string) => eraseMails(join(dataDir, 'mail'), address),
    erased: tellErased(bus),
    revoke: tokens.revoke,
    now,
  };
  return (shop, person, by) => erasePerson(erasing, shop, person, by);
}

/** What lets go by itself: uploads that nobody sent, and what was kept long enough. Returns the stop function. */
export function startKeeping(
  parts: KeepingParts & { ephemeral: Pick<Ephemeral, 'take'>; logger: Pick<Logger, 'info' | 'warn'> },
): () => Promise<void> {
  const { store, bus } = parts;
  const stopSweeping = startOrphanSweep({ ...parts, links: store.links, shops: store.shops });
  const stopRetention = startRetention({ ...parts, removed: tellRemoved(bus) });
  return () => {
    stopSweeping();
    return stopRetention();
  };
}
