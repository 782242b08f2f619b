import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { snippetHtml, snippetNoscript, snippetQueue } from '../protocol/snippet.ts';
import { runCli, startCli } from './testing/run-cli.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'shopbell-main-'));
});
afterAll(() => rm(root, { recursive: true }));

const fresh = (name: string): string => join(root, name);

/** Starts a server on a free port and gives its address. */
async function serve(env: Record<string, string>) {
  const server = startCli(['serve'], { PORT: '0', ...env });
  const out = await server.printed(/openapi\.json\n/);
  const address = /serves at (\S+)/.exec(out)![1]!;
  const stop = async () => {
    server.child.kill('SIGTERM');
    return server.ended;
  };
  return { address, out, stop };
}

const signIn = (address: string, email: string, password: string): Promise<Response> =>
  fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password }),
  });

describe('the server process', { timeout: 30_000 }, () => {
  it('[OP7] says where everything is, drains on SIGTERM with sockets open, and ends with 0 in time', async () => {
    const { address, out, stop } = await serve({ DATA_DIR: fresh('drain') });
    expect(out).toContain(`${address}/demo/`);
    expect(out).toContain(`${address}/inbox/`);
    expect((await signIn(address, 'owner@demo.test', 'demo-demo')).status).toBe(200);
    const socket = new WebSocket(`${address.replace('http', 'ws')}/ws`, 'shopbell.v1');
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const started = performance.now();
    const { code, errors } = await stop();
    expect(performance.now() - started).toBeLessThan(10_000);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(await closed).toBe(1012);
  });

  it('[FB8] greets a shopper without a socket, and ends the stream when it stops', async () => {
    const { address, stop } = await serve({ DATA_DIR: fresh('stream') });
    const hello = { type: 'hello', protocol: 1, shop: 'demo', consent: 0 };
    const answer = await fetch(`${address}/stream`, { method: 'POST', body: JSON.stringify(hello) });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const lines = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const { value: first = '' } = await lines.read();
    expect(JSON.parse(first)).toMatchObject({ type: 'welcome', settings: { shop: 'demo' } });
    const stopped = stop();
    const { value: last = '' } = await lines.read();
    expect(JSON.parse(last)).toMatchObject({ type: 'close', code: 1012 });
    expect(await stopped).toMatchObject({ code: 0, errors: [] });
  });

  it('[OP8] names a port in use in one line, and has changed nothing', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(25_010, '127.0.0.1', resolve));
    const { code, errors } = await runCli(['serve'], { PORT: '25010', DATA_DIR: fresh('taken'), LOG_LEVEL: 'error' });
    taken.close();
    expect({ code, errors }).toEqual({ code: 1, errors: [expect.stringMatching(/^PORT 25010 is in use/)] });
    expect(existsSync(join(fresh('taken'), 'shopbell.db'))).toBe(false);
  });

  it('[OP8] names a data directory that cannot be written, or a store that cannot be opened, in one line', async () => {
    const file = fresh('a-file');
    await writeFile(file, 'no database');
    const asDirectory = await runCli(['serve'], { PORT: '0', DATA_DIR: file });
    expect(asDirectory).toMatchObject({
      code: 1,
      errors: [expect.stringMatching(/^DATA_DIR .*a-file.* cannot be written/)],
    });
    const asStore = await runCli(['serve'], {
      PORT: '0',
      DATA_DIR: fresh('bad-db'),
      DATABASE_URL: `sqlite:${file}`,
      LOG_LEVEL: 'fatal',
    });
    expect(asStore).toMatchObject({ code: 1, errors: [expect.stringContaining('a-file')] });
  });

  it('[OP5] ends with 1 and one line for a variable that cannot be used', async () => {
    const { code, errors } = await runCli(['serve'], { PORT: 'eighty', DATA_DIR: fresh('env') });
    expect({ code, errors }).toEqual({
      code: 1,
      errors: ['PORT holds "eighty"; it may hold a port from 0 (any free one) to 65535.'],
    });
    expect(existsSync(fresh('env'))).toBe(false);
  });

  it('[OP9] makes no demo shop in production, and says how to add a shop', async () => {
    const env = { DATA_DIR: fresh('production'), NODE_ENV: 'production' };
    const { address, out, stop } = await serve(env);
    expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ status: 'ready', store: 'ok', bus: 'ok' });
    expect(out).toContain('npx shopbell shop add');
    expect(out).not.toContain('demo');
    await stop();
    expect((await runCli(['shop', 'add', 'oak', '--name', 'Oak', '--origin', 'https://oak.example'], env)).code).toBe(
      0,
    );
    const again = await serve(env);
    expect(again.out).not.toContain('no shop yet');
    await again.stop();
  });

  it('[AU11] lets nobody in with a demo password once it is production', async () => {
    const env = { DATA_DIR: fresh('demo-then-production') };
    const before = await serve(env);
    expect((await signIn(before.address, 'jonas@demo.test', 'demo-demo')).status).toBe(200);
    await before.stop();
    const after = await serve({ ...env, NODE_ENV: 'production' });
    expect((await signIn(after.address, 'jonas@demo.test', 'demo-demo')).status).toBe(401);
    await after.stop();
  });
});

