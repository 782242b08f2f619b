import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireEntry } from '../../protocol/entries.ts';
import { topics } from '../bus/bus.ts';
import { agent, JONAS, withId } from '../conversations/door.fixture.ts';
import { STANDS_AFTER_MS } from './announce-tab.ts';
import { type Frame, message, openGateway, type Peer, until, type World } from './gateway.fixture.ts';

let w: World;
beforeEach(async () => {
  w = await openGateway();
});
afterEach(() => w.close());

const entriesOf = (frame: Frame): WireEntry[] => frame.entries as WireEntry[];
const positions = (frame: Frame): number[] => entriesOf(frame).map((entry) => entry.position);

/** Says something and waits for the ack. */
async function say(peer: Peer, text: string, about: object = {}): Promise<Frame> {
  peer.send(message(text, about));
  return peer.next('ack');
}
/** A note: an entry that shoppers do not see. */
const note = (conversation: string) =>
  w.conversations.execute(agent(JONAS), withId({ type: 'note.add' as const, conversation, text: 'between us' }));
const count = async (visitor: string) => (await w.store.folders.ofVisitor('shop', visitor)).length;

describe('visitor session', () => {
  it('[GW10] closes with 4403 for a shop that does not exist or cannot', async () => {
    for (const shop of ['nowhere', 'NO SUCH']) {
      const peer = await w.connect();
      peer.send({ type: 'hello', protocol: 1, shop });
      expect(await peer.closed(), shop).toBe(4403);
    }
  });

  it('[GW11] names a newcomer, and knows them again by their token', async () => {
    const [, first] = await w.shopper();
    expect(first).toMatchObject({
      from: 1,
      entries: [],
      read: { visitor: 0, team: 0 },
      settings: { name: 'Hazel & Hem' },
    });
    expect(first).not.toHaveProperty('conversation');
    const [, again] = await w.shopper({ token: first.token });
    expect(again.visitor).toBe(first.visitor);
    const [, other] = await w.shopper();
    expect(other.visitor).not.toBe(first.visitor);
  });

  it('[GW12] closes with 4401 for a token that is forged or has expired', async () => {
    const peer = await w.connect();
    peer.send({ type: 'hello', protocol: 1, shop: 'shop', token: 'forged' });
    expect(await peer.closed()).toBe(4401);
    expect(w.lines.at(-1)?.fields).toMatchObject({ shop: 'shop', code: 4401 });
  });

  it('[GW13] writes nothing for a shopper who only looks', async () => {
    const [peer, { visitor }] = await w.shopper({ page: { url: 'https://shop.example.com/' } });
    peer.send({ type: 'typing', on: true });
    peer.send({ type: 'presence', state: 'idle' });
    await peer.settled();
    expect(await w.store.people.visitor('shop', String(visitor))).toBeUndefined();
    expect(await count(String(visitor))).toBe(0);
    await say(peer, 'Hello');
    expect(await w.store.people.visitor('shop', String(visitor))).toMatchObject({ id: visitor });
  });

  it('[GW14] welcomes with the newest 50 entries, or with what comes after the cursor', async () => {
    const [peer, first] = await w.shopper();
    const { conversation } = await say(peer, 'Hello');
    for (let n = 0; n < 60; n++) {
      await w.conversations.execute(
        agent(),
        withId({
          type: 'message.send' as const,
          conversation: String(conversation),
          content: { type: 'text', text: `${n}` },
          seen: 999,
        }),
      );
    }
    const row = await w.conversations.row('shop', String(conversation));
    const head = row?.pub ?? 0;
    const hello = (position: number, epoch = first.epoch) => ({
      token: first.token,
      after: { conversation, epoch, position },
    });
    const from = async (about: object) => {
      const [, welcome] = await w.shopper({ token: first.token, ...about });
      return [welcome.from, entriesOf(welcome).length, positions(welcome).at(-1)];
    };
    expect(head).toBeGreaterThan(55);
    expect(await from({})).toEqual([head - 49, 50, head]);
    expect(await from(hello(head - 3))).toEqual([head - 2, 3, head]);
    expect(await from(hello(head))).toEqual([head + 1, 0, undefined]);
    expect(await from(hello(head - 50))).toEqual([head - 49, 50, head]);
    expect(await from(hello(head - 51))).toEqual([head - 49, 50, head]);
    expect(await from(hello(head + 1))).toEqual([head - 49, 50, head]);
    expect(await from(hello(head - 3, 'another'))).toEqual([head - 49, 50, head]);
  });

  it('[GW15] acknowledges with the conversation and the position in public numbering, after the commit', async () => {
    const [peer] = await w.shopper();
    const ack = await say(peer, 'Hello');
    const row = await w.conversations.row('shop', String(ack.conversation));
    expect(ack.position).toBe(row?.pub);
    expect(row?.seq).toBeGreaterThan(row?.pub ?? 0);
  });

  it('[GW16] gives the same id the same answer and no second effect, on another connection too', async () => {
    const [peer, { token }] = await w.shopper();
    const command = message('Once');
    peer.send(command);
    const ack = await peer.next('ack');
    peer.send(command);
    expect(await peer.next('ack')).toEqual(ack);
    const [other] = await w.shopper({ token });
    other.send(command);
    expect(await other.next('ack')).toEqual(ack);
    const [, welcome] = await w.shopper({ token });
    expect(entriesOf(welcome).filter((entry) => entry.command === command.id)).toHaveLength(1);
  });

  it('[GW17] refuses what it does not know or cannot take by its id, and closes with 4400 without one', async () => {
    const [peer] = await w.shopper();
    const refused = async (frame: object) => {
      peer.send(frame);
      const { code, retry } = await peer.next('refused');
      return [code, retry];
    };
    expect(await refused({ type: 'fireworks', id: randomUUID() })).toEqual(['unknown_command', false]);
    expect(await refused({ type: 'note.add', id: randomUUID(), text: 'Not mine to add' })).toEqual([
      'unknown_command',
      false,
    ]);
    expect(await refused({ type: 'email.give', id: randomUUID(), email: 'nobody' })).toEqual(['invalid', false]);
    expect(await refused(message('\u0000'))).toEqual(['invalid', false]);
    expect(await refused(message('x'.repeat(4001)))).toEqual(['text_too_long', false]);
    expect(await refused(message('Hi', { conversation: 'c_0000000000000000' }))).toEqual(['not_found', false]);
    peer.send({ type: 'email.decline', id: 'one' });
    expect(await peer.closed()).toBe(4400);
  });

  it('[GW18] refuses more than 20 commands at once and 2 a second for one visitor, and says how long to wait', async () => {
    const [peer, { token }] = await w.shopper();
    const [other] = await w.shopper({ token });
    for (let n = 0; n < 20; n++) await say(n % 2 ? peer : other, `${n}`);
    const late = message('late');
    peer.send(late);
    expect(await peer.next('refused')).toMatchObject({ id: late.id, code: 'too_fast', retry: true, retryAfterMs: 500 });
    w.clock.advance(500);
    peer.send(late);
    expect((await peer.next('ack')).id).toBe(late.id);
    const [stranger] = await w.shopper();
    await say(stranger, 'Not held up');
  });

  it('[GW19] shows a shopper public entries alone, numbered without gaps', async () => {
    const [peer, { token }] = await w.shopper();
    const { conversation } = await say(peer, 'Hello');
    await note(String(conversation));
    await say(peer, 'Anybody?');
    await note(String(conversation));
    const [, welcome] = await w.shopper({ token });
    const all = entriesOf(welcome);
    expect(positions(welcome)).toEqual(all.map((_, index) => index + 1));
    expect(JSON.stringify(all)).not.toMatch(/between us|note\.added|conversation\.started|"seq"|"pub"/);
  });

  it('[GW20] follows a conversation that another tab has opened, entry by entry', async () => {
    const [peer, { token }] = await w.shopper();
    const [tab] = await w.shopper({ token });
    const { conversation } = await say(peer, 'Hello');
    const reset = await tab.next('reset');
    expect(reset).toMatchObject({ conversation, from: 1 });
    await say(peer, 'Still there?');
    await until('the second message', () => tab.frames.some((frame) => JSON.stringify(frame).includes('Still there?')));
    const all = [...positions(reset), ...tab.frames.filter(({ type }) => type === 'entries').flatMap(positions)];
    expect(all).toEqual(all.map((_, index) => index + 1));
  });

  it('[GW21] tells of the conversation that a command has opened before its ack', async () => {
    const [peer] = await w.shopper();
    const command = message('Hello');
    peer.send(command);
    await until('the ack', () => peer.frames.some(({ type }) => type === 'ack'));
    const types = peer.frames.map(({ type }) => type);
    expect(types.indexOf('reset')).toBeLessThan(types.indexOf('ack'));
    const reset = await peer.next('reset');
    expect(entriesOf(reset).some((entry) => entry.command === command.id)).toBe(true);
  });

  it('[GW23] closes the older connection of the same tab with 4409', async () => {
    const [old, { token }] = await w.shopper({ client: 'tab-1' });
    const [other] = await w.shopper({ client: 'tab-2', token });
    const [stranger] = await w.shopper({ client: 'tab-1' });
    w.clock.advance(STANDS_AFTER_MS);
    const [fresh] = await w.shopper({ client: 'tab-1', token });
    await fresh.settled();
    w.clock.advance(STANDS_AFTER_MS);
    expect(await old.closed()).toBe(4409);
    for (const peer of [other, stranger, fresh]) expect(peer.socket.readyState).toBe(1);
  });

  it('[GW23] a connection that its tab had given up before its hello arrived replaces nobody', async () => {
    const [current, { token }] = await w.shopper({ client: 'tab-1' });
    const [late] = await w.shopper({ client: 'tab-1', token });
    late.close();
    await until('the end of the late one', () => w.gateway.connections() === 1);
    w.clock.advance(STANDS_AFTER_MS);
    await current.settled();
    expect(current.socket.readyState).toBe(1);
  });

  it('[GW23] a process that tells late of an older connection closes no newer one', async () => {
    const [current, { visitor }] = await w.shopper({ client: 'tab-1' });
    await current.settled();
    const topic = topics.visitor('shop', String(visitor));
    const connected = { type: 'connected', client: 'tab-1', from: 'in another process' };
    w.bus.signal(topic, { ...connected, since: w.clock.now() - 1 });
    await current.settled();
    expect(current.socket.readyState).toBe(1);
    w.bus.signal(topic, { ...connected, since: w.clock.now() + 1 });
    expect(await current.closed()).toBe(4409);
  });

  it('[GW27] takes the commands of one socket in the order in which they were sent', async () => {
    const [peer, { token }] = await w.shopper();
    const sent = Array.from({ length: 15 }, (_, n) => message(`message ${n}`));
    for (const command of sent) peer.send(command);
    for (const { id } of sent) expect((await peer.next('ack')).id).toBe(id);
    const [, welcome] = await w.shopper({ token });
    const said = entriesOf(welcome).flatMap(({ command }) => command ?? []);
    expect(said).toEqual(sent.map(({ id }) => id));
  });

  it('[GW28] goes to a new conversation when the last one has closed', async () => {
    const [peer] = await w.shopper();
    const { conversation } = await say(peer, 'Hello');
    const id = String(conversation);
    await w.conversations.execute(
      agent(),
      withId({ type: 'conversation.close' as const, conversation: id, survey: true }),
    );
    await until('the close', () => peer.frames.some((frame) => JSON.stringify(frame).includes('conversation.closed')));
    peer.send({ type: 'survey.answer', id: randomUUID(), conversation, rating: 5 });
    await peer.next('ack');
    const ack = await say(peer, 'One more thing');
    expect(ack.conversation).not.toBe(conversation);
    const [jonas] = await w.agent();
    jonas.send({ type: 'watch', conversation: ack.conversation });
    await jonas.next('reset');
    jonas.send({ type: 'typing', conversation: ack.conversation, on: true });
    expect(await peer.next('typing')).toMatchObject({ conversation: ack.conversation });
  });

  it('[GW29] closes with 1012 rather than decide on what a newer version has written', async () => {
    const [peer, { token }] = await w.shopper();
    const { conversation } = await say(peer, 'Hello');
    await w.close();
    const { StateTooNew } = await import('../conversations/state-too-new.ts');
    w = await openGateway({
      wrap: (options) => ({
        ...options,
        conversations: {
          ...options.conversations,
          execute: () => Promise.reject(new StateTooNew(String(conversation), 99)),
        },
      }),
    });
    const [again] = await w.shopper({ token });
    again.send(message('Hello?'));
    expect(await again.closed()).toBe(1012);
  });
});
