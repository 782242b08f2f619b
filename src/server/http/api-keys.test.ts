import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

let server: RestKit;
let owner: Ask;
beforeAll(async () => {
  server = await serveRest();
  owner = await server.person(['chat', 'settings']);
});
afterAll(() => server.stop());

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const make = async (scopes: string[]) => (await owner('POST', '/api-keys', { name: 'Desk', scopes })).body;

describe('API keys', () => {
  it('[RA1] are shown once and listed without what opens the door', async () => {
    const made = await owner('POST', '/api-keys', { name: 'Order desk', scopes: ['catalogue:read', 'catalogue:read'] });
    expect(made.status).toBe(201);
    expect(made.body.secret).toMatch(/^sb_oak_[\w-]{43}$/);
    expect(made.body.key).toMatchObject({ name: 'Order desk', scopes: ['catalogue:read'], createdBy: 'a_person1' });
    const { body } = await owner('GET', '/api-keys');
    expect(body.keys).toContainEqual(made.body.key);
    expect(JSON.stringify(body)).not.toContain(made.body.secret.slice(-43));
    const [stored] = (await server.store.apiKeys.list('oak')).filter(({ id }) => id === made.body.key.id);
    expect(stored!.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(server.logged.join('\n')).not.toContain(made.body.secret);
  });

  it('[RA1] tell in which hour they were last used', async () => {
    const { key, secret } = await make(['settings:read']);
    expect(key.lastUsedAt).toBeUndefined();
    await server.raw('GET', '/settings', undefined, bearer(secret));
    const [used] = (await owner('GET', '/api-keys')).body.keys.filter((one: { id: string }) => one.id === key.id);
    expect(used.lastUsedAt % 3_600_000).toBe(0);
    expect(Date.now() - used.lastUsedAt).toBeLessThan(2 * 3_600_000);
  });

  it('[RA2] are made, listed and revoked by people who hold the settings, and by no key', async () => {
    const chatter = await server.person(['chat']);
    const key = await server.key();
    for (const ask of [chatter, key]) {
      expect(await ask('GET', '/api-keys')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect((await ask('POST', '/api-keys', { name: 'x', scopes: ['settings:read'] })).status).toBe(403);
      expect((await ask('DELETE', '/api-keys/k_1')).status).toBe(403);
    }
    expect((await owner('POST', '/api-keys', { name: 'x', scopes: [] })).status).toBe(400);
    expect((await owner('POST', '/api-keys', { name: 'x', scopes: ['everything'] })).status).toBe(400);
  });

  it('[RA3] open nothing once they are revoked, and neither does a key that nobody made', async () => {
    const { key, secret } = await make(['settings:read']);
    expect((await server.raw('GET', '/settings', undefined, bearer(secret))).status).toBe(200);
    expect((await owner('DELETE', `/api-keys/${key.id}`)).status).toBe(204);
    expect((await owner('DELETE', `/api-keys/${key.id}`)).status).toBe(404);
    const strange = [secret, `sb_oak_${'x'.repeat(43)}`, 'sb_oak_short', secret.replace('oak', 'elm')];
    for (const one of strange) {
      expect(await server.raw('GET', '/settings', undefined, bearer(one))).toMatchObject({
        status: 401,
        body: { code: 'unauthorised' },
      });
    }
  });

  it('[RA3] that open nothing are not helped by a cookie beside them, nor let through where anybody may ask', async () => {
    const cookie = await server.signIn('person-1@oak.test');
    const bad = { ...bearer(`sb_oak_${'x'.repeat(43)}`), cookie };
    expect((await server.raw('GET', '/settings', undefined, bad)).status).toBe(401);
    expect((await server.raw('GET', '/session', undefined, bad)).status).toBe(401);
  });

  it('[RA4] do what their scopes say and no more', async () => {
    const reader = await server.key(['settings:read']);
    expect((await reader('GET', '/settings')).status).toBe(200);
    const refused = await reader('PATCH', '/settings', { name: 'Mine' });
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: expect.stringContaining('settings:write') },
    });
    expect((await reader('GET', '/conversations')).status).toBe(403);
    expect((await reader('GET', '/catalogue/orders')).status).toBe(403);
    expect((await reader('GET', '/exports/conversations.csv')).status).toBe(403);
  });

  it('[RA4] of a shop that its agents left still work, and a person needs the permission', async () => {
    const chatter = await server.person(['chat']);
    expect((await chatter('GET', '/settings')).status).toBe(403);
    expect((await chatter('GET', '/exports/conversations.csv')).status).toBe(403);
    expect((await chatter('GET', '/canned-responses')).status).toBe(200);
    expect((await server.raw('GET', '/settings')).status).toBe(401);
  });

  it('[RA5] need no origin, while a cookie does', async () => {
    const { secret } = await make(['settings:write']);
    const name = { name: 'Oak' };
    expect((await server.raw('PATCH', '/settings', name, bearer(secret))).status).toBe(200);
    const elsewhere = { ...bearer(secret), origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' };
    expect((await server.raw('PATCH', '/settings', name, elsewhere)).status).toBe(200);
    const cookie = await server.signIn('person-1@oak.test');
    const forged = { cookie, origin: 'https://elsewhere.test' };
    expect(await server.raw('PATCH', '/settings', name, forged)).toMatchObject({ body: { code: 'wrong_origin' } });
  });

  it('[RA5] hide the cookie beside them: the key alone decides', async () => {
    const { secret } = await make(['catalogue:read']);
    const cookie = await server.signIn('person-1@oak.test');
    expect((await server.raw('GET', '/settings', undefined, { ...bearer(secret), cookie })).status).toBe(403);
  });

  it('[RA6] see their own shop alone: what belongs to another is not found', async () => {
    const ours = await server.key();
    const theirs = await server.says(visitorId(1), 'Secret', 'elm');
    const command = { type: 'note.add', as: 'a_ann', text: 'x' };
    const elm = await server.key(undefined, 'elm');
    await elm('PUT', '/catalogue/products/p1', { id: 'p1', title: 'P', price: 1, currency: 'EUR', url: '/p' });
    const canned = (await elm('POST', '/canned-responses', { shortcut: 'hi', text: 'Hi' })).body;
    const asked: [string, string, unknown?][] = [
      ['GET', `/conversations/${theirs}`],
      ['GET', `/conversations/${theirs}/entries`],
      ['POST', `/conversations/${theirs}/commands`, command],
      ['GET', `/visitors/${visitorId(1)}`],
      ['PATCH', `/visitors/${visitorId(1)}`, { name: 'Mine' }],
      ['GET', `/visitors/${visitorId(1)}/conversations`],
      ['GET', '/catalogue/products/p1'],
      ['DELETE', '/catalogue/products/p1'],
      ['GET', `/canned-responses/${canned.id}`],
      ['PUT', `/canned-responses/${canned.id}`, { shortcut: 'hi', text: 'Mine' }],
      ['DELETE', `/canned-responses/${canned.id}`],
    ];
    for (const [method, path, body] of asked) {
      expect(await ours(method, path, body), `${method} ${path}`).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
    expect((await elm('GET', `/canned-responses/${canned.id}`)).body.text).toBe('Hi');
    expect((await ours('GET', '/catalogue/products')).body.products).toEqual([]);
    expect(JSON.stringify((await ours('GET', '/conversations')).body)).not.toContain(theirs);
  });
});
