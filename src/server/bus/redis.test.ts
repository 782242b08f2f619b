import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startRedis } from '../testing/start-redis.ts';
import { busContract, connected, sharedBusContract } from './bus.contract.ts';
import type { Bus } from './bus.ts';
import { createRedisBus } from './redis.ts';

const redis = await startRedis();
afterAll(() => redis.stop());

const lines: string[] = [];
const log = (_: object, message: string): void => void lines.push(message);
const logger = { info: log, warn: log, error: log };
const create = (processId: string): Bus => createRedisBus({ url: redis.url, processId, logger });

busContract(
  'redis',
  async () => create('p-alone'),
  async () => {},
);
sharedBusContract('redis', create);

const within = { timeout: 10_000, interval: 10 };

describe('the Redis bus', () => {
  const open: Bus[] = [];
  const bus = (processId: string): Bus => {
    const made = create(processId);
    open.push(made);
    return made;
  };
  let admin: Redis;
  beforeAll(() => {
    admin = new Redis(redis.url, { retryStrategy: () => 20 });
    admin.on('error', () => {});
  });
  afterAll(() => admin.disconnect());
  afterEach(async () => {
    redis.thaw();
    await redis.start();
    await Promise.all(open.splice(0).map((made) => made.close()));
    lines.length = 0;
  });
  const channels = async (): Promise<string[]> => ((await admin.pubsub('CHANNELS')) as string[]).sort();

  it('[RB3] subscribes to just the topics that somebody in the process listens to, once each', async () => {
    const one = bus('p1');
    const stops = ['s/a', 's/a', 's/b'].map((topic) => one.listen(topic, {}));
    await vi.waitFor(async () => expect(await channels()).toEqual(['shopbell:0:s/a', 'shopbell:0:s/b']), within);
    stops[0]?.();
    stops[2]?.();
    await vi.waitFor(async () => expect(await channels()).toEqual(['shopbell:0:s/a']), within);
  });

  it('[RB4] asks for what changes in one turn together, and not at all for what comes and goes within it', async () => {
    const [one, two] = [bus('p1'), bus('p2')];
    await connected(two, one);
    const calls = async (): Promise<Record<string, number>> => {
      const stats = await admin.info('commandstats');
      return Object.fromEntries(
        [...stats.matchAll(/cmdstat_(\w+):calls=(\d+)/g)].map(([, name, n]) => [name, Number(n)]),
      );
    };
    await vi.waitFor(async () => expect(await channels()).toEqual([]), within);
    const before = await calls();
    const stops = Array.from({ length: 900 }, (_, n) => one.listen(`s/${n}`, {}));
    for (const stop of stops.slice(100)) stop();
    await vi.waitFor(async () => expect(await channels()).toHaveLength(100), within);
    const after = await calls();
    expect((after.subscribe ?? 0) - (before.subscribe ?? 0)).toBe(1);
    expect(after.unsubscribe).toBe(before.unsubscribe);
  });

  it('[RB5] passes over what no process of ours has sent, with a line in the log', async () => {
    const [one, two] = [bus('p1'), bus('p2')];
    const heard: unknown[] = [];
    one.listen('s/a', { wake: (seq) => heard.push(seq), signal: (payload) => heard.push(payload) });
    await connected(two, one);
    for (const rubbish of ['', 'hello', '7', '[]', '{}', '{"wake":1}', '{"from":"p2"}', '{"from":"p2","wake":"1"}']) {
      await admin.publish('shopbell:0:s/a', rubbish);
    }
    await connected(two, one);
    expect(heard).toEqual([]);
    expect(lines.filter((line) => line.includes('no process of ours'))).toHaveLength(8);
  });

  it('[RB6] goes on for its own listeners without Redis, throws nothing and says so once', async () => {
    const [one, two] = [bus('p1'), bus('p2')];
    await connected(two, one);
    expect(one.reachable()).toBe(true);
    lines.length = 0;
    await redis.kill();
    await vi.waitFor(() => expect([one.reachable(), two.reachable()]).toEqual([false, false]), within);
    const heard: unknown[] = [];
    const stop = one.listen('s/a', { wake: (seq) => heard.push(seq), signal: (payload) => heard.push(payload) });
    for (let seq = 1; seq <= 3; seq++) one.wake('s/a', seq);
    one.signal('s/a', 'x');
    stop();
    expect(heard).toEqual([1, 2, 3, 'x']);
    expect(lines.filter((line) => line.includes('no Redis'))).toHaveLength(2);
  });

  it('[RB7] tells of its return once everything is subscribed to again, old topics and new ones', async () => {
    const [one, two] = [bus('p1'), bus('p2')];
    const heard: string[] = [];
    two.listen('s/old', { wake: (seq) => heard.push(`old ${seq}`) });
    await connected(one, two);
    await redis.kill();
    await vi.waitFor(() => expect([one.reachable(), two.reachable()]).toEqual([false, false]), within);
    two.listen('s/new', { wake: (seq) => heard.push(`new ${seq}`) });
    one.wake('s/old', 1);
    const back = new Promise<string[]>((resolve) => two.onReturn(() => channels().then(resolve)));
    await redis.start();
    expect(await back).toEqual(['shopbell:0:s/new', 'shopbell:0:s/old']);
    await vi.waitFor(() => expect(one.reachable()).toBe(true), within);
    one.wake('s/old', 2);
    one.wake('s/new', 2);
    await connected(one, two);
    expect(heard).toEqual(['old 2', 'new 2']);
  });

  it('[RB8] notices a Redis that answers nothing any more, and comes back when it does', async () => {
    const [one, two] = [bus('p1'), bus('p2')];
    await connected(one, two);
    redis.freeze();
    await vi.waitFor(() => expect([one.reachable(), two.reachable()]).toEqual([false, false]), within);
    redis.thaw();
    await vi.waitFor(() => expect([one.reachable(), two.reachable()]).toEqual([true, true]), within);
    await connected(one, two);
  });

  it('[RB9] starts without Redis, and connects as soon as there is one', async () => {
    await redis.stop();
    const [one, two] = [bus('p1'), bus('p2')];
    const heard: number[] = [];
    two.listen('s/a', { wake: (seq) => heard.push(seq) });
    await vi.waitFor(() => expect(lines.filter((line) => line.includes('no Redis'))).toHaveLength(2), within);
    await redis.start();
    await connected(one, two);
    one.wake('s/a', 4);
    await connected(one, two);
    expect(heard).toEqual([4]);
  });

  it('[RB10] leaves no connection behind when it is closed, and sends first what was told', async () => {
    const [one, two] = [bus('p1'), bus('p2')];
    const heard: number[] = [];
    two.listen('s/a', { wake: (seq) => heard.push(seq) });
    await connected(one, two);
    one.wake('s/a', 9);
    await one.close();
    await vi.waitFor(() => expect(heard).toEqual([9]), within);
    await two.close();
    await vi.waitFor(
      async () =>
        expect(
          String(await admin.client('LIST'))
            .trim()
            .split('\n'),
        ).toHaveLength(1),
      within,
    );
  });
});
