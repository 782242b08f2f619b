import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCli } from '../testing/run-cli.ts';
import { type Receiver, startReceiver } from './testing/receiver.ts';

let root: string;
let hooks: Receiver;
let collector: Receiver;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'shopbell-webhooks-'));
  [hooks, collector] = [await startReceiver(), await startReceiver()];
  collector.answer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
});
afterAll(async () => {
  await Promise.all([hooks.close(), collector.close()]);
  await rm(root, { recursive: true });
});

describe('a running server', () => {
  it('[WH29, MT17] tells endpoints, counts and traces it, and waits for nobody when it stops', {
    timeout: 60_000,
  }, async () => {
    const server = startCli(['serve'], {
      PORT: '0',
      DATA_DIR: root,
      WEBHOOK_ALLOW: '127.0.0.1',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    const address = /serves at (\S+)/.exec(await server.printed(/openapi\.json\n/))![1]!;
    const headers = { 'content-type': 'application/json', origin: address };
    const post = (path: string, body: object, cookie = ''): Promise<Response> =>
      fetch(address + path, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify(body) });

    const signedIn = await post('/api/v1/session', { email: 'owner@demo.test', password: 'demo-demo' });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const made = await post('/api/v1/webhooks', { url: hooks.url, events: ['message.sent'] }, cookie);
    const { webhook, secret } = (await made.json()) as { webhook: { id: string }; secret: string };

    const hello = { type: 'hello', protocol: 1, shop: 'demo', consent: 0 };
    const content = { type: 'text', text: 'Do you have linen shirts?' };
    await post('/stream/frame', { hello, frame: { type: 'message.send', id: randomUUID(), content } });
    const told = (): unknown[] =>
      hooks.received.map(({ body, headers: signed }) => {
        const { data } = new Webhook(secret).verify(body, signed) as { data: { entry: { by: { role: string } } } };
        return data.entry.by.role;
      });
    await expect.poll(told, { timeout: 20_000 }).toEqual(expect.arrayContaining(['visitor', 'bot']));

    hooks.answer(() => {});
    await post(`/api/v1/webhooks/${webhook.id}/test`, {}, cookie);
    await expect.poll(() => hooks.received.at(-1)?.body, { timeout: 20_000 }).toContain('webhook.test');
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toMatch(/^shopbell_webhook_tries_total\{outcome="delivered"\} [1-9]/m);
    expect(metrics).toMatch(/^shopbell_commands_total\{role="visitor",type="message.send",code="ok"\} 1$/m);
    expect(metrics).toMatch(/^shopbell_jobs_total\{kind="webhook",outcome="done"\} [1-9]/m);
    expect(metrics).toMatch(/^shopbell_webhook_deliveries\{state="waiting"\} [1-9]/m);

    server.child.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0, errors: [] });
    const traces = collector.received.map(({ body }) => body).join();
    for (const name of ['command message.send', 'commit', 'job webhook', 'webhook', 'POST /api/v1/webhooks']) {
      expect(traces).toContain(`"name":"${name}"`);
    }
    expect(traces).not.toContain('linen');
    expect(traces).not.toContain('127.0.0.1');
  });
});
