import { createDecipheriv, createECDH, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { importSPKI, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createGuardedFetch } from '../net/guarded-fetch.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { createFcm } from './fcm.ts';
import { createPush } from './push.ts';
import { noteFor, noteLanguages } from './push-words.ts';
import { guard, NOTE, strict, useService } from './testing/push-kit.ts';
import { startHttpService } from './testing/services.ts';
import { openVapidKeys } from './vapid-keys.ts';
import { createWebPush, encrypt } from './web-push.ts';

let now = Date.UTC(2026, 10, 20);
const clock = (): number => now;
const google = useService(startHttpService);

describe('Firebase', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const device = { platform: 'fcm', token: 'registration:token-of-a-phone' } as const;
  const fcm = (through = guard) =>
    createFcm({
      account: {
        project_id: 'oak-shop',
        client_email: 'push@oak-shop.iam.gserviceaccount.com',
        private_key_id: 'k1',
        private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        token_uri: `${google.origin}/token`,
      },
      fetch: createGuardedFetch({ guard: through }),
      now: clock,
      api: google.origin,
    });
  const granted = (token = 'ya29.one') => ({ status: 200, body: { access_token: token, expires_in: 3599 } });

  it('[PU10] is asked with a token of the service account, once an hour', async () => {
    const service = fcm();
    google.next.push(granted());
    expect(await service.send(device, NOTE)).toEqual({ at: 'sent' });
    expect(await service.send(device, NOTE)).toEqual({ at: 'sent' });
    expect(google.asked.map(({ path }) => path)).toEqual([
      '/token',
      '/v1/projects/oak-shop/messages:send',
      '/v1/projects/oak-shop/messages:send',
    ]);
    const form = new URLSearchParams(google.asked[0]!.body.toString());
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const key = await importSPKI(publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'RS256');
    const { payload, protectedHeader } = await jwtVerify(form.get('assertion')!, key, { currentDate: new Date(now) });
    expect(payload).toMatchObject({
      iss: 'push@oak-shop.iam.gserviceaccount.com',
      aud: `${google.origin}/token`,
      scope: 'https://www.googleapis.com/auth/firebase.messaging',
      exp: now / 1000 + 3600,
    });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: 'k1' });
    const sent = google.asked[1]!;
    expect(sent.headers.authorization).toBe('Bearer ya29.one');
    expect(JSON.parse(sent.body.toString())).toEqual({
      message: {
        token: device.token,
        notification: { title: NOTE.title, body: NOTE.body },
        data: { shopbell: '1', conversation: 'c_1', link: NOTE.link, id: NOTE.id },
        android: { ttl: '86400s', priority: 'high', collapse_key: 'c_1', notification: { tag: NOTE.id } },
      },
    });
    now += 3_600_000;
    google.next.push(granted('ya29.two'));
    await service.send(device, NOTE);
    expect(google.asked.at(-1)?.headers.authorization).toBe('Bearer ya29.two');
  });

  it.each([
    [404, { status: 'NOT_FOUND', details: [{ '@type': 'type', errorCode: 'UNREGISTERED' }] }, { at: 'gone' }],
    [403, { details: [{ errorCode: 'SENDER_ID_MISMATCH' }] }, { at: 'gone' }],
    [429, { details: [{ errorCode: 'QUOTA_EXCEEDED' }] }, { at: 'later', reason: 'QUOTA_EXCEEDED' }],
    [503, { status: 'UNAVAILABLE' }, { at: 'later', reason: 'UNAVAILABLE' }],
    [500, { status: 'INTERNAL' }, { at: 'later', reason: 'INTERNAL' }],
    [400, { status: 'INVALID_ARGUMENT' }, { at: 'refused', reason: 'INVALID_ARGUMENT' }],
    [404, { status: 'NOT_FOUND' }, { at: 'refused', reason: 'NOT_FOUND' }],
  ])('[PU10] %i with %j is understood', async (status, error, outcome) => {
    google.next.push(granted(), { status, body: { error } });
    expect(await fcm().send(device, NOTE)).toEqual(outcome);
  });

  it('[PU10] takes a new token when the old one is refused, once', async () => {
    const refused = { status: 401, body: { error: { status: 'UNAUTHENTICATED' } } };
    google.next.push(granted(), refused, granted('ya29.two'), { status: 200 });
    expect(await fcm().send(device, NOTE)).toEqual({ at: 'sent' });
    google.next.push(granted(), refused, granted(), refused);
    expect(await fcm().send(device, NOTE)).toEqual({ at: 'refused', reason: 'UNAUTHENTICATED' });
    google.next.push({ status: 400, body: 'no' });
    expect(await fcm().send(device, NOTE)).toEqual({ at: 'later', reason: 'no access token' });
  });
});

