import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
let owner: string;
beforeAll(async () => {
  server = await serveApp();
  const ann = (await server.store.people.agents('oak')).find(({ id }) => id === 'a_ann')!;
  const permissions = ['chat', 'settings'] as const;
  await server.store.people.saveAgent({
    ...ann,
    id: 'a_boss',
    email: 'boss@oak.test',
    role: 'owner',
    permissions: [...permissions],
  });
  owner = await server.signIn('boss@oak.test');
});
afterAll(() => server.stop());

const visitor = 'v_0123456789abcdef';
const erase = (cookie: string, id = visitor): Promise<Response> =>
  server.ask(`/api/v1/visitors/${id}`, { method: 'DELETE', headers: { cookie, origin: server.origin } });

async function talk(shop = 'oak'): Promise<string> {
  const sender = { role: 'visitor', shop, visitor, context: { locale: 'en' } } as const;
  const content = { type: 'text', text: 'Garden Lane 7' } as const;
  const result = await server.conversations.execute(sender, { type: 'message.send', id: randomUUID(), content });
  return result.ok ? (result.conversation ?? '') : '';
}

describe('erasing over REST', () => {
  it('[ER12] takes the permission for settings, and erases in the own shop alone', async () => {
    const conversation = await talk();
    const elsewhere = await talk('elm');
    expect((await erase('')).status).toBe(401);
    expect((await erase(await server.signIn('ann@oak.test'))).status).toBe(403);
    expect((await erase(owner, 'v_nobodynobodynobody')).status).toBe(404);
    const response = await erase(owner);
    expect(response.status).toBe(200);
    const erasure = await response.json();
    expect(erasure).toMatchObject({ by: 'agent:a_boss', named: 'visitor', visitors: 1, conversations: 1 });
    const read = async (shop: string, id: string) =>
      JSON.stringify(await server.conversations.readAsTeam(shop, id, {}));
    expect(await read('oak', conversation)).not.toContain('Garden');
    expect(await read('elm', elsewhere)).toContain('Garden');
    const listed = await server.ask('/api/v1/erasures', { headers: { cookie: owner } });
    expect(await listed.json()).toEqual({ erasures: [erasure] });
    expect(server.logged.join('')).not.toContain('Garden');
  });
});
