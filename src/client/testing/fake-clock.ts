import type { Clock } from '../platform.ts';

export interface FakeClock extends Clock {
  /** Runs what falls due within `ms`, in order. */
  advance(ms: number): void;
  /** Timers that wait. */
  waiting(): number;
}

export function createFakeClock(): FakeClock {
  let now = 1_000_000;
  let order = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  const due = (until: number) =>
    [...timers].filter(([, { at }]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  return {
    now: () => now,
    setTimeout(run, ms) {
      order += 1;
      // Whole milliseconds, as real timers have them: they may fire before the clock shows the time asked for.
      timers.set(order, { at: now + Math.floor(ms), run });
      return order;
    },
    clearTimeout: (handle) => void timers.delete(handle as number),
    advance(ms) {
      const until = now + ms;
      for (let next = due(until); next; next = due(until)) {
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].run();
      }
      now = until;
    },
    waiting: () => timers.size,
  };
}

/** Mulberry32: the same seed gives the same world. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** UUIDs of version 4 made from a random source. */
export function createUuids(random: () => number): () => string {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}
