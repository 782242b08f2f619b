import { LIMITS } from '../../protocol/limits.ts';
import type { Clock } from './collaborators.ts';

/** Who is looked after, once in this time, ms: pings and ends come so much late at most. */
const LOOK_MS = 1000;

/** A connection that is kept alive. Times are of the steady clock. */
export interface Beating {
  /** When its peer was heard last, ms. */
  heard: number;
  /** When it is told that we are here, ms. */
  pingAt: number;
}

/** [GW8] One clock for all connections, for a timer of each would weigh more than the rest of its session. */
export function startHeartbeat<T extends Beating>(options: {
  clock: Clock;
  connections: Iterable<T>;
  ping(connection: T): void;
  /** Nothing was heard of the peer for too long. */
  end(connection: T): void;
}): () => void {
  const { clock, connections } = options;

  const look = (): void => {
    timer = clock.setTimeout(look, LOOK_MS);
    const now = clock.steady();
    for (const connection of connections) {
      if (now - connection.heard >= LIMITS.silentMs) options.end(connection);
      else if (now >= connection.pingAt) {
        connection.pingAt += LIMITS.pingIntervalMs;
        options.ping(connection);
      }
    }
  };
  let timer = clock.setTimeout(look, LOOK_MS);
  return () => clock.clearTimeout(timer);
}
