import { Redis } from 'ioredis';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { startRedis } from '../testing/start-redis.ts';
import { ephemeralContract } from './ephemeral.contract.ts';
import { createRedisEphemeral, type RedisEphemeral } from './redis-ephemeral.ts';

const redis = await startRedis();
const admin = new Redis(redis.url, { retryStrategy: () => 20 });
admin.on('error', () => {});
const open: RedisEphemeral[] = [];
const lines: string[] = [];
const log = (_: object, message: string): void => void lines.push(message);

/** A process of its own, connected. */
async function connect(skewMs?: () => number): Promise<RedisEphemeral> {
  const before = lines.length;
  const made = createRedisEphemeral({ url: redis.url, logger: { info: log, warn: log, error: log }, skewMs });
  open.push(made);
  await vi.waitFor(() => expect(lines.slice(before)).toContain(SHARED), within);
  return made;
}
const SHARED = 'limits and presence are shared through Redis';
const ALONE = 'limits and presence have no Redis: this process counts by itself';
const within = { timeout: 10_000, interval: 10 };
const told = (line: string): number => lines.filter((one) => one === line).length;

afterEach(async () => {
  redis.thaw();
  await redis.start();
  await Promise.all(open.splice(0).map((made) => made.close()));
  lines.length = 0;
});
afterAll(async () => {
  admin.disconnect();
  await redis.stop();
});

ephemeralContract('redis', async () => {
  await admin.flushall();
  let skew = 0;
  const ephemeral = await connect(() => skew);
  return {
    ephemeral,
    pass: async (ms) => {
      skew += ms;
    },
  };
});

const bucket = { burst: 3, perSecond: 0.001 };

describe('limits and presence in Redis', () => {
  it('[RL2] are the same for all processes', async () => {
    await admin.flushall();
    const [one, two] = [await connect(), await connect()];
    await one.touch('s/v', 'a', 30_000, 'active');
    await two.touch('s/v', 'b', 30_000, 'idle');
    expect(await one.members('s/v')).toEqual(await two.members('s/v'));
    expect((await one.members('s/v')).size).toBe(2);
    await two.leave('s/v', 'a');
    expect([...(await one.members('s/v')).keys()]).toEqual(['b']);
    expect([await one.take('s/k', bucket), await two.take('s/k', bucket), await one.take('s/k', bucket)]).toEqual([
      0, 0, 0,
    ]);
    expect(await two.take('s/k', bucket)).toBeGreaterThan(0);
    expect(await one.take('s/k', bucket)).toBeGreaterThan(0);
  });

  it('[RL2] leave nothing in Redis that nobody renews', async () => {
    await admin.flushall();
    const one = await connect();
    await one.touch('s/v', 'a', 50);
    await one.touch('s/v', 'b', 90);
    await one.take('s/k', { burst: 1, perSecond: 1000 });
    for (const key of await admin.keys('*')) {
      const left = await admin.pttl(key);
      expect([key, left > -2 && left <= 1100 && left !== -1]).toEqual([key, true]);
    }
    await vi.waitFor(async () => expect(await admin.keys('*')).toEqual([]), within);
  });

  it('[RL3] are counted by each process for itself while Redis is away, without an error, and with one line', async () => {
    await admin.flushall();
    const one = await connect();
    await one.touch('s/v', 'a', 60_000, 'active');
    for (let n = 0; n < 3; n++) await one.take('s/k', bucket);
    await redis.kill();
    await vi.waitFor(() => expect(told(ALONE)).toBe(1), within);
    expect(await one.members('s/v')).toEqual(new Map([['a', 'active']]));
    await one.touch('s/v', 'b', 60_000, 'idle');
    await one.leave('s/v', 'a');
    expect(await one.members('s/v')).toEqual(new Map([['b', 'idle']]));
    const waits = [];
    for (let n = 0; n < 4; n++) waits.push((await one.take('s/k', bucket)) > 0);
    expect(waits).toEqual([false, false, false, true]);
    expect(told(ALONE)).toBe(1);
  });

  it('[RL4] are told to Redis again when it comes back empty', async () => {
    await admin.flushall();
    const [one, two] = [await connect(), await connect()];
    await one.touch('s/v', 'a', 60_000, 'active');
    await redis.kill();
    await vi.waitFor(() => expect(told(ALONE)).toBe(2), within);
    await redis.start();
    await vi.waitFor(async () => expect(await two.members('s/v')).toEqual(new Map([['a', 'active']])), within);
  });

  it('[RL5] do not hang on a Redis that answers nothing', async () => {
    await admin.flushall();
    const one = await connect();
    redis.freeze();
    const started = performance.now();
    expect(await one.take('s/k', bucket)).toBe(0);
    await one.touch('s/v', 'a', 60_000, 'active');
    expect(await one.members('s/v')).toEqual(new Map([['a', 'active']]));
    expect(performance.now() - started).toBeLessThan(5000);
    redis.thaw();
    await vi.waitFor(() => expect(told(SHARED)).toBe(2), within);
  });

  it('[RL5] go on after Redis has forgotten its scripts', async () => {
    await admin.flushall();
    const one = await connect();
    await one.take('s/k', bucket);
    await admin.script('FLUSH');
    expect(await one.take('s/k', bucket)).toBe(0);
    expect(await admin.hget('shopbell:s/k', 'tokens')).toMatch(/^1\.00/);
  });
});
