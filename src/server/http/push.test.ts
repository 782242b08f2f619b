import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

const FCM = { platform: 'fcm', token: 'registration:token-of-a-phone' };
const APNS = { platform: 'apns', token: 'AB'.repeat(32), app: 'com.oak.shop' };
const WEB = {
  platform: 'web',
  endpoint: 'https://push.example.com/abc',
  keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
};

const known = visitorId(1);
let server: RestKit;
beforeAll(async () => {
  server = await serveRest({
    push: { platforms: ['fcm', 'apns', 'web'], webKey: 'BKey' },
    tokens: {
      revoke: async () => {},
      verify: async (shop, token) =>
        shop === 'oak' && token.startsWith('t:') ? { visitor: token.slice(2), token, generation: 0 } : undefined,
    },
  });
  await server.says(known, { type: 'handoff.request' });
});
afterAll(() => server.stop());

const post = async (path: string, body: object) => {
  const response = await server.ask(`/api/v1/push/devices${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: response.status === 204 ? undefined : await response.json() };
};
const register = (device: object, token = `t:${known}`, shop = 'oak') =>
  post('', { shop, visitorToken: token, device });
const kept = async (visitor = known) =>
  (await server.store.pushDevices.ofVisitor('oak', visitor)).map(({ device }) => device.platform);

describe('devices of shoppers', () => {
  beforeEach(async () => {
    for (const { id } of await server.store.pushDevices.ofVisitor('oak', known))
      await server.store.pushDevices.drop('oak', id);
  });

  it('[PU4] are registered by the visitor’s own token, each once, and taken back by it', async () => {
    for (const device of [FCM, APNS, WEB, FCM]) expect((await register(device)).status).toBe(204);
    expect((await kept()).sort()).toEqual(['apns', 'fcm', 'web']);
    expect((await register(FCM, 'forged')).body).toMatchObject({ code: 'unauthorised' });
    expect((await register(FCM, `t:${known}`, 'elm')).body).toMatchObject({ code: 'unauthorised' });
    const forget = (token: string) => post('/forget', { shop: 'oak', visitorToken: token, device: FCM });
    expect((await forget(`t:${visitorId(2)}`)).status).toBe(204);
    expect(await kept()).toContain('fcm');
    expect((await forget(`t:${known}`)).status).toBe(204);
    expect(await kept()).not.toContain('fcm');
  });

  it('[PU4] are not kept for who has never done anything', async () => {
    expect((await register(FCM, `t:${visitorId(9)}`)).body).toMatchObject({ code: 'not_found' });
    expect(await kept(visitorId(9))).toEqual([]);
  });

  it.each([
    ['a platform that nobody knows', { ...FCM, platform: 'mail' }],
    ['a token with a line end', { ...FCM, token: 'a'.repeat(20) + '\nx' }],
    ['a token of Apple’s that is no hex', { ...APNS, token: '../'.repeat(30) }],
    ['a topic with a blank', { ...APNS, app: 'com oak' }],
    ['an endpoint without TLS', { ...WEB, endpoint: 'http://push.example.com/abc' }],
    ['half a key', { ...WEB, keys: { ...WEB.keys, auth: 'A' } }],
  ])('[PU4] are refused with %s', async (_, device) => {
    expect((await register(device)).body).toMatchObject({ code: 'invalid' });
    expect(await kept()).toEqual([]);
  });

  it('[PU9] can be told apart by what the server sends to', async () => {
    expect(await (await server.ask('/api/v1/push')).json()).toEqual({
      platforms: ['fcm', 'apns', 'web'],
      webKey: 'BKey',
    });
    const other = await serveRest({
      push: { platforms: [] },
      tokens: { revoke: async () => {}, verify: async () => ({ visitor: known, token: 't', generation: 0 }) },
    });
    const response = await other.ask('/api/v1/push/devices', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: other.origin },
      body: JSON.stringify({ shop: 'oak', visitorToken: 't', device: FCM }),
    });
    expect([response.status, (await response.json()).code]).toEqual([400, 'invalid']);
    await other.stop();
  });
});
