import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../auth/permissions.ts';
import { begin, grown, jobOf, says } from '../store/fixtures.contract.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
let boss: string;
let ann: string;
let eve: string;
beforeAll(async () => {
  server = await serveApp();
  const [someone] = await server.store.people.agents('oak');
  const owner = { ...someone!, id: 'a_boss', role: 'owner', email: 'boss@oak.test', permissions: [...PERMISSIONS] };
  await server.store.people.saveAgent({ ...owner, role: 'owner' });
  await server.store.people.saveAgent({ ...owner, shop: 'elm', id: 'a_eve', email: 'eve@elm.test', role: 'owner' });
  [boss, ann, eve] = [
    await server.signIn('boss@oak.test'),
    await server.signIn('ann@oak.test'),
    await server.signIn('eve@elm.test'),
  ];
});
afterAll(() => server.stop());

async function ask(who: string, method: string, path: string, body?: unknown) {
  const response = await server.ask(`/api/v1${path}`, {
    method,
    headers: { cookie: who, origin: server.origin, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

const URL = 'https://hooks.example/in';
const made = async (body: object = {}) => (await ask(boss, 'POST', '/webhooks', { url: URL, ...body })).body;

describe('webhooks over REST', () => {
  it('[WH23] show the secret of an endpoint when it is made, and never again', async () => {
    const { status, body } = await ask(boss, 'POST', '/webhooks', {
      url: URL,
      events: ['message.sent', 'conversation.closed'],
      description: 'Orders',
    });
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(body.webhook).toEqual({
      id: expect.stringMatching(/^we_/),
      url: URL,
      events: ['message.sent', 'conversation.closed'],
      description: 'Orders',
      enabled: true,
      createdAt: expect.any(Number),
    });
    const list = await ask(boss, 'GET', '/webhooks');
    expect(list.body.webhooks).toEqual([body.webhook]);
    expect(JSON.stringify(list.body)).not.toContain('whsec_');
    expect(server.logged.join()).not.toContain('whsec_');
  });

  it('[WH24] replace a secret, and say until when the older one signs too', async () => {
    const { webhook, secret } = await made();
    const { body } = await ask(boss, 'POST', `/webhooks/${webhook.id}/secret`);
    expect(body.secret).not.toBe(secret);
    expect(body.webhook.previousSecretUntil).toBeGreaterThan(Date.now() + 23 * 3600_000);
    expect(await server.store.webhooks.endpoint('oak', webhook.id)).toMatchObject({
      secret: body.secret,
      previous: { secret },
    });
  });

  it('[WH25] change what is named, and remove', async () => {
    const { webhook } = await made({ description: 'Orders' });
    const path = `/webhooks/${webhook.id}`;
    const { description: _, ...rest } = webhook;
    const changed = await ask(boss, 'PATCH', path, { description: null, enabled: false });
    expect(changed).toMatchObject({ status: 200, body: { webhook: { ...rest, enabled: false } } });
    expect(changed.body.webhook.description).toBeUndefined();
    await server.store.webhooks.change('oak', webhook.id, { disabledBecause: 'gone' });
    const enabled = await ask(boss, 'PATCH', path, { enabled: true });
    expect(enabled.body.webhook).toEqual(rest);
    expect((await ask(boss, 'DELETE', path)).status).toBe(204);
    expect((await ask(boss, 'DELETE', path)).status).toBe(404);
    expect((await ask(boss, 'PATCH', path, { enabled: true })).status).toBe(404);
  });

  it.each([
    'http://hooks.example/',
    'https://127.0.0.1/',
    'https://[::ffff:7f00:1]/',
    'https://0x7f000001/',
    'https://user:secret@hooks.example/',
    'https://hooks.example:22/',
    'hooks.example',
  ])('[WH26] refuse the address %s without repeating it', async (url) => {
    const { webhook } = await made();
    for (const answer of [
      await ask(boss, 'POST', '/webhooks', { url }),
      await ask(boss, 'PATCH', `/webhooks/${webhook.id}`, { url }),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } });
      expect(JSON.stringify(answer.body)).not.toContain('secret');
    }
    await ask(boss, 'DELETE', `/webhooks/${webhook.id}`);
  });

  it('[WH26] refuse kinds of entries that there are not, and more endpoints than a shop may have', async () => {
    for (const events of [[], ['message.send'], ['cart.reported']]) {
      expect((await ask(boss, 'POST', '/webhooks', { url: URL, events })).status).toBe(400);
    }
    const { body } = await ask(eve, 'GET', '/webhooks');
    expect(body.webhooks).toEqual([]);
    for (let n = 0; n < 20; n++) expect((await ask(eve, 'POST', '/webhooks', { url: URL })).status).toBe(201);
    expect(await ask(eve, 'POST', '/webhooks', { url: URL })).toMatchObject({ status: 409, body: { code: 'in_use' } });
  });

  it('[WH27] are for those who may change the settings of that very shop', async () => {
    const { webhook } = await made();
    for (const [method, path, body] of [
      ['GET', '/webhooks'],
      ['POST', '/webhooks', { url: URL }],
      ['PATCH', `/webhooks/${webhook.id}`, { enabled: false }],
      ['DELETE', `/webhooks/${webhook.id}`],
      ['POST', `/webhooks/${webhook.id}/secret`],
      ['POST', `/webhooks/${webhook.id}/test`],
      ['GET', '/webhooks/deliveries'],
      ['POST', '/webhooks/deliveries/redeliver', {}],
      ['POST', '/webhooks/deliveries/msg_1/redeliver'],
      ['GET', '/jobs/dead'],
      ['POST', '/jobs/j_1/revive'],
      ['DELETE', '/jobs/j_1'],
    ] as const) {
      expect((await ask('', method, path, body)).status).toBe(401);
      expect((await ask(ann, method, path, body)).status).toBe(403);
      if (path.includes(webhook.id)) expect((await ask(eve, method, path, body)).status).toBe(404);
    }
    expect(await server.store.webhooks.endpoint('oak', webhook.id)).toMatchObject({ enabled: true });
  });

  it('[WH28] plan a test, list deliveries and what was given up, and send it again', async () => {
    const { webhook } = await made();
    const { delivery } = (await ask(boss, 'POST', `/webhooks/${webhook.id}/test`)).body;
    const list = `/webhooks/deliveries?webhook=${webhook.id}`;
    expect((await ask(boss, 'GET', list)).body.deliveries).toEqual([
      {
        id: delivery,
        webhook: webhook.id,
        event: 'webhook.test',
        state: 'waiting',
        attempts: 0,
        createdAt: expect.any(Number),
        nextAt: expect.any(Number),
      },
    ]);
    const claimed = await server.store.deliveries.claim(50, 60_000);
    const { id, lease } = claimed.find((one) => one.id === delivery)!;
    await server.store.deliveries.settle({ job: id, lease }, { at: 'dead', status: 500, reason: 'status' });
    const dead = await ask(boss, 'GET', `${list}&state=dead`);
    expect(dead.body.deliveries).toMatchObject([{ id, state: 'dead', attempts: 1, status: 500, reason: 'status' }]);
    expect((await ask(eve, 'POST', `/webhooks/deliveries/${id}/redeliver`)).status).toBe(404);
    expect((await ask(eve, 'POST', '/webhooks/deliveries/redeliver', {})).body).toEqual({ deliveries: 0 });
    expect((await ask(boss, 'POST', `/webhooks/deliveries/${id}/redeliver`)).status).toBe(204);
    expect((await ask(boss, 'POST', `/webhooks/deliveries/${id}/redeliver`)).status).toBe(404);
    expect((await ask(boss, 'GET', `${list}&state=dead`)).body.deliveries).toEqual([]);
    await ask(boss, 'PATCH', `/webhooks/${webhook.id}`, { enabled: false });
    expect((await ask(boss, 'POST', `/webhooks/${webhook.id}/test`)).status).toBe(404);
  });
});

describe('dead jobs over REST', () => {
  it('[WH32] are shown to their shop, tried again or forgotten', async () => {
    const begun = begin('oak');
    const jobs = [jobOf(begun, { kind: 'email' }), jobOf(begun, { kind: 'index' })];
    await grown(server.store, begun, undefined, [says('Hello')], { jobs });
    for (const { id, lease } of await server.store.jobs.claim(10, 60_000)) {
      await server.store.jobs.release({ job: id, lease });
    }
    const { body } = await ask(boss, 'GET', '/jobs/dead?limit=1');
    expect(body.jobs).toHaveLength(1);
    const rest = await ask(boss, 'GET', `/jobs/dead?limit=1&cursor=${body.next}`);
    expect(rest.body.next).toBeUndefined();
    const all = [...body.jobs, ...rest.body.jobs];
    expect(all.map(({ id }) => id).sort()).toEqual(jobs.map(({ id }) => id).sort());
    expect(all[0]).toMatchObject({ conversation: begun.conversation, position: 1, attempts: 1 });
    expect((await ask(boss, 'GET', '/jobs/dead?kind=email')).body.jobs).toHaveLength(1);

    expect((await ask(eve, 'GET', '/jobs/dead')).body.jobs).toEqual([]);
    expect((await ask(eve, 'POST', `/jobs/${jobs[0]!.id}/revive`)).status).toBe(404);
    expect((await ask(boss, 'POST', `/jobs/${jobs[0]!.id}/revive`)).status).toBe(204);
    expect(await server.store.jobs.claim(10, 60_000)).toMatchObject([{ id: jobs[0]!.id, attempt: 1 }]);
    expect((await ask(boss, 'DELETE', `/jobs/${jobs[1]!.id}`)).status).toBe(204);
    expect((await ask(boss, 'DELETE', `/jobs/${jobs[1]!.id}`)).status).toBe(404);
    expect((await ask(boss, 'GET', '/jobs/dead')).body.jobs).toEqual([]);
  });
});
