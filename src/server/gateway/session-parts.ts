import type { Rates } from '../rates.ts';
import type { Clock, GatewayOptions } from './collaborators.ts';
import type { Hub } from './hub.ts';
import type { Positions } from './positions.ts';
import type { PresenceKeeper } from './presence.ts';
import type { Revocations } from './revocations.ts';
import type { DescribeRows } from './rows.ts';

/** What every session of a process shares. */
export interface SessionParts extends GatewayOptions {
  clock: Clock;
  hub: Hub;
  presence: PresenceKeeper;
  rates: Rates;
  positions: Positions;
  describeRows: DescribeRows;
  revocations: Revocations;
}

/** A session after its welcome. */
export interface LiveSession {
  receive(text: string): void;
  /** The socket has gone: stop listening, forget. */
  end(): void;
}

/** Runs works one after the other; one that fails is told of and does not hinder the next. */
export function createQueue(onError: (error: unknown) => void): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch(onError);
    return last;
  };
}
