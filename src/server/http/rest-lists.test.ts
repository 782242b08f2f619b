import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

let server: RestKit;
let key: Ask;
let person: Ask;
beforeAll(async () => {
  server = await serveRest();
  key = await server.key();
  person = await server.person(['chat']);
});
afterAll(() => server.stop());

/** Follows `next` to the end. */
async function walk(path: string, of: string, between: () => Promise<void> = async () => {}) {
  const pages: { conversation: string; id: string }[][] = [];
  let next: string | undefined;
  do {
    const { status, body } = await key('GET', next === undefined ? path : `${path}&cursor=${next}`);
    expect(status).toBe(200);
    pages.push(body[of]);
    next = body.next;
    await between();
  } while (next !== undefined);
  return pages;
}
const idsOf = (list: { conversation: string }[]) => list.map(({ conversation }) => conversation);
const act = (id: string, command: object) => key('POST', `/conversations/${id}/commands`, { as: 'a_ann', ...command });

describe('lists of conversations', () => {
  const made: string[] = [];
  beforeAll(async () => {
    for (let n = 1; n <= 9; n++) made.push(await server.says(visitorId(n), `Question ${n}`));
    await server.says(visitorId(2), { type: 'handoff.request' });
    await act(made[2]!, { type: 'message.send', content: { type: 'text', text: 'Mine' } });
    await act(made[3]!, { type: 'conversation.close', survey: false });
    await act(made[4]!, { type: 'conversation.move', department: 'Sales' });
  });

  it('[RA20] come in pages of the size asked for, each conversation once', async () => {
    const pages = await walk('/conversations?limit=4', 'conversations');
    expect(pages.map((page) => page.length)).toEqual([4, 4, 1]);
    expect(idsOf(pages.flat()).sort()).toEqual([...made].sort());
  });

  it('[RA20] refuse a size out of range and a cursor that is none of theirs', async () => {
    for (const query of ['limit=0', 'limit=101', 'limit=ten', 'cursor=nonsense', 'cursor=W10', 'cursor=eyJhIjoxfQ']) {
      expect(await key('GET', `/conversations?${query}`), query).toMatchObject({
        status: 400,
        body: { code: 'invalid' },
      });
    }
  });

  it('[RA21] are filtered by status, folder, department, assignee and visitor', async () => {
    const list = async (query: string) => idsOf((await key('GET', `/conversations?${query}`)).body.conversations);
    expect(await list('status=queued')).toEqual([made[1]]);
    expect(await list('status=assigned')).toEqual([made[2]]);
    expect(await list('status=closed')).toEqual([made[3]]);
    expect((await list('status=bot')).length).toBe(6);
    expect(await list('department=Sales')).toEqual([made[4]]);
    expect(await list('assignee=a_ann')).toEqual([made[2]]);
    expect(await list(`visitor=${visitorId(6)}`)).toEqual([made[5]]);
    expect(await list('status=bot&department=Sales')).toEqual([made[4]]);
    expect(await list('status=queued&department=Sales')).toEqual([]);
    expect(await list('folder=in_progress')).toEqual([made[2]]);
    expect((await key('GET', '/conversations?folder=mine')).body.code).toBe('invalid');
    await act(made[3]!, { type: 'conversation.archive' });
    expect(await list('status=closed')).toEqual([made[3]]);
  });

  it('[RA21] without a filter are New for a person and all for a key', async () => {
    expect(idsOf((await person('GET', '/conversations')).body.conversations)).toEqual([made[1]]);
    expect((await key('GET', '/conversations')).body.conversations).toHaveLength(9);
    expect((await person('GET', '/conversations?folder=mine')).body.conversations).toEqual([]);
  });

  it('[RA22] by `updatedSince` miss nothing that changes or begins during the walk', async () => {
    const before = Date.now();
    let n = 100;
    const pages = await walk(`/conversations?updatedSince=0&limit=3`, 'conversations', async () => {
      n += 1;
      if (n <= 103) made.push(await server.says(visitorId(n), 'New during the walk'));
      if (n === 101) await act(made[8]!, { type: 'conversation.prioritise' });
    });
    const seen = new Set(idsOf(pages.flat()));
    for (const id of made) expect(seen).toContain(id);
    const rest = (await key('GET', `/conversations?updatedSince=${before}`)).body.conversations;
    expect(idsOf(rest)).toContain(made[8]);
    expect(idsOf(rest)).not.toContain(made[0]);
  });
});

describe('visitors', () => {
  it('[RA25] are listed as they came, page by page, also while others come', async () => {
    let n = 500;
    const pages = await walk('/visitors?limit=4', 'visitors', async () => {
      n += 1;
      if (n <= 502) await server.says(visitorId(n), 'Hi');
    });
    const ids = pages.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(visitorId(501));
  });

  it('[RA25] are found by their address in any case, and by the id of the shop', async () => {
    await server.says(visitorId(600), 'Hi');
    await server.says(visitorId(600), { type: 'email.give', email: 'Marta@Example.com' });
    const found = await key('GET', '/visitors?email=marta@example.COM');
    expect(found.body.visitors).toMatchObject([{ id: visitorId(600), email: 'Marta@Example.com', blocked: false }]);
    expect(found.body.visitors[0]).not.toHaveProperty('shop');
    expect((await key('GET', '/visitors?email=nobody@example.com')).body).toEqual({ visitors: [] });
    expect((await key('GET', '/visitors?clientId=c-1')).body).toEqual({ visitors: [] });
    expect((await key('GET', `/visitors/${visitorId(600)}`)).body).toEqual(found.body.visitors[0]);
    const own = await key('GET', `/visitors/${visitorId(600)}/conversations`);
    expect(own.body.conversations).toHaveLength(1);
    expect((await key('GET', `/visitors/${visitorId(999)}/conversations`)).status).toBe(404);
  });

  it('[RA26] are changed field by field, null takes a value away, and they are found by their new name', async () => {
    const id = await server.says(visitorId(601), 'Hi');
    const path = `/visitors/${visitorId(601)}`;
    const attributes = { tier: 'gold', orders: 3, vip: true };
    const changed = await key('PATCH', path, { name: 'Ilse Aichinger', email: 'ilse@example.com', attributes });
    expect(changed.body).toMatchObject({ name: 'Ilse Aichinger', email: 'ilse@example.com', attributes });
    expect(idsOf((await key('GET', '/conversations?query=aiching')).body.conversations)).toEqual([id]);
    const less = await key('PATCH', path, { email: null, attributes: null });
    expect(less.body).toMatchObject({ name: 'Ilse Aichinger' });
    expect(less.body).not.toHaveProperty('email');
    expect(less.body).not.toHaveProperty('attributes');
    expect((await key('GET', '/conversations?query=ilse@example.com')).body.conversations).toEqual([]);
    await server.says(visitorId(601), 'Still the same person');
    expect((await key('PATCH', path, {})).body).toMatchObject({ name: 'Ilse Aichinger' });
    for (const bad of [{ email: 'nobody' }, { name: '' }, { attributes: { 'a b': 1 } }, { attributes: { a: {} } }]) {
      expect((await key('PATCH', path, bad)).status, JSON.stringify(bad)).toBe(400);
    }
  });
});
