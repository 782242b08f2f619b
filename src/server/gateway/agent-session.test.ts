import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireEntry } from '../../protocol/entries.ts';
import type { Row } from '../../protocol/rows.ts';
import { STANDS_AFTER_MS } from './announce-tab.ts';
import { type Frame, message, openGateway, type Peer, until, type World } from './gateway.fixture.ts';

let w: World;
beforeEach(async () => {
  w = await openGateway();
});
afterEach(() => w.close());

const rowOf = (frame: Frame): Row => frame.row as Row;
const positions = (frame: Frame): number[] => (frame.entries as WireEntry[]).map((entry) => entry.position);

/** A shopper with a conversation; asks for a person if told to. */
async function customer(text = 'Hello', person = true): Promise<{ peer: Peer; conversation: string; token: unknown }> {
  const [peer, { token }] = await w.shopper();
  peer.send(message(text));
  const ack = await peer.next('ack');
  if (person) await ask(peer);
  return { peer, conversation: String(ack.conversation), token };
}
async function ask(peer: Peer): Promise<void> {
  peer.send({ type: 'handoff.request', id: randomUUID() });
  await peer.next('ack');
}
async function listing(peer: Peer, folder: string, before?: number): Promise<{ rows: Row[]; more: boolean }> {
  peer.send({ type: 'watch_list', folder, before });
  const listed = await until('the list', () => peer.frames.find(({ type }) => type === 'listed'));
  const rows = peer.frames.filter(({ type }) => type === 'row').map(rowOf);
  peer.frames.length = 0;
  return { rows, more: listed.more as boolean };
}
const rowOfType = (peer: Peer, what: string, is: (row: Row) => boolean): Promise<Row> =>
  until(what, () =>
    peer.frames
      .filter(({ type }) => type === 'row')
      .map(rowOf)
      .find(is),
  );

