import { describe, expect, it } from 'vitest';
import type { VisitorServerFrame } from '../protocol/frames.ts';
import type { VisitorClient } from './client-state.ts';
import type { Said } from './tab-lead.ts';
import { createTabs } from './tabs.ts';
import { createFakeBrowser, type FakeTab } from './testing/fake-browser.ts';
import { createFakeClock, createRandom, createUuids } from './testing/fake-clock.ts';
import { createFakeNetwork, type FakeSocket } from './testing/fake-socket.ts';
import { CONVERSATION, run, textEntry, welcome } from './testing/frames.ts';
import { createVisitorClient } from './visitor-client.ts';

const URL = 'wss://chat.example.com/ws';
const message = (text: string) => ({ type: 'message.send', content: { type: 'text', text } }) as const;
const within = { conversation: CONVERSATION, epoch: 'e1' };
type Told = { text?: string };

/** A browser whose server is the test. Tabs know a visitor by the token `token-1` unless told otherwise. */
function world() {
  const clock = createFakeClock();
  const random = createRandom(1);
  const uuid = createUuids(random);
  const browser = createFakeBrowser<Told>(clock);
  const network = createFakeNetwork();

  function open(about: Partial<Said> = {}, share: Told = {}) {
    const tab: FakeTab<Told> = browser.open();
    const own = createFakeNetwork();
    const told: Told[] = [];
    const hello = (): Said => ({ shop: 'demo', consent: 0, token, ...about });
    let token: string | undefined = 'token-1';
    let said: Said | undefined;
    let led = 0;
    const tabs = createTabs<Told>({
      channel: tab.channel,
      leadership: tab.leadership,
      clock: tab.clock,
      uuid,
      reach: tab.reach((url, protocol) => {
        own.openSocket(url, protocol);
        network.sockets.push(own.last());
        return own.last();
      }),
      client: () => client,
      said: () => said,
      token: () => ('token' in about ? about.token : token),
      share: () => share,
      onLead: () => led++,
      onTold: (what) => told.push(what),
    });
    const client: VisitorClient = createVisitorClient({
      url: URL,
      platform: { clock: tab.clock, random, uuid, openSocket: tabs.openSocket },
      hello: () => {
        said = hello();
        return said;
      },
      onToken(next) {
        token = next;
      },
      onFrame: tabs.heard,
    });
    client.subscribe(tabs.changed);
    tabs.join();
    clock.advance(10);
    client.start();
    clock.advance(10);
    return {
      tab,
      tabs,
      client,
      told,
      own,
      led: () => led,
      at: () => client.state().connection.at,
      shown: () => client.state().timeline?.entries.map(({ position }) => position),
    };
  }
  const answer = (socket: FakeSocket, about: Parameters<typeof welcome>[0] = {}): void => {
    socket.accept();
    socket.deliver(welcome(about));
    clock.advance(20);
  };
  /** A tab that leads, online with three entries. */
  const leader = (about: Partial<Said> = {}, share: Told = {}) => {
    const made = open(about, share);
    answer(made.own.last(), { ...within, entries: run(1, 3) });
    return made;
  };
  const sent = (socket: FakeSocket, type: string) => socket.sent.filter((frame) => frame.type === type);
  return { clock, browser, network, open, leader, answer, sent };
}

