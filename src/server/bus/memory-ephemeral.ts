import type { Ephemeral } from './ephemeral.ts';

interface Member {
  value: string;
  until: number;
}
interface Bucket {
  tokens: number;
  at: number;
  /** From then on the bucket is full again and need not be remembered. */
  fullAt: number;
}

/** Above so many keys the dead ones are cleared out. */
const CLEAR_ABOVE = 10_000;

/** Presence and rate limits of a single process. `clock` gives milliseconds. */
export function createMemoryEphemeral({ clock }: { clock: () => number }): Ephemeral {
  const groups = new Map<string, Map<string, Member>>();
  const buckets = new Map<string, Bucket>();
  let clearAt = CLEAR_ABOVE;

  /** Drops what has lapsed, once in so many new keys: the cost of a key stays the same however many there are. */
  const clear = (now: number): void => {
    for (const [key, bucket] of buckets) if (bucket.fullAt <= now) buckets.delete(key);
    for (const key of groups.keys()) living(key, now);
    clearAt = Math.max(CLEAR_ABOVE, 2 * (buckets.size + groups.size));
  };

  const living = (key: string, now: number): Map<string, Member> | undefined => {
    const group = groups.get(key);
    if (!group) return undefined;
    for (const [member, { until }] of group) if (until <= now) group.delete(member);
    if (group.size > 0) return group;
    groups.delete(key);
    return undefined;
  };

  return {
    async touch(key, member, ttlMs, value = '') {
      const now = clock();
      const group = groups.get(key) ?? new Map<string, Member>();
      groups.set(key, group);
      group.set(member, { value, until: now + ttlMs });
      if (groups.size + buckets.size > clearAt) clear(now);
    },
    async leave(key, member) {
      const group = groups.get(key);
      if (group?.delete(member) && group.size === 0) groups.delete(key);
    },
    async members(key) {
      const group = living(key, clock());
      return new Map([...(group ?? [])].map(([member, { value }]) => [member, value]));
    },
    async take(key, { burst, perSecond }) {
      const now = clock();
      const known = buckets.get(key);
      const refilled = known ? known.tokens + (Math.max(0, now - known.at) / 1000) * perSecond : burst;
      const tokens = Math.min(burst, refilled);
      const left = tokens >= 1 ? tokens - 1 : tokens;
      buckets.set(key, { tokens: left, at: now, fullAt: now + ((burst - left) / perSecond) * 1000 });
      if (groups.size + buckets.size > clearAt) clear(now);
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    },
  };
}
