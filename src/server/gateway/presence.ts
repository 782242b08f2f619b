import type { Presence } from '../../protocol/rows.ts';
import { type Bus, topics } from '../bus/bus.ts';
import type { Ephemeral } from '../bus/ephemeral.ts';
import { inGroups } from '../bus/in-groups.ts';
import type { Logger } from '../logger.ts';
import type { Clock } from './collaborators.ts';

/** Leases are renewed together in this interval, and lapse when that fails three times, ms. */
const RENEW_MS = 15_000;
const LEASE_MS = 45_000;
/** Going from page to page is not leaving: so long a visitor counts as there after their last socket closed, ms. */
const GRACE_MS = 4000;

const keyOf = (shop: string, visitor: string): string => `${shop}/presence/${visitor}`;

/** Where a visitor is now: there and active on any tab, there without activity, or gone (unknown counts as gone). */
export async function presenceOf(ephemeral: Ephemeral, shop: string, visitor: string): Promise<Presence> {
  const states = [...(await ephemeral.members(keyOf(shop, visitor))).values()];
  if (states.includes('active')) return 'online';
  return states.length > 0 ? 'idle' : 'left';
}

/** That a visitor is there, on one connection. Held by its session, and changed by the keeper alone. */
export interface Lease {
  readonly shop: string;
  readonly key: string;
  readonly connection: string;
  state: 'active' | 'idle';
  /** The conversation whose row shows this visitor. */
  conversation: string | undefined;
  /** What is being written, one after the other. */
  writing: Promise<void> | undefined;
}

export interface PresenceKeeper {
  begin(shop: string, visitor: string, connection: string): Lease;
  set(lease: Lease, state: Lease['state']): void;
  showIn(lease: Lease, conversation: string): void;
  end(lease: Lease): void;
  /** Ends every lease at once, without grace: others may take the visitors over. */
  stop(): void;
}

/** Keeps the leases of this process's visitors alive, and tells lists when somebody comes, rests or leaves. */
export function createPresenceKeeper(parts: {
  ephemeral: Ephemeral;
  bus: Bus;
  clock: Clock;
  logger: Pick<Logger, 'warn'>;
}): PresenceKeeper {
  const { ephemeral, bus, clock, logger } = parts;
  const leases = new Set<Lease>();
  const leaving = new Set<unknown>();

  /** A lease that could not be written lapses, and the visitor shows as gone until it can be. */
  const write = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => logger.warn({ err: error }, 'presence could not be written'));
  const touch = ({ key, connection, state }: Lease, ms = LEASE_MS): Promise<void> =>
    write(ephemeral.touch(key, connection, ms, state));
  /** Keeps order, and nothing once all is written. */
  const next = (lease: Lease, work: () => Promise<void> | void): void => {
    const begun = lease.writing ? lease.writing.then(work) : work();
    const writing = Promise.resolve(begun).then(() => {
      if (lease.writing === writing) lease.writing = undefined;
    });
    lease.writing = writing;
  };
  const tell = ({ shop, conversation }: Lease): void => {
    if (conversation) bus.signal(topics.lists(shop), { conversation });
  };

  let timer: unknown;
  const renew = (): void => {
    void inGroups([...leases], (lease) => (leases.has(lease) ? touch(lease) : undefined));
    timer = clock.setTimeout(renew, RENEW_MS);
  };
  timer = clock.setTimeout(renew, RENEW_MS);

  return {
    begin(shop, visitor, connection) {
      const key = keyOf(shop, visitor);
      const lease: Lease = { shop, key, connection, state: 'active', conversation: undefined, writing: undefined };
      leases.add(lease);
      next(lease, () => touch(lease));
      return lease;
    },
    set(lease, state) {
      if (state === lease.state || !leases.has(lease)) return;
      lease.state = state;
      next(lease, () => touch(lease).then(() => tell(lease)));
    },
    showIn(lease, conversation) {
      if (conversation === lease.conversation) return;
      lease.conversation = conversation;
      next(lease, () => tell(lease));
    },
    end(lease) {
      if (!leases.delete(lease)) return;
      next(lease, () => touch(lease, GRACE_MS));
      const gone = clock.setTimeout(() => {
        leaving.delete(gone);
        void write(ephemeral.leave(lease.key, lease.connection)).then(() => tell(lease));
      }, GRACE_MS);
      leaving.add(gone);
    },
    stop() {
      clock.clearTimeout(timer);
      for (const gone of leaving) clock.clearTimeout(gone);
      for (const { key, connection } of leases) void write(ephemeral.leave(key, connection));
      leases.clear();
      leaving.clear();
    },
  };
}
