import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openRawSocket, type RawSocket } from '../support/raw-socket.ts';
import { SERVER_ENTRY, type ServerProcess, startServerProcess } from '../support/server-process.ts';

let dataDir: string;
let server: ServerProcess;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shopbell-bad-'));
  server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'info' } });
}, 60_000);

afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const connect = (headers: Record<string, string> = { origin: server.origin }): RawSocket =>
  openRawSocket(`${server.origin.replace('http', 'ws')}/ws`, headers);
const hello = { type: 'hello', protocol: 1, shop: 'demo', consent: 0 };
const command = (more: object) => ({ id: crypto.randomUUID(), ...more });
const says = (text: string) => command({ type: 'message.send', content: { type: 'text', text } });
/** A line of the server's log that names this code. */
const logged = (code: string | number): Promise<unknown> =>
  eventually(`the log names ${code}`, () => server.output().includes(String(code)), 3000);

async function afterHello(): Promise<RawSocket> {
  const socket = connect();
  socket.send(hello);
  await socket.next('welcome');
  return socket;
}

async function conversations(): Promise<number> {
  const headers = { origin: server.origin, 'content-type': 'application/json' };
  const body = JSON.stringify({ email: 'owner@demo.test', password: 'demo-demo' });
  const session = await fetch(`${server.origin}/api/v1/session`, { method: 'POST', headers, body });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const list = await fetch(`${server.origin}/api/v1/conversations?folder=chatbot`, { headers: { cookie } });
  return ((await list.json()) as { conversations: unknown[] }).conversations.length;
}

describe('bad input has its code, a line in the log, and no other effect', () => {
  it('[BI1] an unknown shop: 4403 on the socket, unknown_shop over HTTP', async () => {
    const socket = connect();
    socket.send({ ...hello, shop: 'nowhere' });
    expect(await socket.ended).toBe(4403);
    const answer = await fetch(`${server.origin}/api/v1/shops/nowhere/widget`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'unknown_shop']);
    await logged(4403);
  });

  it('[BI2] a forged token: 4401', async () => {
    const genuine = connect();
    genuine.send(hello);
    const { token } = (await genuine.next('welcome')) as unknown as { token: string };
    genuine.close();
    const [head, body, signature = ''] = token.split('.');
    const forged = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const socket = connect();
    socket.send({ ...hello, token: forged });
    expect(await socket.ended).toBe(4401);
    await logged(4401);
  });

  it('[BI3] a frame that is no JSON, no object or not text: 4400; one that is too large: 4413', async () => {
    for (const text of ['{', '7', '"hello"', 'null', '[]', Buffer.from([1, 2, 3])]) {
      const socket = connect();
      socket.sendText(text);
      expect(await socket.ended, String(text)).toBe(4400);
    }
    const large = await afterHello();
    large.send(says('x'.repeat(40_000)));
    expect(await large.ended).toBe(4413);
    await logged(4400);
    await logged(4413);
  });

  it('[BI4] a text too long, a command unknown or of a wrong form: refused for good, and the socket lives', async () => {
    const socket = await afterHello();
    for (const [frame, code] of [
      [says('x'.repeat(4001)), 'text_too_long'],
      [says(''), 'invalid'],
      [says('a\0b'), 'invalid'],
      [command({ type: 'message.shout' }), 'unknown_command'],
      [command({ type: 'survey.answer', conversation: 'c_0123456789abcdef', rating: 5 }), 'not_found'],
      [command({ type: 'note.add', conversation: 'c_0123456789abcdef', text: 'x' }), 'unknown_command'],
    ] as const) {
      socket.send(frame);
      expect(await socket.next('refused')).toMatchObject({ id: frame.id, code, retry: false });
      await logged(code);
    }
    socket.close();
  });

  it('[BI5] another origin: the upgrade is refused, and so is a request that changes something', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const socket = connect({ origin });
      socket.send(hello);
      expect(await socket.ended).toBe(4403);
    }
    const answer = await fetch(`${server.origin}/api/v1/session`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'owner@demo.test', password: 'demo-demo' }),
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'wrong_origin']);
    await logged('wrong_origin');
  });

  it('[BI6] a wrong password: wrong_password, the same for an address that is unknown', async () => {
    for (const email of ['owner@demo.test', 'nobody@demo.test']) {
      const answer = await fetch(`${server.origin}/api/v1/session`, {
        method: 'POST',
        headers: { origin: server.origin, 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: 'wrong-wrong' }),
      });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'wrong_password']);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    await logged('wrong_password');
  });

  it('[BI7] none of it has left a trace in the store, and no text or address stands in the log', async () => {
    expect(await conversations()).toBe(0);
    expect(server.output()).not.toMatch(/demo\.test"|nobody@|xxxxxxxx/);
  });
});

describe('what cannot start says so in one line and ends with 1', () => {
  async function run(env: Record<string, string>): Promise<{ code: number; lines: string[] }> {
    const child = spawn(process.execPath, [SERVER_ENTRY, 'serve'], {
      env: { PATH: process.env.PATH, LOG_LEVEL: 'error', DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const [code] = (await once(child, 'close')) as [number];
    return { code, lines: errors.split('\n').filter(Boolean) };
  }

  it('[BI8] a port in use', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'shopbell-bad-'));
    const { code, lines } = await run({ PORT: String(server.port), DATA_DIR: fresh });
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining(String(server.port))] });
    await rm(fresh, { recursive: true });
  });

  it('[BI9] a data directory that cannot be written', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    const { code, lines } = await run({ PORT: '0', DATA_DIR: file });
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining('DATA_DIR')] });
  });

  it('[BI10] a bad variable, named with what it held and what it may hold', async () => {
    const { code, lines } = await run({ PORT: 'eighty' });
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringMatching(/PORT.*eighty.*65535/)] });
  });
});
