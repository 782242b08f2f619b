import type { Ephemeral } from './ephemeral.ts';
import { allOf, type Few, minus, plus } from './few.ts';

/** A member that lives, as it may be told to another store. */
export interface Living {
  key: string;
  member: string;
  value: string;
  leftMs: number;
}

export interface MemoryEphemeral extends Ephemeral {
  living(): Iterable<Living>;
}

interface Member {
  readonly member: string;
  value: string;
  until: number;
}
interface Level {
  tokens: number;
  at: number;
  /** From then on the bucket is full again and need not be remembered. */
  fullAt: number;
}

/** Above so many keys the dead ones are cleared out. */
const CLEAR_ABOVE = 10_000;

/** Presence and rate limits of a single process. `clock` gives milliseconds that never jump. */
export function createMemoryEphemeral({ clock }: { clock: () => number }): MemoryEphemeral {
  const groups = new Map<string, Few<Member>>();
  const levels = new Map<string, Level>();
  let clearAt = CLEAR_ABOVE;

  /** Drops what has lapsed, once in so many new keys: the cost of a key stays the same however many there are. */
  const clearSometimes = (now: number): void => {
    if (groups.size + levels.size <= clearAt) return;
    for (const [key, level] of levels) if (level.fullAt <= now) levels.delete(key);
    for (const key of groups.keys()) clear(key, now);
    clearAt = Math.max(CLEAR_ABOVE, 2 * (levels.size + groups.size));
  };

  const remove = (key: string, member: Member): void => {
    const left = minus(groups.get(key), member);
    if (left) groups.set(key, left);
    else groups.delete(key);
  };

  const clear = (key: string, now: number): void => {
    for (const member of allOf(groups.get(key))) if (member.until <= now) remove(key, member);
  };

  const found = (key: string, name: string): Member | undefined =>
    allOf(groups.get(key)).find(({ member }) => member === name);

  const takeAll: Ephemeral['takeAll'] = async (buckets) => {
    const now = clock();
    const levelled = buckets.map(({ key, burst, perSecond }) => {
      const known = levels.get(key);
      const refilled = known ? known.tokens + (Math.max(0, now - known.at) / 1000) * perSecond : burst;
      return { key, burst, perSecond, tokens: Math.min(burst, refilled) };
    });
    const waits = levelled.map(({ tokens, perSecond }) =>
      tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000),
    );
    const waitMs = Math.max(0, ...waits);
    if (waitMs > 0) return waitMs;
    for (const { key, burst, perSecond, tokens } of levelled) {
      const left = tokens - 1;
      levels.set(key, { tokens: left, at: now, fullAt: now + ((burst - left) / perSecond) * 1000 });
    }
    clearSometimes(now);
    return 0;
  };

  return {
    async touch(key, member, ttlMs, value = '') {
      const now = clock();
      // Whole milliseconds are held without a box of their own.
      const until = Math.ceil(now + ttlMs);
      const known = found(key, member);
      if (known) Object.assign(known, { value, until });
      else groups.set(key, plus(groups.get(key), { member, value, until }));
      clearSometimes(now);
    },
    async leave(key, member) {
      const known = found(key, member);
      if (known) remove(key, known);
    },
    async members(key) {
      clear(key, clock());
      return new Map(allOf(groups.get(key)).map(({ member, value }) => [member, value]));
    },
    take: (key, bucket) => takeAll([{ key, ...bucket }]),
    takeAll,
    *living() {
      const now = clock();
      for (const [key, group] of groups) {
        for (const { member, value, until } of allOf(group)) {
          if (until > now) yield { key, member, value, leftMs: until - now };
        }
      }
    },
  };
}
