import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '../../../tests/support/eventually.ts';
import { runCli, startCli } from '../testing/run-cli.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'shopbell-keeping-'));
});
afterAll(() => rm(root, { recursive: true }));

type Frame = { type: string } & Record<string, unknown>;

async function serve(env: Record<string, string>) {
  const server = startCli(['serve'], { PORT: '0', ...env });
  const out = await server.printed(/openapi\.json\n/);
  const address = /serves at (\S+)/.exec(out)![1]!;
  const stop = async () => {
    server.child.kill('SIGTERM');
    return server.ended;
  };
  return { address, stop };
}

/** A shopper of the shop `demo` at the wire. */
async function shopper(address: string, hello: object = {}) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws`, 'shopbell.v1', { origin: address });
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
  await new Promise((resolve) => socket.once('open', resolve));
  const send = (frame: object): void => socket.send(JSON.stringify(frame));
  const next = (type: string) => eventually(type, () => frames.find((frame) => frame.type === type), 20_000);
  send({ type: 'hello', protocol: 1, shop: 'demo', consent: 0, ...hello });
  return { send, next, frames, welcome: await next('welcome'), close: () => socket.terminate() };
}
const say = (text: string) => ({ type: 'message.send', id: randomUUID(), content: { type: 'text', text } });

describe('shopbell, with a server at work', { timeout: 120_000 }, () => {
  it('[BK6] backs up; who comes back after a restore with a position from before starts over', async () => {
    const env = { DATA_DIR: join(root, 'backup'), LOG_LEVEL: 'error' };
    const first = await serve(env);
    const one = await shopper(first.address);
    one.send(say('Garden Lane 7'));
    const ack = await one.next('ack');
    const to = join(root, 'copy');
    expect(await runCli(['backup', '--to', to], env)).toMatchObject({ code: 0, errors: [] });
    one.send(say('Words after the backup'));
    await eventually('the second ack', () => one.frames.filter(({ type }) => type === 'ack').length === 2);
    const { token, epoch } = one.welcome;
    const busy = await runCli(['restore', '--from', to, '--force'], env);
    expect(busy).toMatchObject({ code: 1, errors: [expect.stringContaining('a server is at work on it')] });
    one.close();
    expect((await first.stop()).code).toBe(0);
    expect(await runCli(['restore', '--from', to], env)).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('--force')],
    });
    const restored = await runCli(['restore', '--from', to, '--force'], env);
    expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/^Restored as of 2.*\.replaced\.\n$/s) });

    const again = await serve(env);
    const after = { conversation: ack.conversation, epoch, position: 3 };
    const back = await shopper(again.address, { token, after });
    expect(back.welcome).toMatchObject({ conversation: ack.conversation, from: 1 });
    expect(back.welcome.epoch).not.toBe(epoch);
    expect(JSON.stringify(back.welcome)).toContain('Garden Lane 7');
    expect(JSON.stringify(back.welcome)).not.toContain('Words after');
    back.close();
    await again.stop();
  });

  it('[ER13] erases a person while they are on the page, and exports what there is of them before', async () => {
    const env = { DATA_DIR: join(root, 'erase'), LOG_LEVEL: 'error' };
    const server = await serve(env);
    const one = await shopper(server.address, { clientId: 'customer-7' });
    one.send(say('Garden Lane 7'));
    await one.next('ack');
    one.send({ type: 'email.give', id: randomUUID(), email: 'wanda.sole@example.com' });
    await eventually('the second ack', () => one.frames.filter(({ type }) => type === 'ack').length === 2);
    const whom = ['--shop', 'demo', '--email', 'Wanda.Sole@example.com'];

    const to = join(root, 'wanda.ndjson');
    expect(await runCli(['export', ...whom, '--to', to], env)).toMatchObject({ code: 0, errors: [] });
    const lines = readFileSync(to, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines[0]).toMatchObject({ type: 'visitor', visitor: { email: 'wanda.sole@example.com' } });
    expect(lines.some((line) => JSON.stringify(line).includes('Garden Lane 7'))).toBe(true);
    expect(statSync(to).mode & 0o777).toBe(0o600);

    const dry = await runCli(['erase', ...whom, '--dry-run'], env);
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('Would erase 1 visitor(s), 1 conversation(s)') });
    expect((await runCli(['erase', ...whom], env)).out).toContain('Erased 1 visitor(s), 1 conversation(s)');
    const reset = await eventually('the reset', () =>
      one.frames.find((frame) => frame.type === 'reset' && JSON.stringify(frame).includes('"erased":true')),
    );
    expect(JSON.stringify(reset)).not.toMatch(/Garden|wanda/);
    expect(await runCli(['erase', ...whom], env)).toMatchObject({ code: 1, out: expect.stringContaining('Nobody') });
    one.close();
    await server.stop();
    const database = readFileSync(join(env.DATA_DIR, 'shopbell.db'));
    for (const word of ['Garden Lane 7', 'wanda.sole@example.com', 'customer-7'])
      expect(database.includes(word), word).toBe(false);
  });

  it.each([
    ['nobody', ['erase', '--shop', 'demo'], 'whom?'],
    ['two names', ['erase', '--shop', 'demo', '--email', 'a@b.cc', '--visitor', 'v_0123456789abcdef'], 'one way'],
    ['no target', ['backup'], '--to is missing'],
    ['no source', ['restore'], '--from is missing'],
    ['no file', ['export', '--shop', 'demo'], '--to is missing'],
  ])('[ER13] understands no command line with %s', async (_what, args, says) => {
    const { code, errors } = await runCli(args, { DATA_DIR: join(root, 'usage') });
    expect(code).toBe(2);
    expect(errors[0]).toContain(says);
  });

  it('[BK8] keeps what it makes at the first start from others: a directory of 0700, files of 0600', async () => {
    const env = { DATA_DIR: join(root, 'modes'), LOG_LEVEL: 'error' };
    const server = await serve(env);
    await server.stop();
    expect(statSync(env.DATA_DIR).mode & 0o777).toBe(0o700);
    for (const name of ['shopbell.db', 'secret']) {
      const path = join(env.DATA_DIR, name);
      if (existsSync(path)) expect(statSync(path).mode & 0o777, name).toBe(0o600);
    }
  });

  it('[SB7] does not start with a bucket that it cannot use, and says so in one line without the secret', async () => {
    const env = { DATA_DIR: join(root, 'bucket'), LOG_LEVEL: 'fatal', PORT: '0', NODE_ENV: 'production' };
    const FILES_URL = 's3://KEY:not-for-anybody@127.0.0.1:21898/chat?tls=false';
    const { code, errors } = await runCli(['serve'], { ...env, FILES_URL });
    expect({ code, errors }).toEqual({
      code: 1,
      errors: [
        expect.stringMatching(/^The bucket "chat" at http:\/\/127.0.0.1:21898 answers nothing \(ECONNREFUSED\)\.$/),
      ],
    });
    const bad = await runCli(['serve'], { ...env, FILES_URL: 's3://KEY:not-for-anybody@127.0.0.1' });
    expect(bad).toMatchObject({ code: 1, errors: [expect.stringMatching(/^FILES_URL .*not shown/)] });
    expect(bad.errors.join('')).not.toContain('not-for-anybody');
  });
});
