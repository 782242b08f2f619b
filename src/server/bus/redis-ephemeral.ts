import * as v from 'valibot';
import type { Ephemeral } from './ephemeral.ts';
import { inGroups } from './in-groups.ts';
import { createMemoryEphemeral } from './memory-ephemeral.ts';
import { type BusLogger, openRedisLine } from './redis-line.ts';
import { MEMBERS, runScript, type Script, TAKE_ALL, TOUCH } from './redis-scripts.ts';

export interface RedisEphemeral extends Ephemeral {
  close(): Promise<void>;
}

const Names = v.array(v.string());
const Wait = v.pipe(v.number(), v.minValue(0));

/**
 * Presence and rate limits that all processes share, kept in Redis and judged by its clock. While Redis is away each
 * process counts by itself: buckets begin full, and of members only its own are known. When Redis is back it is told
 * of those. Nothing here throws on account of Redis, and nothing waits for it longer than a moment.
 *
 * @param options.skewMs added to Redis' clock; for tests, in which time passes when it is told to
 */
export function createRedisEphemeral(options: {
  url: string;
  logger: BusLogger;
  skewMs?: () => number;
}): RedisEphemeral {
  const { logger, skewMs = () => 0 } = options;
  const memory = createMemoryEphemeral({ clock: () => performance.now() + skewMs() });
  let complained = false;

  const line = openRedisLine({
    url: options.url,
    onChange(up, reason) {
      complained = false;
      if (!up) logger.warn({ reason }, 'limits and presence have no Redis: this process counts by itself');
      else {
        logger.info({}, 'limits and presence are shared through Redis');
        void restore();
      }
    },
  });

  /** What Redis answers, or, when it does not, what this process knows itself. */
  async function ask<T>(work: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    if (!line.up()) return otherwise();
    try {
      return await work();
    } catch (err) {
      // An outage has its line already; anything else is told once.
      if (line.up() && !complained) {
        complained = true;
        logger.error({ err }, 'Redis refuses what limits and presence ask of it');
      }
      return otherwise();
    }
  }

  const run = (script: Script, keys: readonly string[], ...parameters: (string | number)[]): Promise<unknown> =>
    runScript(line, script, keys.map(named), [skewMs(), ...parameters]);
  const write = (key: string, member: string, ttlMs: number, value: string): Promise<unknown> =>
    run(TOUCH, [key], Math.ceil(ttlMs), member, value);

  /** Redis may have come back without what it knew. */
  async function restore(): Promise<void> {
    await inGroups([...memory.living()], ({ key, member, value, leftMs }) =>
      ask<unknown>(() => write(key, member, leftMs, value), nothing),
    );
  }

  const takeAll: Ephemeral['takeAll'] = (buckets) =>
    ask(
      async () => {
        const keys = buckets.map(({ key }) => key);
        const sizes = buckets.flatMap(({ burst, perSecond }) => [burst, perSecond]);
        return v.parse(Wait, await run(TAKE_ALL, keys, ...sizes));
      },
      () => memory.takeAll(buckets),
    );

  return {
    async touch(key, member, ttlMs, value = '') {
      await memory.touch(key, member, ttlMs, value);
      await ask<unknown>(() => write(key, member, ttlMs, value), nothing);
    },
    async leave(key, member) {
      await memory.leave(key, member);
      await ask<unknown>(() => line.send('hdel', named(key), member), nothing);
    },
    members: (key) =>
      ask(
        async () => {
          const flat = v.parse(Names, await run(MEMBERS, [key]));
          const living = new Map<string, string>();
          for (let at = 0; at < flat.length; at += 2) living.set(flat[at] ?? '', flat[at + 1] ?? '');
          return living;
        },
        () => memory.members(key),
      ),
    take: (key, bucket) => takeAll([{ key, ...bucket }]),
    takeAll,
    close: () => line.close(),
  };
}

const named = (key: string): string => `shopbell:${key}`;
const nothing = async (): Promise<void> => {};
