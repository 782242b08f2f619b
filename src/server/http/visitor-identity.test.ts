import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sender } from '../conversations/conversations.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
let ann: string;
let admin: string;
const revoked: string[] = [];
beforeAll(async () => {
  const revoke = async (...visitor: string[]) => void revoked.push(visitor.join());
  server = await serveApp({ tokens: { revoke, verify: async () => undefined } });
  const [one] = await server.store.people.agents('oak');
  const about = { id: 'a_admin', name: 'Ad Min', email: 'admin@oak.test', role: 'admin' as const };
  await server.store.people.saveAgent({ ...one!, ...about, permissions: ['chat', 'settings'] });
  [ann, admin] = [await server.signIn('ann@oak.test'), await server.signIn('admin@oak.test')];
});
afterAll(() => server.stop());

const visitorId = (n: number) => `v_${String(n).padStart(20, '0')}`;
const does = async (method: string, path: string, cookie: string) => {
  const headers = { cookie, origin: server.origin, 'content-type': 'application/json' };
  const response = await server.ask(path, { method, headers, ...(method === 'POST' && { body: '{}' }) });
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text) };
};

async function says(n: number, text: string, clientId?: string): Promise<string> {
  const context = { locale: 'en', ...(clientId && { clientId }) };
  const sender: Sender = { role: 'visitor', shop: 'oak', visitor: visitorId(n), context };
  const result = await server.conversations.execute(sender, {
    type: 'message.send',
    id: randomUUID(),
    content: { type: 'text', text },
  });
  if (!result.ok || !result.conversation) throw new Error(JSON.stringify(result));
  return result.conversation;
}

async function isProven(n: number, clientId: string): Promise<void> {
  await server.store.identities.bind('oak', clientId, visitorId(n));
  await server.conversations.prove('oak', visitorId(n), { id: randomUUID(), clientId });
}

describe('who customers are, over REST', () => {
  it('[ID35] shows on the card a proven person’s conversations of all their visitors, and of nobody by a label', async () => {
    const [first, second, labelled] = [await says(1, 'one'), await says(2, 'two'), await says(3, 'three', 'c-1')];
    await isProven(1, 'c-1');
    await isProven(2, 'c-1');
    const card = async (id: string) => (await does('GET', `/api/v1/conversations/${id}`, ann)).body;
    expect(await card(first)).toMatchObject({
      clientId: 'c-1',
      proven: true,
      conversations: [{ conversation: second }],
    });
    expect(await card(second)).toMatchObject({
      clientId: 'c-1',
      proven: true,
      conversations: [{ conversation: first }],
    });
    expect(await card(labelled)).toMatchObject({ clientId: 'c-1', proven: false, conversations: [] });
    const anonymous = await card(await says(4, 'four'));
    expect(anonymous).toMatchObject({ conversations: [] });
    expect(anonymous).not.toHaveProperty('proven');
    expect((await does('GET', `/api/v1/visitors/${visitorId(1)}`, ann)).body).toMatchObject({ proven: true });
  });

  it('[ID36] revokes the tokens of a visitor of the shop, for whoever may change settings', async () => {
    await says(5, 'five');
    const path = `/api/v1/visitors/${visitorId(5)}/tokens`;
    expect((await does('DELETE', path, ann)).status).toBe(403);
    expect(revoked).toEqual([]);
    expect((await does('DELETE', path, admin)).status).toBe(204);
    expect(revoked).toEqual([`oak,${visitorId(5)}`]);
    expect((await does('DELETE', `/api/v1/visitors/${visitorId(99)}/tokens`, admin)).status).toBe(404);
  });

  it('[ID37] makes a new secret for the shop and shows it once; the one before verifies until the next', async () => {
    const path = '/api/v1/shop/identity-secret';
    expect((await does('POST', path, ann)).status).toBe(403);
    expect(await server.store.secrets.list('oak')).toEqual([]);
    const made = [];
    for (let n = 0; n < 3; n++) {
      const { status, body } = await does('POST', path, admin);
      expect(status).toBe(201);
      expect(body.secret).toMatch(/^sbi_[\w-]{43}$/);
      made.unshift(body);
    }
    expect(await server.store.secrets.list('oak')).toEqual(made.slice(0, 2));
    expect(await server.store.secrets.list('elm')).toEqual([]);
    expect(server.logged.join()).not.toContain('sbi_');
  });
});
