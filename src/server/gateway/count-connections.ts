import type { Ephemeral } from '../bus/ephemeral.ts';
import { inGroups } from '../bus/in-groups.ts';
import type { Clock } from './collaborators.ts';

/** Counts are renewed together in this interval, and lapse when that fails three times, ms. */
const RENEW_MS = 15_000;
const LEASE_MS = 45_000;

/** How many connections each address prefix has, in this process and in those that share its ephemeral store. */
export interface ConnectionCounter {
  /** False when the prefix has as many in this process as it may. Otherwise it is counted until it is released. */
  take(prefix: string): boolean;
  /** Whether the prefix has, with what it has in other processes, more than it may. */
  tooMany(prefix: string): Promise<boolean>;
  release(prefix: string): void;
  stop(): void;
}

const keyOf = (prefix: string): string => `connections/${prefix}`;

/** @param options.processId what this process counts under; no other has it */
export function createConnectionCounter(options: {
  most: number;
  processId: string;
  ephemeral: Ephemeral;
  clock: Clock;
}): ConnectionCounter {
  const { most, processId, ephemeral, clock } = options;
  const counts = new Map<string, number>();

  /** Nothing depends on it alone: what could not be told is told again with the next change or renewal. */
  const tell = async (prefix: string): Promise<void> => {
    const count = counts.get(prefix);
    if (count) await ephemeral.touch(keyOf(prefix), processId, LEASE_MS, String(count));
    else await ephemeral.leave(keyOf(prefix), processId);
  };

  let timer: unknown;
  const renew = (): void => {
    void inGroups([...counts.keys()], (prefix) => (counts.has(prefix) ? tell(prefix) : undefined));
    timer = clock.setTimeout(renew, RENEW_MS);
  };
  timer = clock.setTimeout(renew, RENEW_MS);

  return {
    take(prefix) {
      const count = counts.get(prefix) ?? 0;
      if (count >= most) return false;
      counts.set(prefix, count + 1);
      return true;
    },
    async tooMany(prefix) {
      await tell(prefix);
      let elsewhere = 0;
      for (const [process, count] of await ephemeral.members(keyOf(prefix))) {
        if (process !== processId) elsewhere += Number(count) || 0;
      }
      return elsewhere + (counts.get(prefix) ?? 0) > most;
    },
    release(prefix) {
      const count = counts.get(prefix) ?? 0;
      if (count > 1) counts.set(prefix, count - 1);
      else counts.delete(prefix);
      void tell(prefix);
    },
    stop() {
      clock.clearTimeout(timer);
      for (const prefix of counts.keys()) void ephemeral.leave(keyOf(prefix), processId);
      counts.clear();
    },
  };
}
