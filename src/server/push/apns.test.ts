import { generateKeyPairSync } from 'node:crypto';
import { importSPKI, jwtVerify } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuardedHttp2, type GuardedHttp2 } from '../net/guarded-http2.ts';
import { createApns } from './apns.ts';
import { guard, NOTE, strict, useService } from './testing/push-kit.ts';
import { startHttp2Service } from './testing/services.ts';

let now = Date.UTC(2026, 10, 20);
const clock = (): number => now;
const apple = useService(startHttp2Service);
const http2 = createGuardedHttp2({ guard });
afterAll(() => http2.close());

describe('Apple', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const device = { platform: 'apns', token: 'ab'.repeat(32), env: 'prod', app: 'com.oak.shop' } as const;
  const apns = (through: Pick<GuardedHttp2, 'post'> = http2) =>
    createApns({
      key: {
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        keyId: 'KEY1234567',
        teamId: 'TEAM123456',
      },
      http2: through,
      now: clock,
      hosts: { prod: apple.origin, sandbox: apple.origin.replace('127.0.0.1', 'localhost') },
    });

  it('[PU11] is asked over one HTTP/2 connection, with a token that is kept for forty minutes', async () => {
    const service = apns();
    const before = apple.connections();
    expect(await service.send(device, NOTE)).toEqual({ at: 'sent' });
    now += 39 * 60_000;
    await service.send(device, NOTE);
    now += 2 * 60_000;
    await service.send(device, NOTE);
    expect(apple.connections() - before).toBeLessThanOrEqual(1);
    const [first, second, third] = apple.asked;
    expect(first).toMatchObject({
      method: 'POST',
      path: `/3/device/${'ab'.repeat(32)}`,
      headers: {
        'apns-topic': 'com.oak.shop',
        'apns-push-type': 'alert',
        'apns-id': NOTE.id,
        'apns-collapse-id': NOTE.id,
      },
    });
    expect(JSON.parse(first!.body.toString())).toEqual({
      aps: { alert: { title: NOTE.title, body: NOTE.body }, sound: 'default', 'thread-id': 'c_1' },
      shopbell: { version: 1, id: NOTE.id, conversation: 'c_1', link: NOTE.link },
    });
    expect(second?.headers.authorization).toBe(first?.headers.authorization);
    expect(third?.headers.authorization).not.toBe(first?.headers.authorization);
    const key = await importSPKI(publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'ES256');
    const { payload, protectedHeader } = await jwtVerify(`${third?.headers.authorization}`.replace('bearer ', ''), key);
    expect(payload).toEqual({ iss: 'TEAM123456', iat: now / 1000 });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'KEY1234567' });
  });

  it.each([
    [410, 'Unregistered', { at: 'gone' }],
    [400, 'BadDeviceToken', { at: 'gone' }],
    [400, 'DeviceTokenNotForTopic', { at: 'gone' }],
    [400, 'BadTopic', { at: 'refused', reason: 'BadTopic' }],
    [403, 'InvalidProviderToken', { at: 'refused', reason: 'InvalidProviderToken' }],
    [429, 'TooManyRequests', { at: 'later', reason: 'TooManyRequests' }],
    [503, 'ServiceUnavailable', { at: 'later', reason: 'ServiceUnavailable' }],
  ])('[PU11] %i %s is understood', async (status, reason, outcome) => {
    apple.next.push({ status, body: { reason } });
    expect(await apns().send(device, NOTE)).toEqual(outcome);
  });

  it('[PU11] takes a new token when the old one has expired, once', async () => {
    apple.next.push({ status: 403, body: { reason: 'ExpiredProviderToken' } });
    expect(await apns().send(device, NOTE)).toEqual({ at: 'sent' });
    expect(apple.asked).toHaveLength(2);
  });

  it('[PU13] is reached only where the guard lets connections go', async () => {
    const closed = createGuardedHttp2({ guard: strict });
    const before = apple.connections();
    expect(await apns(closed).send(device, NOTE)).toEqual({ at: 'refused', reason: 'address' });
    expect(apple.connections()).toBe(before);
    closed.close();
    const inside = createGuardedHttp2({ guard: strict, resolve: async () => ['203.0.114.7', '10.0.0.7'] });
    const asked = { origin: 'https://push.example.com', path: '/', headers: {}, body: '' };
    expect(await inside.post(asked)).toEqual({ ok: false, fault: 'address' });
    const gone = await startHttp2Service();
    await gone.stop();
    const answer = await http2.post({ origin: gone.origin, path: '/', headers: {}, body: '' });
    expect(answer).toEqual({ ok: false, fault: 'refused' });
  });
});
