import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

let server: RestKit;
let key: Ask;
let owner: Ask;
beforeAll(async () => {
  server = await serveRest();
  key = await server.key();
  owner = await server.person(['chat', 'settings']);
});
afterAll(() => server.stop());

const once = (name: string) => ({ 'idempotency-key': name });
const canned = (shortcut: string) => ({ shortcut, text: `Words of ${shortcut}` });
const shortcuts = async () =>
  (await key('GET', '/canned-responses')).body.responses.map((one: { shortcut: string }) => one.shortcut);

describe('idempotency keys', () => {
  it('[RA10] give the first answer again, status and body, and have no second effect', async () => {
    const first = await key('POST', '/canned-responses', canned('a'), once('k-a'));
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const again = await key('POST', '/canned-responses', canned('a'), once('k-a'));
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect((await shortcuts()).filter((one: string) => one === 'a')).toHaveLength(1);
  });

  it('[RA10] give refusals and empty answers again as well', async () => {
    await key('POST', '/canned-responses', canned('taken'));
    const refused = await key('POST', '/canned-responses', canned('TAKEN'), once('k-b'));
    expect(refused).toMatchObject({ status: 409, body: { code: 'exists' } });
    const { id } = (await key('GET', '/canned-responses?shortcut=taken')).body.responses[0];
    expect((await key('DELETE', `/canned-responses/${id}`, undefined, once('k-c'))).status).toBe(204);
    expect((await key('DELETE', `/canned-responses/${id}`, undefined, once('k-c'))).status).toBe(204);
    expect((await key('DELETE', `/canned-responses/${id}`)).status).toBe(404);
    const again = await key('POST', '/canned-responses', canned('TAKEN'), once('k-b'));
    expect(again).toMatchObject({ status: 409, body: { code: 'exists' } });
    expect(again.headers.get('content-type')).toContain('problem+json');
  });

  it('[RA11] belong to one request: another body, path or method is refused', async () => {
    await key('POST', '/canned-responses', canned('c'), once('k-d'));
    const others: [string, string, unknown?][] = [
      ['POST', '/canned-responses', canned('d')],
      ['POST', '/departments', { name: 'D' }],
      ['PATCH', '/settings', { name: 'D' }],
    ];
    for (const [method, path, body] of others) {
      expect(await key(method, path, body, once('k-d'))).toMatchObject({ status: 422, body: { code: 'key_reused' } });
    }
    expect(await shortcuts()).not.toContain('d');
    for (const bad of ['', 'with space', 'x'.repeat(256)]) {
      expect((await key('POST', '/canned-responses', canned('e'), once(bad))).status).toBe(400);
    }
  });

  it('[RA12] refuse a repetition while the first is under way', async () => {
    const both = await Promise.all([1, 2, 3].map(() => key('POST', '/departments', { name: 'Once' }, once('k-e'))));
    for (const { status, body, headers } of both) {
      if (status === 409) expect(body.code).toBe('in_progress');
      if (status === 409) expect(headers.get('retry-after')).toBe('1');
      else expect(status).toBe(201);
    }
    expect(both.some(({ status }) => status === 201)).toBe(true);
    expect((await key('POST', '/departments', { name: 'Once' }, once('k-e'))).status).toBe(201);
    const names = (await key('GET', '/departments')).body.departments;
    expect(names.filter((name: string) => name === 'Once')).toHaveLength(1);
  });

  it('[RA13] never repeat a secret', async () => {
    const body = { name: 'Hidden', scopes: ['settings:read'] };
    const first = await owner('POST', '/api-keys', body, once('k-f'));
    expect(first.status).toBe(201);
    expect(await owner('POST', '/api-keys', body, once('k-f'))).toMatchObject({
      status: 409,
      body: { code: 'shown_once' },
    });
    const kept = (await owner('GET', '/api-keys')).body.keys.filter((one: { name: string }) => one.name === 'Hidden');
    expect(kept).toHaveLength(1);
  });

  it('[RA14] of two callers never meet', async () => {
    const other = await server.key();
    await key('POST', '/departments', { name: 'First' }, once('same'));
    expect((await other('POST', '/departments', { name: 'Second' }, once('same'))).status).toBe(201);
  });

  it('[RA15] make a command take effect once even when the kept answer is lost', async () => {
    const conversation = await server.says(visitorId(1), 'Hello');
    const say = { type: 'message.send', as: 'a_ann', content: { type: 'text', text: 'Once' } };
    const path = `/conversations/${conversation}/commands`;
    const first = await key('POST', path, say, once('k-g'));
    expect(first.status).toBe(200);
    // As if the process had died between the commit and the answer.
    const [caller] = await server.store.apiKeys.list('oak');
    const kept = createHash('sha256')
      .update(JSON.stringify(['oak', `key:${caller!.id}`, 'k-g']))
      .digest('hex');
    await server.store.replies.forget('oak', kept);
    const again = await key('POST', path, say, once('k-g'));
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('idempotent-replayed')).toBeNull();
    const { entries } = (await key('GET', `/conversations/${conversation}/entries`)).body;
    const said = entries.filter((one: { content?: { text?: string } }) => one.content?.text === 'Once');
    expect(said).toHaveLength(1);
    expect(said[0].command).toBe(first.body.id);
  });
});
