import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connected } from '../bus/bus.contract.ts';
import type { Bus } from '../bus/bus.ts';
import { createRedisBus } from '../bus/redis.ts';
import { createRedisEphemeral, type RedisEphemeral } from '../bus/redis-ephemeral.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { startRedis } from '../testing/start-redis.ts';
import { STANDS_AFTER_MS } from './announce-tab.ts';
import { type Frame, message, openGateway, type Peer, until, type World } from './gateway.fixture.ts';

const redis = await startRedis();
afterAll(() => redis.stop());

const logger = { info: () => {}, warn: () => {}, error: () => {} };
const within = { timeout: 10_000, interval: 10 };

interface Process extends World {
  bus: Bus;
  limits: RedisEphemeral;
}
let store: Store;
let open: Process[];
/** What runs beside each other on one store and one Redis, each with a gateway and a door of its own. */
async function process(about: { limits?: Parameters<typeof openGateway>[0] } = {}): Promise<Process> {
  const bus = createRedisBus({ url: redis.url, processId: `p${open.length}`, logger });
  const limits = createRedisEphemeral({ url: redis.url, logger });
  const world = await openGateway({ ...about.limits, shared: { store, bus, ephemeral: limits, sweepMs: 2000 } });
  const made = { ...world, bus, limits };
  open.push(made);
  return made;
}

beforeEach(async () => {
  open = [];
  store = await createSqliteStore({ file: ':memory:' });
});
afterEach(async () => {
  for (const { close, bus, limits } of open) {
    await close();
    await Promise.all([bus.close(), limits.close()]);
  }
  await store.close();
  await redis.start();
});

/** Both hear each other, whatever they listen to by now. */
async function meet(one: Process, two: Process): Promise<void> {
  await connected(one.bus, two.bus);
  await connected(two.bus, one.bus);
}
const texts = (frames: Frame[]): string[] =>
  frames
    .filter(({ type }) => type === 'entries')
    .flatMap(({ entries }) => entries as { kind: string; content?: { text: string } }[])
    .filter(({ kind }) => kind === 'message.sent')
    .map(({ content }) => content?.text ?? '');
/** The row that an agent was shown last. */
const shown = ({ frames }: Peer): Record<string, unknown> =>
  (frames.filter(({ type }) => type === 'row').at(-1)?.row ?? {}) as Record<string, unknown>;
const says = (peer: Peer, text: string): Promise<void> =>
  until(`"${text}"`, () => texts(peer.frames).includes(text)).then(() => {});

/** A conversation of a shopper on the first process, read by Jonas on the second. */
async function talking() {
  const [one, two] = [await process(), await process()];
  const [shopper, welcome] = await one.shopper({ client: 'tab-shopper-1' });
  const first = message('Hello');
  shopper.send(first);
  const { conversation } = await shopper.next('ack');
  const [agent] = await two.agent('jonas', { client: 'tab-agent-1' });
  agent.send({ type: 'watch_list', folder: 'chatbot' });
  await agent.next('listed');
  agent.send({ type: 'watch', conversation, after: 0 });
  await until('the watched log', () => agent.frames.some(({ type }) => type === 'reset' || type === 'entries'));
  await meet(one, two);
  return { one, two, shopper, agent, conversation, welcome };
}

