import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreFull } from '../store/errors.ts';
import { message, openGateway, type Peer, until, type World } from './gateway.fixture.ts';

let world: World;
afterEach(() => world.close());

const open = async (...about: Parameters<typeof openGateway>): Promise<World> => {
  world = await openGateway(...about);
  return world;
};

const answers = (peer: Peer): string[] =>
  peer.frames.map(({ type }) => type).filter((type) => type === 'ack' || type === 'refused');

describe('defence of the gateway', () => {
  it('[RL7] answers two hundred shoppers behind one address while one of them floods', async () => {
    const w = await open({ limits: { connectionsPerPrefix: 300 } });
    const [flooder] = await w.shopper();
    const shoppers = await Promise.all(Array.from({ length: 200 }, async () => (await w.shopper())[0]));
    for (let n = 0; n < 200; n++) flooder.send(message('buy buy buy'));
    for (const shopper of shoppers) shopper.send(message('Hello'));
    await until('an answer to each', () => shoppers.every((shopper) => answers(shopper).length === 1));
    expect(new Set(shoppers.flatMap(answers))).toEqual(new Set(['ack']));
    await until('every answer to the flooder', () => answers(flooder).length === 200);
    expect(answers(flooder).filter((type) => type === 'ack')).toHaveLength(20);
    const refused = flooder.frames.find(({ type }) => type === 'refused');
    expect(refused).toMatchObject({ code: 'too_fast', retry: true });
    expect(refused?.retryAfterMs).toBeGreaterThan(0);
  });

  it('[RL8] closes newcomers of an address beyond its share with 4429, and lets in who was here before', async () => {
    const w = await open({ limits: { connectionsPerPrefix: 5 } });
    const [, welcome] = await w.shopper();
    for (let n = 0; n < 19; n++) {
      const [peer] = await w.shopper();
      peer.close();
      await peer.closed();
      await until('room', () => w.gateway.connections() === 1);
    }
    const late = await w.connect();
    late.send({ type: 'hello', protocol: 1, shop: 'shop', consent: 0 });
    expect(await late.closed()).toBe(4429);
    await w.shopper({ token: welcome.token });
    w.clock.advance(2000);
    await w.shopper();
  });

  it('[RL14] takes no more connections than the process may have, and more once one has gone', async () => {
    const w = await open({ limits: { connections: 2 } });
    const status = (): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = request({
          port: w.port,
          path: '/ws',
          headers: {
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
            'sec-websocket-protocol': 'shopbell.v1',
          },
        });
        asked.on('response', (response) => resolve(response.statusCode ?? 0));
        asked.on('upgrade', () => resolve(101));
        asked.on('error', reject);
        asked.end();
      });
    const [first] = await w.shopper();
    await w.shopper();
    expect(await status()).toBe(503);
    first.close();
    await first.closed();
    await until('room', () => w.gateway.connections() === 1);
    await w.shopper();
  });

  it('[GW53] drops a reader on a real socket that takes nothing of what it asks for', async () => {
    const w = await open({ limits: { commandBurst: 1000 } });
    const [reader] = await w.shopper();
    for (let n = 0; n < 60; n++) reader.send(message('x'.repeat(4000)));
    await until('all words', () => answers(reader).length === 60);
    const conversation = reader.frames.find(({ type }) => type === 'ack')?.conversation;
    reader.socket.pause();
    for (let n = 0; n < 120; n++) reader.send({ type: 'sync', conversation, after: 0 });
    await until('the end', () => w.gateway.connections() === 0);
    expect(w.lines.map(({ message: line }) => line)).toContain('a reader is too slow: dropped');
  });

  it.each([3_600_000, -3_600_000])('[RY8] takes no notice of a wall clock that is set by %i ms', async (by) => {
    const w = await open();
    const [shopper] = await w.shopper();
    for (let n = 0; n < 200; n++) shopper.send({ type: 'ping' });
    await until('two hundred pongs', () => shopper.frames.filter(({ type }) => type === 'pong').length === 200);
    w.clock.jump(by);
    for (let n = 0; n < 90; n++) shopper.send({ type: 'ping' });
    await until('ninety more', () => shopper.frames.filter(({ type }) => type === 'pong').length === 290);
    w.clock.advance(25_000);
    expect((await shopper.settled()).map(({ type }) => type)).toContain('ping');
    expect(shopper.socket.readyState).toBe(1);
  });

  it('[RY7] refuses commands as busy while the disk is full, closes nobody, and takes them once there is room', async () => {
    let full = true;
    const noRoom = async (): Promise<never> => {
      throw new StoreFull('no room');
    };
    const w = await open({
      wrap: (options) => ({
        ...options,
        store: {
          ...options.store,
          folders: new Proxy(options.store.folders, {
            get: (target, name) => (full && name === 'markRead' ? noRoom : Reflect.get(target, name)),
          }),
        },
      }),
      wrapStore: (store) => ({
        ...store,
        log: new Proxy(store.log, {
          get: (target, name) => (full && name === 'commit' ? noRoom : Reflect.get(target, name)),
        }),
      }),
    });
    const [shopper] = await w.shopper();
    const words = message('Hello');
    shopper.send(words);
    expect(await shopper.next('refused')).toMatchObject({
      id: words.id,
      code: 'busy',
      retry: true,
      retryAfterMs: 2000,
    });
    full = false;
    shopper.send(words);
    const { conversation } = await shopper.next('ack');
    full = true;
    shopper.send({ type: 'read', conversation, position: 1 });
    await shopper.settled();
    expect(shopper.socket.readyState).toBe(1);
    expect(w.errors).toEqual([]);
  });
});
