import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { message, openGateway, until, type World } from './gateway.fixture.ts';

let world: World;
afterEach(() => world.close());

const open = async (...about: Parameters<typeof openGateway>): Promise<World> => {
  world = await openGateway(...about);
  return world;
};

/** Status of an upgrade request. */
const upgrade = (port: number, path: string, protocol?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...(protocol && { 'sec-websocket-protocol': protocol }),
    };
    const asked = request({ port, path, headers });
    asked.on('response', (response) => resolve(response.statusCode ?? 0));
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });

describe('gateway', () => {
  it('[GW1] opens sockets at /ws that speak shopbell.v1, and no others', async () => {
    const { port } = await open();
    expect(await upgrade(port, '/ws', 'shopbell.v1')).toBe(101);
    expect(await upgrade(port, '/ws?shop=demo', 'other, shopbell.v1')).toBe(101);
    expect(await upgrade(port, '/ws')).toBe(400);
    expect(await upgrade(port, '/ws', 'other')).toBe(400);
    expect(await upgrade(port, '/', 'shopbell.v1')).toBe(404);
  });

  it("[GW2] lets pages of the shop's origins and its own in, and closes others with 4403", async () => {
    const w = await open();
    for (const origin of [w.own, 'https://shop.example.com', 'capacitor://localhost', 'ionic://localhost']) {
      const [, welcome] = await w.shopper({}, { origin });
      expect(welcome.visitor).toMatch(/^v_/);
    }
    for (const origin of [
      'null',
      'https://evil.example.com',
      'https://shop.example.com.evil.com',
      'http://shop.example.com',
      'capacitor://evil',
      'ionic://localhost.evil',
    ]) {
      const peer = await w.connect({ origin });
      peer.send({ type: 'hello', protocol: 1, shop: 'shop' });
      expect(await peer.closed(), origin).toBe(4403);
    }
  });

  it('[GW3] closes with 4408 when no hello has come within 10 s', async () => {
    const w = await open();
    const silent = await w.connect();
    const [polite] = await w.shopper();
    w.clock.advance(9999);
    expect(silent.socket.readyState).toBe(1);
    w.clock.advance(1);
    expect(await silent.closed()).toBe(4408);
    expect(polite.socket.readyState).toBe(1);
  });

  it('[GW4] closes with 4400 on what is no hello, no JSON, binary, or of another protocol version', async () => {
    const w = await open();
    const firsts = [
      'hello',
      '[]',
      '{"type":1}',
      { type: 'ping' },
      message('Hi'),
      { type: 'hello', protocol: 2, shop: 'shop' },
      { type: 'hello', protocol: 1 },
      { type: 'hello', protocol: 1, agent: 'yes' },
      Buffer.from(JSON.stringify({ type: 'hello', protocol: 1, shop: 'shop' })),
    ];
    for (const first of firsts) {
      const peer = await w.connect();
      peer.send(first);
      expect(await peer.closed(), String(first)).toBe(4400);
    }
    for (const later of [
      'nonsense',
      { type: 'hello', protocol: 1, shop: 'shop' },
      { type: 'fireworks' },
      { type: 'typing' },
    ]) {
      const [peer] = await w.shopper();
      peer.send(later);
      expect(await peer.closed(), JSON.stringify(later)).toBe(4400);
    }
  });

  it('[GW5] closes with 4413 on a frame above 32 KiB, however large, and takes one just below', async () => {
    const w = await open();
    const [peer] = await w.shopper();
    peer.send(`{"type":"ping","pad":"${'x'.repeat(32 * 1024 - 24)}"}`);
    await peer.next('pong');
    peer.send('x'.repeat(32 * 1024 + 1));
    expect(await peer.closed()).toBe(4413);
    const [other] = await w.shopper();
    other.send('x'.repeat(3 * 1024 * 1024));
    expect(await other.closed()).toBe(4413);
  });

  it('[GW6] closes with 4429 what one address opens beyond its limit, until another one of its sockets has gone', async () => {
    const w = await open({ limits: { connectionsPerPrefix: 2 } });
    const [first] = await w.shopper();
    await w.shopper();
    const third = await w.connect();
    expect(await third.closed()).toBe(4429);
    first.close();
    await first.closed();
    await until('room', () => w.gateway.connections() === 1);
    await w.shopper();
  });

  it('[GW7] closes with 4429 a socket that floods', async () => {
    const w = await open();
    const [peer] = await w.shopper();
    for (let n = 0; n < 301; n++) peer.send({ type: 'ping' });
    expect(await peer.closed()).toBe(4429);
  });

  it('[GW8] sends a ping every 25 s, answers one, and drops a peer after 60 s of silence', async () => {
    const w = await open();
    const [peer] = await w.shopper();
    const [silent] = await w.shopper();
    w.clock.advance(25_000);
    await peer.next('ping');
    peer.send({ type: 'pong' });
    peer.send({ type: 'ping' });
    await peer.next('pong');
    w.clock.advance(35_000);
    expect(await silent.closed()).toBe(1006);
    expect(peer.socket.readyState).toBe(1);
  });

  it('[GW9] takes what comes before the welcome after it, in order', async () => {
    const w = await open();
    const peer = await w.connect();
    const [first, second] = [message('one'), message('two')];
    peer.send({ type: 'hello', protocol: 1, shop: 'shop' });
    peer.send(first);
    peer.send(second);
    await peer.next('welcome');
    expect((await peer.next('ack')).id).toBe(first.id);
    expect((await peer.next('ack')).id).toBe(second.id);
  });

  it('[GW50] closes every socket with 1012, takes nobody new, and ends when all are gone', async () => {
    const w = await open();
    const [shopper] = await w.shopper();
    const [agent] = await w.agent();
    const closed = w.gateway.close();
    expect(await upgrade(w.port, '/ws', 'shopbell.v1')).toBe(503);
    await closed;
    expect(w.gateway.connections()).toBe(0);
    expect(await shopper.closed()).toBe(1012);
    expect(await agent.closed()).toBe(1012);
  });

  it('[GW51] leaves one line in the log for each refusal and each close, without what people wrote', async () => {
    const w = await open();
    const [peer] = await w.shopper();
    peer.send(message('my secret words '.repeat(300)));
    await peer.next('refused');
    peer.send('garbage with secret words');
    await peer.closed();
    expect(w.lines.map(({ fields }) => fields)).toEqual([
      { shop: 'shop', code: 'text_too_long' },
      { shop: 'shop', code: 4400 },
    ]);
    expect(JSON.stringify(w.lines)).not.toContain('secret');
  });

  it('[GW52] closes with 4500 when the store fails, and says why in the log alone', async () => {
    const w = await open({
      wrap: (options) => ({
        ...options,
        conversations: { ...options.conversations, epoch: () => Promise.reject(new Error('disk on fire')) },
      }),
    });
    const peer = await w.connect();
    peer.send({ type: 'hello', protocol: 1, shop: 'shop' });
    expect(await peer.closed()).toBe(4500);
    expect(peer.frames).toEqual([]);
    expect(w.lines.some(({ fields }) => String(fields.err).includes('disk on fire'))).toBe(true);
  });
});