describe('shopbell', { timeout: 30_000 }, () => {
  it('[OP10] adds a shop and its team while the server runs', async () => {
    const env = { DATA_DIR: fresh('team') };
    const { address, stop } = await serve(env);
    expect(await runCli(['shop', 'add', 'oak', '--name', 'Oak', '--origin', 'https://oak.example'], env)).toMatchObject(
      {
        code: 0,
        out: expect.stringContaining('Shop "oak" (Oak) is added.'),
        errors: [],
      },
    );
    const ann = ['agent', 'add', '--shop', 'oak', '--email', 'ann@oak.example', '--name', 'Ann'];
    const added = await runCli([...ann, '--role', 'admin'], env, 'a password of mine\n');
    expect(added.out).toBe('Ann <ann@oak.example> is added as admin of "oak".\n');
    expect(await (await signIn(address, 'ann@oak.example', 'a password of mine')).json()).toMatchObject({
      agent: { role: 'admin', permissions: ['chat', 'reports', 'settings', 'unblock'] },
      shop: { id: 'oak', name: 'Oak' },
    });
    await runCli(ann, env, 'another one of mine\n');
    expect((await signIn(address, 'ann@oak.example', 'a password of mine')).status).toBe(401);
    expect((await signIn(address, 'ann@oak.example', 'another one of mine')).status).toBe(200);
    expect(await runCli(ann, env, 'password123\n')).toMatchObject({
      code: 2,
      errors: [expect.stringContaining('guessed first'), expect.anything()],
    });
    await stop();
  });

  it('[TI40] prints the snippet and links for the owner and agents to join, or to choose a new password', async () => {
    const env = { DATA_DIR: fresh('links'), PUBLIC_URL: 'https://chat.oak.example', NODE_ENV: 'production' };
    const shop = ['shop', 'add', 'oak', '--name', 'Oak', '--origin', 'https://oak.example'];
    const made = await runCli(shop, env);
    expect(made.out).toContain('<script async src="https://chat.oak.example/shopbell.js?shop=oak"></script>');
    const owner = /https:\/\/chat\.oak\.example\/inbox\/#\/invitation\/(sbi_oak_[\w-]{43})\n/.exec(made.out)![1]!;
    const { PUBLIC_URL: _, ...local } = env;
    const { address, stop } = await serve(local);
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(`${address}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address },
        body: JSON.stringify(body),
      });
    const who = { name: 'Olga', email: 'olga@oak.example', password: 'long enough for her' };
    const accepted = await post('invitations/accept', { secret: owner, ...who });
    expect([accepted.status, await accepted.json()]).toMatchObject([201, { agent: { role: 'owner' } }]);
    expect((await runCli(shop, env)).out).not.toContain('/#/invitation/');

    const ben = ['agent', 'add', '--shop', 'oak', '--email', 'ben@oak.example'];
    const invited = await runCli(ben, local);
    const secret = /http:\/\/localhost:8787\/inbox\/#\/invitation\/(\S+)/.exec(invited.out)![1]!;
    const bens = { secret, name: 'Ben', password: 'long enough for him' };
    expect(await (await post('invitations/accept', bens)).json()).toMatchObject({ agent: { role: 'agent' } });
    const again = await runCli([...ben, '--role', 'admin'], local);
    const reset = /\/#\/reset\/(\S+)/.exec(again.out)![1]!;
    expect((await post('password/reset', { secret: reset, password: 'quite another one' })).status).toBe(204);
    expect(await (await signIn(address, 'ben@oak.example', 'quite another one')).json()).toMatchObject({
      agent: { role: 'admin' },
    });
    const last = await runCli(['agent', 'add', '--shop', 'oak', '--email', who.email, '--role', 'agent'], local);
    expect(last).toMatchObject({ code: 2, errors: [expect.stringContaining('the last owner'), expect.anything()] });
    await stop();
  });

  it.each([
    ['an unknown command', ['brew'], 'there is no command "brew"'],
    ['half a command', ['shop'], 'there is no command "shop"'],
    ['an unknown option', ['shop', 'add', 'oak', '--colour', 'red'], "'--colour'"],
    ['a shop key that cannot be one', ['shop', 'add', 'Oak!', '--name', 'x'], '<key> must be'],
    ['a missing value', ['agent', 'add', '--shop', 'oak'], '--email is missing'],
    [
      'a shop that is not there',
      ['agent', 'add', '--shop', 'ash', '--email', 'a@b.cc', '--name', 'A'],
      'no shop "ash"',
    ],
  ])('[OP11] ends with 2 for %s, and says what there is', async (_what, args, says) => {
    const { code, errors } = await runCli(args, { DATA_DIR: fresh('usage') });
    expect(code).toBe(2);
    expect(errors[0]).toContain(says);
    expect(errors.join('\n')).toContain('shopbell ');
  });

  it('[OP12] prints the snippet of a shop', async () => {
    const env = { DATA_DIR: fresh('snippet'), PUBLIC_URL: 'https://chat.oak.example' };
    expect((await runCli(['snippet', 'oak'], env)).out).toBe(
      '<script async src="https://chat.oak.example/shopbell.js?shop=oak"></script>\n',
    );
    expect((await runCli(['snippet', 'oak', '--origin', 'ftp://x'], env)).code).toBe(2);
  });

  it('[SN31] prints each form of the snippet, pinned to the version that is served here, and names what is no option', async () => {
    const env = { DATA_DIR: fresh('snippets'), PUBLIC_URL: 'https://chat.oak.example' };
    const print = async (...args: string[]) => (await runCli(['snippet', '--shop', 'oak', ...args], env)).out;
    const target = { shop: 'oak', origin: 'https://chat.oak.example' };
    const options = { country: 'CA', position: { corner: 'top-left' } } as const;
    expect(await print('--options', JSON.stringify(options))).toBe(snippetHtml({ ...target, options }));
    expect(await print('--queue')).toBe(snippetQueue(target));
    expect(await print('--csp', '--noscript', 'Chat')).toBe(
      snippetQueue({ ...target, nonce: '__NONCE__' }) + snippetNoscript({ ...target, text: 'Chat' }),
    );
    const { version, files } = JSON.parse(readFileSync(new URL('../../dist/manifest.json', import.meta.url), 'utf8'));
    expect(await print('--pin')).toBe(snippetHtml({ ...target, pin: { version, integrity: files['shopbell.js'] } }));
    for (const [wrong, says] of [
      ['{', 'must be JSON'],
      ['{"colour":"red"}', 'colour'],
      ['{"cookieConsent":4}', 'cookieConsent'],
      ['{"shop":"elm"}', 'shop'],
    ] as const) {
      const { code, errors } = await runCli(['snippet', '--shop', 'oak', '--options', wrong], env);
      expect([code, errors[0]]).toEqual([2, expect.stringContaining(says)]);
    }
  });

  it('[OP12] examines the installation, and fails when something is wrong', async () => {
    const good = await runCli(['doctor'], { DATA_DIR: fresh('doctor') });
    expect(good.out).toMatch(/^ok {4}data directory: /m);
    expect(good.out).toMatch(/^ok {4}store: answers; no shop yet/m);
    const file = fresh('doctor-file');
    await writeFile(file, 'x');
    const bad = await runCli(['doctor'], { DATA_DIR: file, LOG_LEVEL: 'fatal' });
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/^wrong data directory: DATA_DIR/m);
  });
});
