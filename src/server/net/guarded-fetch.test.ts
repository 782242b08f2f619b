import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server as RawServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import { createGuardedFetch, type Fetched } from './guarded-fetch.ts';
import { selfSigned } from './testing/self-signed.ts';

const servers: (Server | RawServer)[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listening(server: Server | RawServer): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = async (listener: RequestListener): Promise<number> => listening(createServer(listener));

const open = createAddressGuard({ allow: ['127.0.0.1'], insecureLoopback: true });
const fetchOpen = createGuardedFetch({ guard: open });
const fault = (answer: Fetched): string => (answer.ok ? `status ${answer.status}` : answer.fault);

describe('a guarded fetch', () => {
  it('[SR7] sends one request and reads the answer', async () => {
    const seen: string[] = [];
    const port = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      seen.push(`${request.method} ${request.url} ${request.headers['x-mark']} ${Buffer.concat(chunks).toString()}`);
      response.writeHead(202, { 'retry-after': '7' }).end('thanks');
    });
    const url = `http://127.0.0.1:${port}/in?a=b`;
    const answer = await fetchOpen({ url, method: 'POST', headers: { 'x-mark': 'm' }, body: 'héllo' });
    expect(answer).toMatchObject({ ok: true, status: 202, headers: { 'retry-after': '7' } });
    expect(answer.ok && answer.body.toString()).toBe('thanks');
    expect(seen).toEqual(['POST /in?a=b m héllo']);
  });

  it('[SR7] goes where the checked name has led, and asks for it once', async () => {
    let requests = 0;
    const port = await serve((request, response) => {
      requests += 1;
      response.end(request.headers.host);
    });
    const asked: string[] = [];
    const guard = createAddressGuard({ allow: ['127.0.0.1'], insecureLoopback: true });
    // A name server of an attacker: public for whoever checks, inside for whoever connects.
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    const rebinding = createGuardedFetch({
      guard: { ...guard, fault: () => undefined },
      resolve: async (host) => {
        asked.push(host);
        return answers.shift() ?? [];
      },
    });
    const answer = await rebinding({ url: `http://rebind.example:${port}/`, method: 'GET' });
    expect(answer.ok && answer.body.toString()).toBe(`rebind.example:${port}`);
    expect([asked, requests]).toEqual([['rebind.example'], 1]);
  });

  it('[SR8] does not connect where a name leads inside, alone or among others', async () => {
    let connections = 0;
    const port = await listening(
      createRawServer(() => {
        connections += 1;
      }),
    );
    const guard = { ...createAddressGuard({ allow: [], insecureLoopback: true }), fault: () => undefined };
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['10.0.0.8']]) {
      const guarded = createGuardedFetch({ guard, resolve: async () => addresses });
      expect(fault(await guarded({ url: `http://localtest.example:${port}/`, method: 'GET' }))).toBe('address');
    }
    const literal = createGuardedFetch({ guard });
    expect(fault(await literal({ url: `http://127.0.0.1:${port}/`, method: 'GET' }))).toBe('address');
    expect(connections).toBe(0);
  });

  it('[SR8] asks the guard about the URL before anybody about its name', async () => {
    const guarded = createGuardedFetch({
      guard: createAddressGuard({ allow: [], insecureLoopback: true }),
      resolve: () => Promise.reject(new Error('asked')),
    });
    expect(fault(await guarded({ url: 'http://hooks.example/', method: 'GET' }))).toBe('scheme');
    expect(fault(await guarded({ url: 'https://2130706433/', method: 'GET' }))).toBe('address');
    expect(fault(await guarded({ url: 'https://nowhere.example/', method: 'GET' }))).toBe('name');
  });

  it('[SR9] follows no redirect', async () => {
    const paths: unknown[] = [];
    const port = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(fault(await fetchOpen({ url: `http://127.0.0.1:${port}/`, method: 'GET' }))).toBe('status 302');
    expect(paths).toEqual(['/']);
  });

  it('[SR9] waits for the whole of an answer, and no longer than it may', async () => {
    const silent = await listening(createRawServer((socket) => void socket.resume()));
    const url = `http://127.0.0.1:${silent}/`;
    expect(fault(await fetchOpen({ url, method: 'GET', timeoutMs: 50 }))).toBe('timeout');
    const dripping = await serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(drip));
    });
    const slow = { url: `http://127.0.0.1:${dripping}/`, method: 'GET', timeoutMs: 100 } as const;
    expect(fault(await fetchOpen(slow))).toBe('timeout');
    const lost = createGuardedFetch({ guard: open, resolve: () => new Promise(() => {}) });
    expect(fault(await lost({ url: 'https://slow-name.example/', method: 'GET', timeoutMs: 50 }))).toBe('timeout');
  });

  it('[SR9] reads no more of an answer than it may, however much there is', async () => {
    let cut = false;
    const port = await serve((_, response) => {
      response.on('close', () => {
        cut = !response.writableFinished;
      });
      const pour = (): void => {
        while (response.writable && response.write('x'.repeat(65_536)));
        if (response.writable) response.once('drain', pour);
      };
      pour();
    });
    const answer = await fetchOpen({ url: `http://127.0.0.1:${port}/`, method: 'GET' });
    expect(answer.ok && answer.body.length).toBe(16 * 1024);
    await expect.poll(() => cut).toBe(true);
  });

  it('[SR9] says what kept it from an answer', async () => {
    const closing = await listening(createRawServer((socket) => socket.destroy()));
    expect(fault(await fetchOpen({ url: `http://127.0.0.1:${closing}/`, method: 'GET' }))).toBe('connection');
    const port = await serve(() => {});
    await new Promise((resolve) => servers.pop()!.close(resolve));
    expect(fault(await fetchOpen({ url: `http://127.0.0.1:${port}/`, method: 'GET' }))).toBe('refused');
    const stop = new AbortController();
    const silent = await listening(createRawServer((socket) => socket.resume() && stop.abort()));
    const stopped = { url: `http://127.0.0.1:${silent}/`, method: 'GET', signal: stop.signal } as const;
    expect(fault(await fetchOpen(stopped))).toBe('stopped');
  });

  it('[SR9] speaks TLS with the name that was asked for, and trusts no other certificate', async () => {
    const { key, cert } = selfSigned('hooks.example');
    const names: unknown[] = [];
    const server = createTlsServer({ key, cert }, (request, response) => {
      names.push((request.socket as unknown as { servername: string }).servername);
      response.end('hello');
    });
    const port = await listening(server);
    const resolve = async (): Promise<string[]> => ['127.0.0.1'];
    const url = `https://hooks.example:${port}/`;
    const trusting = createGuardedFetch({ guard: open, resolve, ca: cert });
    expect(fault(await trusting({ url, method: 'GET' }))).toBe('status 200');
    expect(names).toEqual(['hooks.example']);
    expect(fault(await trusting({ url: `https://other.example:${port}/`, method: 'GET' }))).toBe('certificate');
    expect(fault(await createGuardedFetch({ guard: open, resolve })({ url, method: 'GET' }))).toBe('certificate');
  });
});