describe('browsers', () => {
  /** The other end of RFC 8291: what a browser does with a message. */
  function decrypt(sealed: Buffer, receiver: ReturnType<typeof createECDH>, auth: Buffer): string {
    const salt = sealed.subarray(0, 16);
    const sender = sealed.subarray(21, 21 + sealed[20]!);
    const shared = receiver.computeSecret(sender);
    const derive = (secret: Buffer, salting: Buffer, info: Buffer, bytes: number) =>
      Buffer.from(hkdfSync('sha256', secret, salting, info, bytes));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), receiver.getPublicKey(), sender]);
    const secret = derive(shared, auth, info, 32);
    const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const body = sealed.subarray(21 + sealed[20]!);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(body.subarray(-16));
    const text = Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]);
    expect(text.at(-1)).toBe(2);
    return text.subarray(0, -1).toString();
  }

  it('[PU12] get what RFC 8291 has as its example', () => {
    const sealed = encrypt(
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      {
        salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
        privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
      },
    );
    expect(sealed?.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('[PU12] are told through their own service, sealed, with proof of who sends', async () => {
    const store = await createSqliteStore({ file: ':memory:' });
    const keys = await openVapidKeys(store.secrets, clock);
    expect(await openVapidKeys(store.secrets, clock)).toEqual(keys);
    await store.close();
    const fetch = createGuardedFetch({ guard });
    const service = createWebPush({ keys, contact: 'mailto:ops@example.com', fetch, now: clock });
    const browser = createECDH('prime256v1');
    const p256dh = browser.generateKeys().toString('base64url');
    const auth = Buffer.alloc(16, 7);
    const device = {
      platform: 'web',
      endpoint: `${google.origin}/push/abc`,
      keys: { p256dh, auth: auth.toString('base64url') },
    } as const;
    google.next.push({ status: 201 });
    expect(await service.send(device, NOTE)).toEqual({ at: 'sent' });
    const [sent] = google.asked;
    expect(sent).toMatchObject({
      path: '/push/abc',
      headers: { ttl: '86400', 'content-encoding': 'aes128gcm', topic: NOTE.id.replaceAll('-', '') },
    });
    expect(JSON.parse(decrypt(sent!.body, browser, auth))).toMatchObject({ body: NOTE.body, conversation: 'c_1' });
    const [, proof, shown] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(`${sent!.headers.authorization}`) ?? [];
    expect(shown).toBe(keys.public);
    const { x, y } = keys.private as { x: string; y: string };
    const { payload } = await jwtVerify(proof!, { kty: 'EC', crv: 'P-256', x, y }, { currentDate: new Date(now) });
    expect(payload).toMatchObject({ aud: google.origin, sub: 'mailto:ops@example.com' });
    google.next.push({ status: 410 }, { status: 404 }, { status: 429 }, { status: 400 });
    const outcomes = [1, 2, 3, 4].map(() => service.send(device, NOTE));
    expect((await Promise.all(outcomes)).map(({ at }) => at).sort()).toEqual(['gone', 'gone', 'later', 'refused']);
    const noPoint = { ...device, keys: { ...device.keys, p256dh: Buffer.alloc(65, 1).toString('base64url') } };
    expect(await service.send(noPoint, NOTE)).toEqual({ at: 'gone' });
  });

  it('[PU13] cannot send the server to machines that only it can reach', async () => {
    const store = await createSqliteStore({ file: ':memory:' });
    const keys = await openVapidKeys(store.secrets, clock);
    await store.close();
    const fetch = createGuardedFetch({ guard: strict });
    const service = createWebPush({ keys, contact: 'mailto:ops@example.com', fetch, now: clock });
    const p256dh = createECDH('prime256v1').generateKeys().toString('base64url');
    const device = { platform: 'web', keys: { p256dh, auth: Buffer.alloc(16).toString('base64url') } } as const;
    const sent = await service.send({ ...device, endpoint: `${google.origin}/push/abc` }, NOTE);
    expect(sent).toEqual({ at: 'refused', reason: 'address' });
    expect(google.asked).toEqual([]);
  });
});

it('[PU14] a device goes to the service of its platform, and to none that is not set up', async () => {
  const push = createPush({ fcm: { send: async () => ({ at: 'sent' }) } });
  expect(push.platforms).toEqual(['fcm']);
  expect(await push.send({ platform: 'fcm', token: 'a'.repeat(20) }, NOTE)).toEqual({ at: 'sent' });
  const phone = { platform: 'apns', token: 'ab'.repeat(32), env: 'prod', app: 'com.oak.shop' } as const;
  expect(await push.send(phone, NOTE)).toEqual({ at: 'refused', reason: 'apns is not set up' });
});

it('[PU6] speaks every language of the widget, and names the shop as it is', () => {
  const files = readdirSync(new URL('../../widget/locales/', import.meta.url));
  expect(noteLanguages()).toEqual(files.map((file) => file.replace('.json', '')).sort());
  for (const language of noteLanguages()) expect(noteFor(language, 'Oak $& Ash')).toContain('Oak $& Ash');
  expect(noteFor('de-AT', 'Oak')).toBe('Sie haben eine neue Nachricht von Oak.');
  expect(noteFor('xx', 'Oak')).toBe('You have a new message from Oak.');
});