describe('agent session', () => {
  it('[GW30] lets the cookie speak on pages of the server itself alone', async () => {
    const [, welcome] = await w.agent();
    expect(welcome).toMatchObject({
      agent: { id: 'a_jonas', permissions: ['chat'] },
      shop: { id: 'shop', name: 'Hazel & Hem' },
    });
    expect(welcome.epoch).toBeTypeOf('string');
    for (const origin of ['https://shop.example.com', 'https://evil.example.com', 'null']) {
      const peer = await w.connect({ origin, cookie: 'session=jonas' });
      peer.send({ type: 'hello', protocol: 1, agent: true });
      expect(await peer.closed(), origin).toBe(4403);
    }
  });

  it('[GW31] closes with 4401 without a session, and within half a minute of its end', async () => {
    const peer = await w.connect({ origin: w.own, cookie: 'session=nobody' });
    peer.send({ type: 'hello', protocol: 1, agent: true });
    expect(await peer.closed()).toBe(4401);
    const [jonas] = await w.agent();
    w.clock.advance(30_000);
    expect((await jonas.settled()).map(({ type }) => type)).toEqual(['ping']);
    w.signOut('jonas');
    w.clock.advance(30_000);
    expect(await jonas.closed()).toBe(4401);
  });

  it('[GW32] shows a watched conversation from its newest entries, or on from where the reader was', async () => {
    const { peer, conversation } = await customer();
    const head = (await w.conversations.row('shop', conversation))?.seq ?? 0;
    const [jonas] = await w.agent();
    jonas.send({ type: 'watch', conversation });
    const reset = await jonas.next('reset');
    expect(reset).toMatchObject({ conversation, from: 1 });
    expect(positions(reset)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    jonas.send({ type: 'watch', conversation, after: head - 2 });
    expect(positions(await jonas.next('entries'))).toEqual([head - 1, head]);
    jonas.send({ type: 'watch', conversation, after: head + 1 });
    expect((await jonas.next('reset')).from).toBe(1);
    peer.send(message('More'));
    expect(positions(await jonas.next('entries'))[0]).toBe(head + 1);
    jonas.send({ type: 'watch', conversation: 'c_0000000000000000' });
    expect(await jonas.next('reset')).toMatchObject({ conversation: 'c_0000000000000000', from: 1, entries: [] });
  });

  it('[GW33] assigns nobody by reading, and the sender by replying', async () => {
    const { peer, conversation } = await customer();
    const [jonas] = await w.agent();
    jonas.send({ type: 'watch', conversation });
    const seen = positions(await jonas.next('reset')).at(-1);
    jonas.send({ type: 'read', conversation, position: seen });
    await jonas.settled();
    expect((await w.conversations.row('shop', conversation))?.state.status.at).toBe('queued');
    jonas.send(message('Here I am', { conversation, seen }));
    const ack = await jonas.next('ack');
    const row = await w.conversations.row('shop', conversation);
    expect(row?.state.status).toMatchObject({ at: 'assigned', agent: { id: 'a_jonas' } });
    expect(ack).toMatchObject({ conversation, position: row?.seq });
    await until('the reply', () => peer.frames.some((frame) => JSON.stringify(frame).includes('Here I am')));
  });

  it('[GW34] says nothing more of a conversation that is not watched any longer', async () => {
    const { peer, conversation } = await customer();
    const [jonas] = await w.agent();
    jonas.send({ type: 'watch', conversation });
    await jonas.next('reset');
    jonas.send({ type: 'unwatch', conversation });
    await jonas.settled();
    peer.send(message('More'));
    await peer.next('ack');
    expect((await jonas.settled()).map(({ type }) => type)).not.toContain('entries');
  });

  it('[GW35] refuses by id what an agent may not do or has misformed', async () => {
    const { conversation } = await customer();
    const [jonas] = await w.agent();
    const refused = async (frame: object) => {
      jonas.send({ id: randomUUID(), conversation, ...frame });
      return (await jonas.next('refused')).code;
    };
    expect(await refused({ type: 'conversation.unblock' })).toBe('forbidden');
    expect(await refused({ type: 'conversation.reopen' })).toBe('not_closed');
    expect(await refused({ type: 'note.add' })).toBe('invalid');
    expect(await refused({ type: 'email.give', email: 'a@b.cc' })).toBe('unknown_command');
  });

  it('[GW36] closes the older connection of the same tab with 4409', async () => {
    const [old] = await w.agent('jonas', { client: 'tab-1' });
    const [other] = await w.agent('priya', { client: 'tab-1' });
    const [fresh] = await w.agent('jonas', { client: 'tab-1' });
    await fresh.settled();
    w.clock.advance(STANDS_AFTER_MS);
    expect(await old.closed()).toBe(4409);
    expect(other.socket.readyState).toBe(1);
  });

  it('[GW40] lists a folder newest first, page by page, without holes', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 53; n++) {
      w.clock.advance(1000);
      const peer = await w.conversations.execute(
        { role: 'visitor', shop: 'shop', visitor: `v_${String(n).padStart(16, 'x')}`, context: { locale: 'en' } },
        { type: 'message.send', id: randomUUID(), content: { type: 'text', text: `${n}` } },
      );
      ids.unshift(peer.ok ? String(peer.conversation) : '');
    }
    const [jonas] = await w.agent();
    const first = await listing(jonas, 'chatbot');
    expect(first.rows.map(({ conversation }) => conversation)).toEqual(ids.slice(0, 50));
    expect(first.more).toBe(true);
    const second = await listing(jonas, 'chatbot', first.rows.at(-1)?.at);
    expect(second.rows.map(({ conversation }) => conversation)).toEqual(ids.slice(50));
    expect(second.more).toBe(false);
    expect((await listing(jonas, 'closed')).rows).toEqual([]);
  });

  it('[GW41] tells of rows that come into the watched folder, change in it and leave it', async () => {
    const [jonas] = await w.agent();
    await listing(jonas, 'new');
    const { peer, conversation } = await customer('Hello', false);
    expect((await jonas.settled()).filter(({ type }) => type === 'row')).toEqual([]);
    await ask(peer);
    const row = await rowOfType(jonas, 'the row', (one) => one.conversation === conversation);
    expect(row).toMatchObject({
      folders: ['new'],
      marker: 'person',
      status: 'queued',
      unread: 1,
      preview: { text: 'Hello' },
    });
    expect(row.visitor.number).toMatch(/^\d{4}$/);
    jonas.send({ type: 'conversation.assign', id: randomUUID(), conversation, agent: 'a_jonas' });
    const mine = await rowOfType(jonas, 'the row to leave', (one) => one.status === 'assigned');
    expect(mine).toMatchObject({ folders: ['in_progress', 'mine'], owner: { id: 'a_jonas' } });
    expect(mine.seq).toBeGreaterThan(row.seq);
  });

  it('[GW42] counts what is unread for each agent, down when they have read', async () => {
    const { conversation } = await customer();
    const [jonas] = await w.agent('jonas');
    const [priya] = await w.agent('priya');
    for (const peer of [jonas, priya]) expect((await listing(peer, 'new')).rows[0]?.unread).toBe(1);
    jonas.send({ type: 'read', conversation, position: 999 });
    await rowOfType(jonas, 'a row without unread words', (row) => row.unread === 0);
    expect((await priya.settled()).filter(({ type }) => type === 'row')).toEqual([]);
  });

  it('[GW43] tells counts at most once a second, and only when they have changed', async () => {
    const [jonas] = await w.agent();
    await listing(jonas, 'new');
    const counts = () => jonas.frames.filter(({ type }) => type === 'counts').map((frame) => frame.counts);
    w.clock.advance(0);
    await until('the first counts', () => counts().length === 1);
    await customer('One');
    await customer('Two', false);
    await jonas.settled();
    expect(counts()).toHaveLength(1);
    w.clock.advance(1000);
    await until('the next counts', () => counts().length === 2);
    expect(counts()[1]).toMatchObject({ new: 1, chatbot: 1, mine: 0 });
    w.clock.advance(5000);
    await jonas.settled();
    expect(counts()).toHaveLength(2);
  });

  it('[GW44] rings once for each handoff, not before, and only for those who chat', async () => {
    const [jonas] = await w.agent('jonas');
    const [rita] = await w.agent('rita');
    const alerts = (peer: Peer) => peer.frames.filter(({ type }) => type === 'alert');
    const { peer, conversation } = await customer('Hello', false);
    peer.send({ type: 'email.give', id: randomUUID(), email: 'ada@example.com' });
    await peer.next('ack');
    await jonas.settled();
    expect(alerts(jonas)).toEqual([]);
    await ask(peer);
    await until('the alert', () => alerts(jonas).length > 0);
    peer.send(message('Anybody?'));
    await peer.next('ack');
    const heard = await jonas.settled();
    expect(alerts(jonas)).toEqual([{ type: 'alert', conversation, name: 'ada@example.com' }]);
    const [row, alert] = ['row', 'alert'].map((type) => heard.findIndex((frame) => frame.type === type));
    expect(row).toBeLessThan(alert ?? -1);
    expect(await rita.settled()).toEqual([]);
  });

  it('[GW45] shows who is there, who rests and who has left', async () => {
    const { peer, conversation, token } = await customer();
    const [jonas] = await w.agent();
    expect((await listing(jonas, 'new')).rows[0]).toMatchObject({ conversation, presence: 'online' });
    const next = async (presence: Row['presence']) => {
      await rowOfType(jonas, `presence ${presence}`, (row) => row.presence === presence);
      jonas.frames.length = 0;
    };
    peer.send({ type: 'presence', state: 'idle' });
    await next('idle');
    peer.send({ type: 'presence', state: 'active' });
    await next('online');

    // From page to page: gone for a moment is not gone.
    peer.close();
    await peer.closed();
    w.clock.advance(3000);
    const [back] = await w.shopper({ token });
    w.clock.advance(5000);
    await jonas.settled();
    expect(
      jonas.frames
        .filter(({ type }) => type === 'row')
        .map(rowOf)
        .every((row) => row.presence === 'online'),
    ).toBe(true);
    jonas.frames.length = 0;
    back.close();
    await back.closed();
    await until('the lease to run out', () => {
      w.clock.advance(1000);
      return jonas.frames.some((frame) => frame.type === 'row' && rowOf(frame).presence === 'left');
    });
  });

  it('[GW46] renews the lease of a visitor for as long as the socket is open', async () => {
    const { peer } = await customer();
    const [jonas] = await w.agent();
    for (let n = 0; n < 10; n++) {
      w.clock.advance(15_000);
      for (const one of [peer, jonas]) {
        one.send({ type: 'pong' });
        await one.settled();
      }
    }
    expect((await listing(jonas, 'new')).rows[0]?.presence).toBe('online');
  });

  it('[GW47] shows nothing to those who may not chat', async () => {
    const { conversation } = await customer();
    const [rita] = await w.agent('rita');
    rita.send({ type: 'watch_list', folder: 'new' });
    rita.send({ type: 'watch', conversation });
    rita.send({ type: 'sync', conversation, after: 0 });
    expect(await rita.settled()).toEqual([]);
    const note = { type: 'note.add', id: randomUUID(), conversation, text: 'Hi' };
    rita.send(note);
    expect(await rita.next('refused')).toMatchObject({ id: note.id, code: 'forbidden' });
  });
});
