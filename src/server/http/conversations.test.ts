import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitorCommand } from '../../protocol/commands.ts';
import type { Sender } from '../conversations/conversations.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await serveApp();
  cookie = await server.signIn('ann@oak.test');
});
afterAll(() => server.stop());

const visitorId = (n: number): string => `v_${String(n).padStart(20, '0')}`;

type Unsent<C> = C extends unknown ? Omit<C, 'id'> : never;

async function says(n: number, command: Unsent<VisitorCommand>, shop = 'oak'): Promise<string> {
  const sender: Sender = { role: 'visitor', shop, visitor: visitorId(n), context: { locale: 'en', country: 'PT' } };
  const result = await server.conversations.execute(sender, { ...command, id: randomUUID() } as VisitorCommand);
  if (!result.ok || !result.conversation) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.conversation;
}
const text = (words: string) => ({ type: 'message.send' as const, content: { type: 'text' as const, text: words } });
const get = async (path: string) => {
  const response = await server.ask(path, { headers: { cookie } });
  return { status: response.status, body: await response.json() };
};

describe('conversations', () => {
  it('[HT13] are listed by folder, as rows of this shop alone', async () => {
    const mine = await says(1, text('Do you have mugs?'));
    await says(2, text('From another shop'), 'elm');
    const { body } = await get('/api/v1/conversations?folder=chatbot');
    expect(body.conversations).toHaveLength(1);
    expect(body.conversations[0]).toMatchObject({
      conversation: mine,
      folders: ['chatbot'],
      marker: 'bot',
      preview: { by: 'visitor', text: 'Do you have mugs?' },
      presence: 'left',
    });
    expect(body.next).toBeUndefined();
    await says(1, { type: 'handoff.request' });
    expect((await get('/api/v1/conversations')).body.conversations[0]).toMatchObject({
      folders: ['new'],
      marker: 'person',
    });
  });

  it('[HT13] are listed page by page', async () => {
    for (let n = 100; n < 155; n++) await says(n, text(`Question ${n}`));
    const first = (await get('/api/v1/conversations?folder=chatbot')).body;
    expect(first.conversations.length).toBeGreaterThanOrEqual(50);
    const second = (await get(`/api/v1/conversations?folder=chatbot&cursor=${first.next}`)).body;
    const ids = [...first.conversations, ...second.conversations].map((row) => row.conversation);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(55);
    expect(second.next).toBeUndefined();
  });

  it('[HT13] are found by their words', async () => {
    const id = await says(3, text('Is the armchair in stock?'));
    await server.store.search.index('oak', id, 2, 'Is the armchair in stock?');
    const { body } = await get('/api/v1/conversations?query=armch');
    expect(body.conversations.map((row: { conversation: string }) => row.conversation)).toEqual([id]);
    expect((await get('/api/v1/conversations?query=wardrobe')).body).toEqual({ conversations: [] });
  });

  it('[HT14] come with what is known of the customer', async () => {
    const id = await says(4, text('Hello'));
    await says(4, { type: 'email.give', email: 'marta@example.com' });
    const cart = { currency: 'EUR', subtotal: 48, lines: [{ id: 'l1', name: 'Mug', quantity: 2, price: 24 }] };
    await says(4, { type: 'cart.report', cart });
    const { status, body } = await get(`/api/v1/conversations/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ reachable: true, cart, conversations: [], ratings: [], orders: [] });
    expect(body.row).toMatchObject({ conversation: id, visitor: { email: 'marta@example.com', country: 'PT' } });
  });

  it('[HT14] of another shop do not exist', async () => {
    const other = await says(5, text('Secret'), 'elm');
    for (const path of [`/api/v1/conversations/${other}`, `/api/v1/conversations/${other}/entries`]) {
      expect(await get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('[HT15] are read entry by entry, without gaps', async () => {
    const id = await says(6, text('word 0'));
    for (let n = 1; n < 110; n++) await says(6, text(`word ${n}`));
    const first = (await get(`/api/v1/conversations/${id}/entries`)).body;
    expect(first.entries).toHaveLength(100);
    const second = (await get(`/api/v1/conversations/${id}/entries?after=${first.next}`)).body;
    const positions = [...first.entries, ...second.entries].map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    expect(second.next).toBeUndefined();
    expect(await get(`/api/v1/conversations/${id}/entries?after=-1`)).toMatchObject({ status: 400 });
  });

  it('[HT16] are answered with what agents may look up', async () => {
    expect((await get('/api/v1/agents?query=or%20re')).body.agents).toEqual([
      { id: 'a_rep', name: 'Rep Orter', email: 'rep@oak.test', assignable: false },
    ]);
    expect((await get('/api/v1/agents')).body.agents).toHaveLength(2);
    expect((await get('/api/v1/products?query=mug')).body.products).toMatchObject([{ id: 'p-mug' }]);
    expect((await get('/api/v1/discounts')).body.discounts).toEqual([{ code: 'WELCOME10', percent: 10 }]);
    expect((await get('/api/v1/departments')).body).toEqual({ departments: ['Sales'] });
  });
});
