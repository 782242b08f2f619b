import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Env } from './env.ts';
import { guardConnections } from './guard-connections.ts';
import { createHttpServer, type HttpServer } from './listen.ts';

const QUICK = { head: 150, request: 300, betweenRequests: 200, standstill: 2000, look: 30 };
const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function serve(guard?: (server: HttpServer) => void) {
  const app = new Hono<Env>();
  app.get('/', (c) => c.text('hello'));
  app.post('/', async (c) => c.text(String((await c.req.text()).length)));
  app.onError((_, c) => c.text('cut off', 400));
  const http = createHttpServer(app, QUICK);
  guard?.(http);
  const { port } = await http.listen(0, '127.0.0.1');
  open.push(() => http.close());
  return {
    http,
    async socket() {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      open.push(() => void socket.destroy());
      await once(socket, 'connect');
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      return { socket, heard: () => heard };
    },
  };
}

const gone = (socket: Socket): Promise<void> =>
  new Promise((resolve) => (socket.closed ? resolve() : socket.once('close', () => resolve())));

/** Sends a byte every few milliseconds for as long as it may. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.writable && socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

describe('the HTTP server', () => {
  it('[RL11] gives up a connection that says nothing', async () => {
    const { socket } = await (await serve()).socket();
    await gone(socket);
  });

  it('[RL11] gives up whoever sends a head byte by byte, and answers others meanwhile', async () => {
    const server = await serve();
    const slow = await server.socket();
    slow.socket.write('GET / HTTP/1.1\r\nHost: shop\r\nX-Slow: ');
    drip(slow.socket, 'a');
    const quick = await server.socket();
    quick.socket.write('GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n');
    await gone(quick.socket);
    expect(quick.heard()).toContain('hello');
    await gone(slow.socket);
    expect(slow.heard()).toMatch(/^(HTTP\/1.1 408|$)/);
  });

  it('[RL11] gives up whoever sends a body byte by byte', async () => {
    const { socket, heard } = await (await serve()).socket();
    socket.write('POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 100000\r\n\r\n');
    drip(socket, 'a');
    await gone(socket);
    expect(heard()).not.toContain('200 OK');
  });

  it('[RL11] closes a connection on which no second request comes', async () => {
    const { socket, heard } = await (await serve()).socket();
    socket.write('GET / HTTP/1.1\r\nHost: shop\r\n\r\n');
    await gone(socket);
    expect(heard()).toContain('hello');
  });

  it('[RL11] refuses a head above 16 KiB', async () => {
    const { socket, heard } = await (await serve()).socket();
    socket.write(`GET / HTTP/1.1\r\nHost: shop\r\nX-Large: ${'a'.repeat(17_000)}\r\n\r\n`);
    await gone(socket);
    expect(heard()).toContain('431');
  });

  it('[RL12] cuts connections of one address beyond its share, until others of them have gone', async () => {
    const server = await serve(({ server: http }) =>
      guardConnections(http, { connections: 100, connectionsPerPrefix: 1, proxied: false }),
    );
    const ask = async () => {
      const { socket, heard } = await server.socket();
      socket.write('GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n');
      await gone(socket);
      return heard().includes('hello');
    };
    const held = await Promise.all(Array.from({ length: 8 }, () => server.socket()));
    expect(await ask()).toBe(false);
    held[0]?.socket.destroy();
    await vi.waitFor(async () => expect(await ask()).toBe(true));
  });

  it('[RL12] leaves the addresses to the proxy where one stands in front', async () => {
    const server = await serve(({ server: http }) =>
      guardConnections(http, { connections: 100, connectionsPerPrefix: 1, proxied: true }),
    );
    const held = await Promise.all(Array.from({ length: 12 }, () => server.socket()));
    for (const { socket } of held) socket.write('GET / HTTP/1.1\r\nHost: shop\r\n\r\n');
    await vi.waitFor(() => expect(held.filter(({ heard }) => heard().includes('hello'))).toHaveLength(12));
  });
});
