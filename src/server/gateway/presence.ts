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

export interface Lease {
  set(state: 'active' | 'idle'): void;
  /** The conversation whose row shows this visitor. */
  shownIn(conversation: string): void;
  end(): void;
}

export interface PresenceKeeper {
  begin(shop: string, visitor: string, connection: string): Lease;
  /** Ends every lease at once, without grace: others may take the visitors over. */
  stop(): void;
}

interface Held {
  key: string;
  connection: string;
  state: 'active' | 'idle';
}

/** Keeps the leases of this process's visitors alive, and tells lists when somebody comes, rests or leaves. */
export function createPresenceKeeper(parts: {
  ephemeral: Ephemeral;
  bus: Bus;
  clock: Clock;
  logger: Pick<Logger, 'warn'>;
}): PresenceKeeper {
  const { ephemeral, bus, clock, logger } = parts;
  const leases = new Set<Held>();
  const leaving = new Set<unknown>();

  /** A lease that could not be written lapses, and the visitor shows as gone until it can be. */
  const write = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => logger.warn({ err: error }, 'presence could not be written'));
  const touch = ({ key, connection, state }: Held): Promise<void> =>
    write(ephemeral.touch(key, connection, LEASE_MS, state));

  let timer: unknown;
  const renew = (): void => {
    void inGroups([...leases], (held) => (leases.has(held) ? touch(held) : undefined));
    timer = clock.setTimeout(renew, RENEW_MS);
  };
  timer = clock.setTimeout(renew, RENEW_MS);

  return {
    begin(shop, visitor, connection) {
      const held: Held = { key: keyOf(shop, visitor), connection, state: 'active' };
      let conversation: string | undefined;
      const tell = (): void => {
        if (conversation) bus.signal(topics.lists(shop), { conversation });
      };
      leases.add(held);
      let written = touch(held);
      return {
        set(state) {
          if (state === held.state || !leases.has(held)) return;
          held.state = state;
          written = touch(held).then(tell);
        },
        shownIn(id) {
          if (id === conversation) return;
          conversation = id;
          written = written.then(tell);
        },
        end() {
          if (!leases.delete(held)) return;
          void written.then(() => write(ephemeral.touch(held.key, connection, GRACE_MS, held.state)));
          const gone = clock.setTimeout(() => {
            leaving.delete(gone);
            void write(ephemeral.leave(held.key, connection)).then(tell);
          }, GRACE_MS);
          leaving.add(gone);
        },
      };
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
