import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agent, JONAS } from '../conversations/door.fixture.ts';
import { message, openGateway, type Peer, type World } from '../gateway/gateway.fixture.ts';
import type { Person } from '../store/keeping.ts';
import { type EraseParts, erasePerson, tracesOf } from './erase-person.ts';
import { tellErased } from './tell-erased.ts';

const SECRET = 'Garden Lane 7';
let w: World;
beforeEach(async () => {
  w = await openGateway();
});
afterEach(() => w.close());

const removed: string[] = [];
const mailed: string[] = [];
function parts(changes: Partial<EraseParts> = {}): EraseParts {
  removed.length = 0;
  mailed.length = 0;
  return {
    store: w.store,
    files: { remove: async (_shop, id) => void removed.push(id) },
    eraseMails: async (address) => mailed.push(address),
    erased: tellErased(w.bus),
    now: w.clock.now,
    ...changes,
  };
}
const erase = (person: Person, changes?: Partial<EraseParts>) =>
  erasePerson(parts(changes), 'shop', person, 'operator');

/** A shopper who says and gives what nobody shall keep, an agent who answers, notes and watches. */
async function talk(): Promise<{ peer: Peer; jonas: Peer; visitor: string; conversation: string; token: unknown }> {
  const [peer, { token, visitor }] = await w.shopper({ country: 'PT', clientId: 'c-1' });
  peer.send(message(`I live in ${SECRET}`));
  const { conversation } = (await peer.next('ack')) as unknown as { conversation: string };
  peer.send({ type: 'email.give', id: randomUUID(), email: 'Ines@example.com' });
  await peer.next('ack');
  const [jonas] = await w.agent();
  jonas.send({ type: 'watch', conversation });
  await jonas.next('reset');
  const note = { type: 'note.add', id: randomUUID(), conversation, text: `${SECRET} is Ines` } as const;
  await w.conversations.execute(agent(JONAS), note);
  const seen = (await w.conversations.row('shop', conversation))?.seq ?? 0;
  jonas.send(message(`To ${SECRET}, then`, { conversation, seen }));
  await jonas.next('ack');
  await w.store.search.index('shop', conversation, 0, `Ines ${SECRET}`);
  return { peer, jonas, visitor: String(visitor), conversation, token };
}

/** All that the store and this process hold of a conversation. */
async function all(conversation: string, visitor: string): Promise<string> {
  return JSON.stringify([
    await w.conversations.readAsTeam('shop', conversation, { after: 0 }),
    await w.conversations.readAsVisitor('shop', conversation, { after: 0 }),
    await w.conversations.row('shop', conversation),
    await w.store.folders.rows('shop', 'a_jonas', [conversation]),
    await w.store.people.visitor('shop', visitor),
    await w.store.search.find('shop', 'Garden', 10),
  ]);
}

