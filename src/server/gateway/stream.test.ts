import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../client/platform.ts';
import { createStreamOpener } from '../../client/stream-socket.ts';
import { createVisitorClient } from '../../client/visitor-client.ts';
import { message, openGateway, until, type World } from './gateway.fixture.ts';

let world: World;
let server: Awaited<ReturnType<typeof listen>>;
afterEach(async () => {
  server?.close();
  await world.close();
});

/** The two addresses of the way around blocked sockets, on a port of their own. */
async function listen(w: World, tamper: (path: string) => boolean = () => false) {
  const http = createServer((request, response) => {
    if (tamper(request.url ?? '')) request.socket.destroy();
    else void w.gateway.streams[request.url === '/stream' ? 'open' : 'frame'](request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    origin,
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(origin + path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers }),
    close() {
      http.close();
      http.closeAllConnections();
    },
  };
}

const HELLO = { type: 'hello', protocol: 1, shop: 'shop', consent: 0 };
type Line = Record<string, unknown> & { type: string };

/** Lines as they come, until the answer ends. */
async function* linesOf(answer: Response): AsyncGenerator<Line> {
  let rest = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

const platform = (): Platform => ({
  clock: { now: Date.now, setTimeout, clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout) },
  random: () => 0.01,
  uuid: randomUUID,
  openSocket: createStreamOpener({
    fetch: (url, request) => fetch(url, { ...request, signal: request.signal as AbortSignal }),
    createAbort: () => new AbortController(),
    createDecoder: () => new TextDecoder(),
  }),
});

const texts = (entries: readonly { kind: string; content?: unknown }[] = []): unknown[] =>
  entries.flatMap((entry) =>
    entry.kind === 'message.sent' ? [(entry.content as { text?: string } | undefined)?.text] : [],
  );

describe('where WebSockets are blocked', () => {
  it('[FB1][FB10][FB11] the same client talks over one long answer and a request for each command', async () => {
    world = await openGateway();
    server = await listen(world);
    const client = createVisitorClient({
      url: `${server.origin.replace('http', 'ws')}/ws`,
      platform: platform(),
      hello: () => ({ shop: 'shop', consent: 0 }),
      onToken: () => {},
    });
    client.start();
    client.send({ type: 'message.send', content: { type: 'text', text: 'first' } });
    client.send({ type: 'message.send', content: { type: 'text', text: 'second' } });
    await until('both words', () => texts(client.state().timeline?.entries).includes('second'));
    const conversation = client.state().timeline?.conversation;
    const [jonas] = await world.agent('jonas');
    jonas.send(message('A person here.', { conversation, seen: 100 }));
    await until('the reply', () => texts(client.state().timeline?.entries).includes('A person here.'));
    expect(client.state().outbox).toEqual([]);
    expect(texts(client.state().timeline?.entries).filter((text) => text === 'first')).toHaveLength(1);
    client.stop();
    await until('the end of the stream', () => world.gateway.connections() === 1);
  });

  it('[FB12] what was cut off on its way up goes again and is stored once', async () => {
    world = await openGateway();
    let cuts = 3;
    server = await listen(world, (path) => path === '/stream/frame' && cuts-- > 0);
    const client = createVisitorClient({
      url: `${server.origin.replace('http', 'ws')}/ws`,
      platform: platform(),
      hello: () => ({ shop: 'shop', consent: 0 }),
      onToken: () => {},
    });
    client.start();
    client.send({ type: 'message.send', content: { type: 'text', text: 'stubborn' } });
    await until('the words', () => texts(client.state().timeline?.entries).includes('stubborn'));
    expect(texts(client.state().timeline?.entries).filter((text) => text === 'stubborn')).toHaveLength(1);
    client.stop();
  });

  it('[FB2] the stream ends by itself before its reader could be taken for dead, and says that it may come again', async () => {
    world = await openGateway();
    server = await listen(world);
    const lines = linesOf(await server.post('/stream', HELLO));
    expect((await lines.next()).value).toMatchObject({ type: 'welcome' });
    world.clock.advance(50_000);
    const rest: Line[] = [];
    for await (const line of lines) rest.push(line);
    expect(rest.at(-1)).toMatchObject({ type: 'close', code: 1012 });
  });

  it('[FB3] a frame gets its own answer and nothing else, and a command given twice has one effect', async () => {
    world = await openGateway();
    server = await listen(world);
    const [, welcome] = await world.shopper();
    const hello = { ...HELLO, token: welcome.token };
    const said = message('once');
    const first = await (await server.post('/stream/frame', { hello, frame: said })).json();
    expect(first).toEqual([
      { type: 'ack', id: said.id, conversation: expect.any(String), position: expect.any(Number) },
    ]);
    expect(await (await server.post('/stream/frame', { hello, frame: said })).json()).toEqual(first);
    const { conversation } = first[0];
    const sync = { type: 'sync', conversation, after: 0 };
    const [page] = await (await server.post('/stream/frame', { hello, frame: sync })).json();
    expect(texts(page.entries).filter((text) => text === 'once')).toHaveLength(1);
    const typing = await server.post('/stream/frame', { hello, frame: { type: 'typing', conversation, on: true } });
    expect(await typing.json()).toEqual([]);
  });

  it('[FB4] whoever may not come in over a socket may not come in here', async () => {
    world = await openGateway();
    server = await listen(world);
    const closed = async (body: unknown, headers?: Record<string, string>) => {
      const lines: Line[] = [];
      for await (const line of linesOf(await server.post('/stream', body, headers))) lines.push(line);
      return lines;
    };
    expect(await closed(HELLO, { origin: 'https://elsewhere.example' })).toMatchObject([{ type: 'close', code: 4403 }]);
    expect(await closed(HELLO, { origin: 'null' })).toMatchObject([{ type: 'close', code: 4403 }]);
    expect(await closed({ ...HELLO, token: 'forged' })).toMatchObject([{ type: 'close', code: 4401 }]);
    expect(await closed('not json')).toMatchObject([{ type: 'close', code: 4400 }]);
    expect(await closed({ ...HELLO, agent: true }, { cookie: 'session=jonas' })).toMatchObject([{ code: 4400 }]);
    const foreign = { hello: { ...HELLO, token: 'forged' }, frame: message('hello') };
    expect(await (await server.post('/stream/frame', foreign)).json()).toMatchObject([{ type: 'close', code: 4401 }]);
    expect(await (await server.post('/stream/frame', '{}')).json()).toMatchObject([{ type: 'close', code: 4400 }]);
  });

  it('[FB5] a body larger than a frame may be is refused with 413', async () => {
    world = await openGateway({ limits: { frameBytes: 2048 } });
    server = await listen(world);
    expect((await server.post('/stream', `{"pad":"${'x'.repeat(4000)}"}`)).status).toBe(413);
    expect((await server.post('/stream/frame', `{"pad":"${'x'.repeat(20_000)}"}`)).status).toBe(413);
  });

  it('[FB6] a stream counts like a socket: towards the limit of its address, and to be closed when the server stops', async () => {
    world = await openGateway({ limits: { connectionsPerPrefix: 1 } });
    server = await listen(world);
    const lines = linesOf(await server.post('/stream', HELLO));
    await lines.next();
    const second: Line[] = [];
    for await (const line of linesOf(await server.post('/stream', HELLO))) second.push(line);
    expect(second).toMatchObject([{ type: 'close', code: 4429 }]);
    const closing = world.gateway.close();
    const rest: Line[] = [];
    for await (const line of lines) rest.push(line);
    expect(rest).toMatchObject([{ type: 'close', code: 1012 }]);
    await closing;
  });

  it('[FB7] a frame names no tab, so that it does not replace the stream of its own', async () => {
    world = await openGateway();
    server = await listen(world);
    const hello = { ...HELLO, client: 'tab-1' };
    const lines = linesOf(await server.post('/stream', hello));
    const { token } = (await lines.next()).value as Line;
    await (await server.post('/stream/frame', { hello: { ...hello, token }, frame: message('still here') })).json();
    expect((await lines.next()).value).toMatchObject({ type: 'reset' });
  });
});