describe('several tabs', () => {
  it('[CL70] one tab leads and has the only socket; the others show the same', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    const c = w.open();
    expect([a, b, c].map(({ tabs }) => tabs.leads())).toEqual([true, false, false]);
    expect(w.network.sockets).toHaveLength(1);
    for (const tab of [b, c]) {
      expect(tab.at()).toBe('online');
      expect(tab.shown()).toEqual([1, 2, 3]);
      expect(tab.client.state().settings?.name).toBe('Hazel & Hem');
    }
  });

  it('[CL71] a follower whose hello nobody answers opens a socket of its own after a second', () => {
    const w = world();
    const a = w.leader();
    a.tab.sleep();
    const b = w.open();
    w.clock.advance(900);
    expect(b.own.sockets).toHaveLength(0);
    w.clock.advance(200);
    w.answer(b.own.last(), { ...within, entries: run(1, 3) });
    expect(b.at()).toBe('online');
    expect(b.own.last().types()[0]).toBe('hello');
  });

  it('[CL72] a follower that hears nothing for five seconds opens a socket of its own, with its cursor', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    w.clock.advance(60_000);
    expect(b.own.sockets).toHaveLength(0);
    a.tab.sleep();
    w.clock.advance(8_500);
    w.answer(b.own.last(), { ...within, from: 4 });
    expect(b.own.last().sent[0]).toMatchObject({ after: { ...within, position: 3 } });
    expect(b.at()).toBe('online');
  });

  it('[CL73] a follower waits for a leader that is still connecting, and then says hello', () => {
    const w = world();
    const a = w.open();
    const b = w.open();
    w.clock.advance(20_000);
    expect([a.at(), b.at()]).toEqual(['connecting', 'connecting']);
    expect(b.own.sockets).toHaveLength(0);
    w.answer(a.own.last(), { ...within, entries: run(1, 2) });
    expect(b.at()).toBe('online');
    expect(b.shown()).toEqual([1, 2]);
  });

  it('[CL74] when the leader’s connection breaks its followers say hello again, with what they had written', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    const id = b.client.send(message('Hello'));
    w.clock.advance(20);
    a.own.last().drop();
    w.clock.advance(10);
    expect(b.at()).not.toBe('online');
    w.clock.advance(600);
    w.answer(a.own.last(), { ...within, entries: [], from: 4 });
    w.clock.advance(600);
    expect(b.at()).toBe('online');
    expect(w.sent(a.own.last(), 'message.send')).toMatchObject([{ id }]);
  });

  it('[CL75] a newcomer is welcomed from its cursor, else with the newest fifty entries', () => {
    const w = world();
    const a = w.open();
    w.answer(a.own.last(), { ...within, from: 11, entries: run(11, 70) });
    const b = w.open();
    expect(b.shown()).toEqual(run(21, 70).map(({ position }) => position));
    expect(b.client.state().timeline?.hasOlder).toBe(true);
    b.client.stop();
    a.own.last().deliver({ type: 'entries', conversation: CONVERSATION, entries: run(71, 72) });
    w.clock.advance(10);
    b.client.start();
    w.clock.advance(30);
    expect(b.shown()).toEqual(run(21, 72).map(({ position }) => position));
    a.client.stop();
    w.clock.advance(10);
  });

  it.each<[string, Partial<Said>]>([
    ['another visitor', { token: 'token-2' }],
    ['nobody', { token: undefined }],
    ['another shop', { shop: 'other' }],
    ['another language', { locale: 'fr' }],
    ['somebody who signed in', { clientId: '7', clientToken: 'proof' }],
    ['other consent', { consent: 1 }],
  ])('[CL76] a tab of %s is not spoken for and has a socket of its own at once', (_, about) => {
    const w = world();
    w.leader();
    const b = w.open(about);
    expect(b.at()).toBe('connecting');
    expect(b.own.sockets).toHaveLength(1);
    w.answer(b.own.last(), { token: 'token-9', visitor: 'v_another0another0' });
    expect(b.client.state().visitor).toBe('v_another0another0');
    expect(b.shown()).toBeUndefined();
  });

  it('[CL76] a token that the same visitor has been given later is theirs too, another visitor’s is not', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    a.own.last().drop();
    w.clock.advance(700);
    w.answer(a.own.last(), { ...within, from: 4, token: 'token-1b' });
    w.clock.advance(600);
    expect(b.at()).toBe('online');
    expect(b.own.sockets).toHaveLength(0);
    a.own.last().drop();
    w.clock.advance(700);
    w.answer(a.own.last(), { token: 'token-2', visitor: 'v_another0another0' });
    w.clock.advance(600);
    expect(b.own.sockets).toHaveLength(1);
  });

  it('[CL77] what followers send goes up the leader’s socket, and what comes down goes to all', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    const c = w.open();
    const id = b.client.send(message('Hello'));
    c.client.signal({ type: 'typing', conversation: CONVERSATION, on: true });
    w.clock.advance(20);
    const [socket] = w.network.sockets as [FakeSocket];
    expect(w.sent(socket, 'message.send')).toMatchObject([{ id }]);
    expect(w.sent(socket, 'typing')).toHaveLength(1);
    const down: VisitorServerFrame[] = [
      { type: 'entries', conversation: CONVERSATION, entries: [textEntry(4, 'Hello', id)] },
      { type: 'ack', id, conversation: CONVERSATION, position: 4 },
      { type: 'typing', conversation: CONVERSATION, by: { role: 'bot' }, on: true },
    ];
    for (const frame of down) socket.deliver(frame);
    w.clock.advance(20);
    for (const tab of [a, b, c]) {
      expect(tab.shown()).toEqual([1, 2, 3, 4]);
      expect(tab.client.state().timeline?.typing).toEqual({ role: 'bot' });
      expect(tab.client.state().outbox).toEqual([]);
    }
  });

  it('[CL77] a follower’s question whether the line lives is asked of the server', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    const before = w.sent(a.own.last(), 'ping').length;
    b.client.nudge();
    w.clock.advance(20);
    expect(w.sent(a.own.last(), 'ping')).toHaveLength(before + 1);
    w.clock.advance(5_500);
    expect([a.at(), b.at()]).not.toContain('online');
  });

  it('[CL78] what one tab has read is read in all', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    const c = w.open();
    const read = (position: number) => ({ type: 'read', conversation: CONVERSATION, position }) as const;
    const known = () => [a, b, c].map(({ client }) => client.state().timeline?.read.visitor);
    b.client.signal(read(2));
    w.clock.advance(30);
    expect(known()).toEqual([2, 2, 2]);
    expect(w.sent(a.own.last(), 'read')).toMatchObject([{ position: 2 }]);
    a.client.signal(read(3));
    w.clock.advance(30);
    expect(known()).toEqual([3, 3, 3]);
  });

  it('[CL79] followers hold what a newcomer would be welcomed with, also when the leader leaves a conversation behind', () => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    const closed = { ...textEntry(4), kind: 'conversation.closed' } as const;
    a.own.last().deliver({ type: 'entries', conversation: CONVERSATION, entries: [closed] });
    a.client.startOver();
    w.clock.advance(700);
    expect(b.shown()).toBeUndefined();
    const reopened = { ...textEntry(5), kind: 'conversation.reopened' } as const;
    a.own.last().deliver({ type: 'entries', conversation: CONVERSATION, entries: [reopened] });
    w.clock.advance(700);
    expect([a.shown(), b.shown()]).toEqual([[5], [5]]);
    a.own
      .last()
      .deliver({ type: 'reset', conversation: 'c_another0another0', epoch: 'e1', from: 1, entries: run(1, 1) });
    w.clock.advance(20);
    expect(b.client.state().timeline?.conversation).toBe('c_another0another0');
    expect(b.at()).toBe('online');
  });

  it.each<[string, (tab: ReturnType<ReturnType<typeof world>['open']>) => void]>([
    ['closes', ({ client, tabs }) => [client.stop(), tabs.rest()]],
    ['crashes', ({ tab }) => tab.crash()],
    ['goes to sleep', ({ client, tabs }) => [client.stop(), tabs.rest()]],
  ])('[CL80] when the leader %s another tab leads, connects with its cursor and carries the rest', (_, go) => {
    const w = world();
    const a = w.leader();
    const b = w.open();
    const c = w.open();
    go(a);
    w.clock.advance(600);
    expect(b.tabs.leads()).toBe(true);
    expect(b.led()).toBe(1);
    w.answer(b.own.last(), { ...within, from: 4, entries: run(4, 4) });
    w.clock.advance(600);
    expect(b.own.last().sent[0]).toMatchObject({ after: { ...within, position: 3 } });
    expect([b.shown(), c.shown()]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
    expect(c.own.sockets).toHaveLength(0);
  });

  it('[CL81] a tab that is online already leads without giving up its socket', () => {
    const w = world();
    const a = w.leader();
    const b = w.open({ locale: 'fr' });
    w.answer(b.own.last(), { ...within, entries: run(1, 3) });
    a.tab.crash();
    w.clock.advance(600);
    expect(b.tabs.leads()).toBe(true);
    expect(b.at()).toBe('online');
    expect(b.own.sockets).toHaveLength(1);
    const c = w.open({ locale: 'fr' });
    expect(c.shown()).toEqual([1, 2, 3]);
    expect(c.own.sockets).toHaveLength(0);
  });

  it('[CL82] what tabs of a visitor have in common is told to them and to newcomers, and to nobody else', () => {
    const w = world();
    const a = w.leader({}, { text: 'half a word' });
    const b = w.open();
    const stranger = w.open({ token: 'token-2' });
    w.answer(stranger.own.last(), { token: 'token-2', visitor: 'v_another0another0' });
    expect(b.told).toEqual([{ text: 'half a word' }]);
    b.tabs.tell({ text: 'a whole word' });
    w.clock.advance(20);
    expect(a.told).toEqual([{ text: 'a whole word' }]);
    expect(stranger.told).toEqual([]);
  });

  it('[CL10] stopped, tabs leave no timer and no socket behind', () => {
    const w = world();
    const all = [w.leader(), w.open(), w.open()];
    for (const { client, tabs } of all) {
      client.stop();
      tabs.rest();
    }
    w.clock.advance(100);
    expect(w.browser.sockets()).toBe(0);
    expect(w.clock.waiting()).toBe(0);
  });
});