describe('erasing a person', () => {
  it('[ER8] leaves nothing of them in the store or in the memory of a process, and counts what was there', async () => {
    const { visitor, conversation } = await talk();
    expect(await all(conversation, visitor)).toMatch(/Garden.*Ines/s);
    const other = w.another();
    expect(JSON.stringify(await other.readAsTeam('shop', conversation, { after: 0 }))).toContain(SECRET);
    const head = (await w.conversations.row('shop', conversation))!.seq;

    const traces = await tracesOf(w.store, 'shop', { email: 'ines@EXAMPLE.com' });
    expect(traces).toEqual({
      visitors: [visitor],
      conversations: [conversation],
      entries: head,
      files: 0,
      addresses: ['ines@example.com'],
    });
    expect(await all(conversation, visitor)).toContain(SECRET);

    const erasure = await erase({ email: 'ines@EXAMPLE.com' });
    expect(erasure).toMatchObject({
      by: 'operator',
      named: 'email',
      visitors: 1,
      conversations: 1,
      entries: head,
      files: 0,
    });
    expect(await all(conversation, visitor)).not.toMatch(/Garden|Ines|"PT"|c-1/);
    expect(mailed).toEqual(['ines@example.com']);
    expect(await w.store.keeping.erasures('shop')).toEqual([erasure]);
    expect(JSON.stringify(erasure)).not.toMatch(/ines|v_|c_/i);
    // The other process has not been told; its next sweep, or its next commit, finds out.
    await other.drain();
  });

  it('[ER8] can be done again, and knows nobody afterwards', async () => {
    const { visitor } = await talk();
    await erase({ visitor });
    expect(await erase({ visitor })).toMatchObject({ visitors: 1, entries: 0 });
    expect(await erase({ email: 'ines@example.com' })).toBeUndefined();
    expect(await erase({ clientId: 'c-1' })).toBeUndefined();
    expect(await w.store.keeping.erasures('shop')).toHaveLength(2);
  });

  it('[ER8] finishes when it is done again what broke off in the middle', async () => {
    const { visitor, conversation } = await talk();
    const broken = { ...w.store.search, remove: () => Promise.reject(new Error('gone away')) };
    await expect(erase({ email: 'ines@example.com' }, { store: { ...w.store, search: broken } })).rejects.toThrow(
      'gone away',
    );
    expect(await erase({ email: 'ines@example.com' })).toMatchObject({ visitors: 1 });
    expect(await all(conversation, visitor)).not.toMatch(/Garden|ines@/i);
  });

  it('[ER9] has every open reader start over with what is left', async () => {
    const { peer, jonas, visitor } = await talk();
    await erase({ visitor });
    for (const reader of [jonas, peer]) {
      const reset = await reader.next('reset');
      expect(reset).toMatchObject({ from: 1 });
      expect(JSON.stringify(reset)).not.toContain(SECRET);
      expect(JSON.stringify(reset)).toContain('"erased":true');
    }
    // Once, however often it is told.
    jonas.frames.length = 0;
    tellErased(w.bus)('shop', String((await w.store.keeping.logsOf('shop', visitor, '', 1))[0]), 2);
    expect((await jonas.settled()).filter(({ type }) => type === 'reset')).toEqual([]);
  });

  it('[ER9] has a reader start over who was away meanwhile', async () => {
    const { peer, jonas, visitor, conversation } = await talk();
    const { epoch, seq } = {
      epoch: await w.conversations.epoch(),
      seq: (await w.conversations.row('shop', conversation))!.seq,
    };
    jonas.close();
    peer.close();
    await erase({ visitor }, { revoke: async () => {} });
    const [back] = await w.agent();
    back.send({ type: 'watch', conversation, after: seq, epoch });
    expect(await back.next('reset')).toMatchObject({ from: 1, epoch: `${epoch}.2` });
    back.send({ type: 'watch', conversation, after: seq, epoch: `${epoch}.2` });
    expect((await back.settled()).map(({ type }) => type)).not.toContain('reset');
    const { token } = await w.visitors.tokens.reissue('shop', visitor);
    const after = { conversation, epoch, position: 3 };
    const [, welcome] = await w.shopper({ token, after });
    expect(welcome).toMatchObject({ epoch: `${epoch}.2`, from: 1 });
    const [, again] = await w.shopper({ token, after: { ...after, epoch: `${epoch}.2` } });
    expect(again).toMatchObject({ from: 4 });
  });

  it('[ER9] has the lists show the row anew', async () => {
    const { jonas, visitor, conversation } = await talk();
    jonas.send({ type: 'watch_list', folder: 'in_progress' });
    await jonas.next('listed');
    await erase({ visitor });
    await vi.waitFor(() => {
      const row = jonas.frames.findLast(({ type }) => type === 'row');
      expect(JSON.stringify(row)).toContain(conversation);
      expect(JSON.stringify(row)).not.toMatch(/Garden|ines/i);
    });
  });

  it('[ER10] makes the browser a stranger', async () => {
    const { peer, visitor, token } = await talk();
    await erase({ visitor }, { revoke: w.visitors.tokens.revoke });
    expect(await peer.closed()).toBe(4401);
    const stranger = await w.connect();
    stranger.send({ type: 'hello', protocol: 1, shop: 'shop', consent: 0, token });
    expect(await stranger.closed()).toBe(4401);
  });

  it('[ER3] is not undone by a process that has not heard of it', async () => {
    const { visitor, conversation } = await talk();
    const other = w.another();
    await other.readAsTeam('shop', conversation, { after: 0 });
    await erase({ visitor });
    const note = { type: 'conversation.prioritise', id: randomUUID(), conversation } as const;
    expect(await other.execute(agent(JONAS), note)).toMatchObject({ ok: true });
    expect(JSON.stringify(await other.readAsTeam('shop', conversation, { after: 0 }))).not.toContain(SECRET);
    expect(JSON.stringify(await w.store.log.conversation('shop', conversation))).not.toContain(SECRET);
    await other.drain();
  });

  it('[ER9] reaches a process that was not told by its sweep', async () => {
    const { visitor, conversation } = await talk();
    const back: (() => void)[] = [];
    const bus = {
      ...w.bus,
      onReturn: (listener: () => void) => {
        back.push(listener);
        return () => {};
      },
    };
    const other = w.another({ bus });
    await other.readAsTeam('shop', conversation, { after: 0 });
    await w.store.log.heads(-1, 0);
    await erase({ visitor }, { erased: () => {} });
    expect(JSON.stringify(await other.readAsTeam('shop', conversation, { after: 0 }))).toContain(SECRET);
    for (const sweep of back) sweep();
    await vi.waitFor(async () => {
      expect(JSON.stringify(await other.readAsTeam('shop', conversation, { after: 0 }))).not.toContain(SECRET);
    });
    await other.drain();
  });
});
