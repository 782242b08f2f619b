import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireEntry } from '../../protocol/entries.ts';
import { agent, JONAS, withId } from '../conversations/door.fixture.ts';
import { type Frame, message, openGateway, type Peer, type World } from './gateway.fixture.ts';

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

describe('signals of a visitor', () => {
  it('[GW22] answers a sync with the page after or before a position, and only of own conversations', async () => {
    const [peer] = await w.shopper();
    const { conversation, position } = await say(peer, 'Hello');
    await peer.settled();
    peer.frames.length = 0;
    peer.send({ type: 'sync', conversation, after: 1 });
    expect(positions(await peer.next('entries'))[0]).toBe(2);
    peer.send({ type: 'sync', conversation, before: position });
    const history = await peer.next('history');
    expect(history.from).toBe(1);
    expect(positions(history).at(-1)).toBe(Number(position) - 1);
    const [stranger] = await w.shopper();
    stranger.send({ type: 'sync', conversation, after: 0 });
    expect(await stranger.settled()).toEqual([]);
    peer.send({ type: 'sync', conversation });
    expect(await peer.closed()).toBe(4400);
  });

  it('[GW24] carries typing between shopper and team, and not back to where it came from', async () => {
    const [peer, { token }] = await w.shopper();
    const [tab] = await w.shopper({ token });
    const { conversation } = await say(peer, 'Hello');
    await tab.next('reset');
    const [jonas] = await w.agent('jonas');
    jonas.send({ type: 'watch', conversation });
    await jonas.next('reset');
    peer.send({ type: 'typing', on: true });
    expect(await jonas.next('typing')).toEqual({ type: 'typing', conversation, by: { role: 'visitor' }, on: true });
    jonas.send({ type: 'typing', conversation, on: true });
    expect(await peer.next('typing')).toEqual({
      type: 'typing',
      conversation,
      by: { role: 'agent', ...JONAS },
      on: true,
    });
    await tab.next('typing');
    expect((await peer.settled()).filter(({ type }) => type === 'typing')).toEqual([]);
    expect((await tab.settled()).filter(({ type }) => type === 'typing')).toEqual([]);
    expect((await jonas.settled()).filter(({ type }) => type === 'typing')).toEqual([]);
  });

  it('[GW25] keeps how far both sides have read, each told in their own numbering', async () => {
    const [peer, { token }] = await w.shopper();
    const { conversation, position: pub } = await say(peer, 'Hello');
    await note(String(conversation));
    const row = await w.conversations.row('shop', String(conversation));
    const seq = row?.seq ?? 0;
    const [jonas] = await w.agent('jonas');
    jonas.send({ type: 'watch', conversation });
    await jonas.next('reset');

    peer.send({ type: 'read', conversation, position: pub });
    expect(await jonas.next('read')).toEqual({ type: 'read', conversation, reader: 'visitor', position: seq - 1 });
    jonas.send({ type: 'read', conversation, position: 9999 });
    expect(await peer.next('read')).toEqual({ type: 'read', conversation, reader: 'team', position: pub });

    const [, welcome] = await w.shopper({ token });
    expect(welcome.read).toEqual({ visitor: pub, team: pub });
    const [priya] = await w.agent('priya');
    priya.send({ type: 'watch', conversation });
    await priya.next('reset');
    expect(await priya.next('read')).toMatchObject({ reader: 'team', position: seq });
    expect(await priya.next('read')).toMatchObject({ reader: 'visitor', position: seq - 1 });
  });

  it('[GW26] keeps pages only with the consent for it, as it stands now', async () => {
    const pages = async (visitor: unknown) =>
      (await w.store.folders.pages('shop', String(visitor))).map(({ url }) => new URL(url).pathname);
    const page = (path: string) => ({ type: 'page', url: `https://shop.example.com${path}` });
    const [peer, { visitor }] = await w.shopper({ consent: 1, page: { url: 'https://shop.example.com/a' } });
    await say(peer, 'Hello');
    peer.send(page('/b'));
    peer.send({ type: 'consent.change', id: randomUUID(), consent: 2 });
    await peer.next('ack');
    peer.send(page('/c'));
    await peer.settled();
    expect(await pages(visitor)).toEqual(['/c']);
    peer.send({ type: 'consent.change', id: randomUUID(), consent: 1 });
    await peer.next('ack');
    peer.send(page('/d'));
    await peer.settled();
    expect(await pages(visitor)).toEqual(['/c']);
  });

  it('[GW48] keeps what a page tracks among the pages, with consent, once a second', async () => {
    const [peer, { visitor }] = await w.shopper({ consent: 2 });
    const url = 'https://shop.example.com/a';
    const track = (...names: string[]) => peer.send({ type: 'track', url, events: names.map((name) => ({ name })) });
    track('wishlist', 'size guide');
    track('too soon');
    await peer.settled();
    const seen = async () => (await w.store.folders.pages('shop', String(visitor))).map(({ event }) => event?.name);
    expect(await seen()).toEqual(['size guide', 'wishlist']);
    const [quiet, { visitor: other }] = await w.shopper({ consent: 1 });
    quiet.send({ type: 'track', url, events: [{ name: 'hidden' }] });
    await quiet.settled();
    expect(await w.store.folders.pages('shop', String(other))).toEqual([]);
  });

  it('[GW49] who the page says the shopper is comes to the team as a label, whatever its form', async () => {
    const claims = { email: 'ines@example.com', name: 'Ines', phone: '+351 21', attributes: { tier: 'gold' } };
    const [peer, { visitor }] = await w.shopper({ ...claims, clientId: '' });
    await say(peer, 'Hello');
    expect(await w.store.people.visitor('shop', String(visitor))).toMatchObject({ claims });
    expect(await w.store.people.visitor('shop', String(visitor))).not.toHaveProperty('email');
    const [odd, { visitor: second }] = await w.shopper({ email: 'nobody', name: 7, attributes: [], clientId: {} });
    await say(odd, 'Hello');
    const known = await w.store.people.visitor('shop', String(second));
    expect(known).not.toHaveProperty('claims');
    expect(known).not.toHaveProperty('clientId');
  });
});