describe('two processes on one Redis', () => {
  it('[RB11] carry messages, typing, reading and rows from one to the other', async () => {
    const { one, two, shopper, agent, conversation } = await talking();
    shopper.send(message('Is it made of linen?', { conversation }));
    await says(agent, 'Is it made of linen?');
    await until('the row', () =>
      agent.frames.some(({ type, row }) => type === 'row' && JSON.stringify(row).includes('linen')),
    );

    shopper.send({ type: 'typing', on: true });
    expect(await agent.next('typing')).toMatchObject({ conversation, by: { role: 'visitor' }, on: true });
    agent.send({ type: 'typing', conversation, on: true });
    expect(await shopper.next('typing')).toMatchObject({ conversation, by: { role: 'agent' }, on: true });

    agent.send(message('It is.', { conversation, seen: 99 }));
    await agent.next('ack');
    await says(shopper, 'It is.');
    shopper.send({ type: 'read', conversation, position: 3 });
    expect(await agent.next('read')).toMatchObject({ conversation, reader: 'visitor' });

    // The same agent at another desk, and a colleague, each on either process.
    const [desk] = await one.agent('jonas', { client: 'tab-agent-2' });
    const [priya] = await two.agent('priya');
    for (const peer of [desk, priya]) peer.send({ type: 'watch', conversation, after: 0 });
    await meet(one, two);
    shopper.send(message('And the lining?', { conversation }));
    for (const peer of [agent, desk, priya]) await says(peer, 'And the lining?');
  });

  it('[RB11] ring for a handoff, and show who is on the store, wherever the team is connected', async () => {
    const { one, two, shopper, agent, conversation, welcome } = await talking();
    shopper.send({ type: 'handoff.request', id: crypto.randomUUID(), conversation });
    await agent.next('alert');
    agent.send({ type: 'watch_list', folder: 'new' });
    await agent.next('listed');
    shopper.close();
    await shopper.closed();
    // Going to another page is not leaving; staying away is.
    one.clock.advance(5000);
    await until('that they have left', () => shown(agent).presence === 'left');
    await two.shopper({ token: welcome.token });
    await until('that they are back', () => shown(agent).presence === 'online');
  });

  it('[RB12] know that a tab has connected to the other process, and close its old connection with 4409', async () => {
    const { one, two, shopper, agent, welcome } = await talking();
    const [again] = await two.shopper({ client: 'tab-shopper-1', token: welcome.token });
    await again.settled();
    two.clock.advance(STANDS_AFTER_MS);
    expect(await shopper.closed()).toBe(4409);
    const [desk] = await one.agent('jonas', { client: 'tab-agent-1' });
    await desk.settled();
    one.clock.advance(STANDS_AFTER_MS);
    expect(await agent.closed()).toBe(4409);
    expect([again.socket.readyState, desk.socket.readyState]).toEqual([1, 1]);
  });

  it('[RB13] deliver by comparing heads while Redis is away, and at once when it is back', async () => {
    const { one, two, shopper, agent, conversation } = await talking();
    await redis.kill();
    await vi.waitFor(() => expect([one.bus.reachable(), two.bus.reachable()]).toEqual([false, false]), within);
    shopper.send(message('Anybody there?', { conversation }));
    expect((await shopper.next('ack')).conversation).toBe(conversation);
    await says(agent, 'Anybody there?');
    agent.send(message('Always.', { conversation, seen: 99 }));
    await agent.next('ack');
    await says(shopper, 'Always.');

    await redis.start();
    await meet(one, two);
    shopper.send({ type: 'typing', on: true });
    await agent.next('typing');
    shopper.send(message('Good.', { conversation }));
    await says(agent, 'Good.');
    expect(texts(agent.frames).filter((text) => text === 'Good.')).toHaveLength(1);
  });

  it('[RB14] count what a visitor may send over both', async () => {
    const [one, two] = [await process(), await process()];
    await meet(one, two);
    const [first, welcome] = await one.shopper();
    const [second] = await two.shopper({ token: welcome.token });
    for (let n = 0; n < 15; n++) for (const peer of [first, second]) peer.send(message(`${n}`));
    const answers = () => [first, second].flatMap(({ frames }) => frames.map(({ type }) => type));
    await until('thirty answers', () => answers().filter((type) => type === 'ack' || type === 'refused').length === 30);
    const refused = answers().filter((type) => type === 'refused').length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(10);
  });

  it('[RL6] count the connections of an address over both', async () => {
    const limits = { limits: { limits: { connectionsPerPrefix: 3 } } };
    const [one, two] = [await process(limits), await process(limits)];
    await meet(one, two);
    await one.shopper();
    await one.shopper();
    await two.shopper();
    const fourth = await two.connect();
    expect(await fourth.closed()).toBe(4429);
  });
});
