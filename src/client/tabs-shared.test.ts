import { describe, expect, it } from 'vitest';
import type { VisitorServerFrame } from '../protocol/frames.ts';
import type { FakeSocket } from './testing/fake-socket.ts';
import { CONVERSATION, message, run, textEntry, WITHIN } from './testing/frames.ts';
import { createTabWorld } from './testing/tab-world.ts';

describe('several tabs', () => {
  it('[CL75] a newcomer is welcomed from its cursor, else with the newest fifty entries', () => {
    const w = createTabWorld();
    const a = w.open();
    w.answer(a.own.last(), { ...WITHIN, from: 11, entries: run(11, 70) });
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

  it('[CL77] what followers send goes up the leader’s socket, and what comes down goes to all', () => {
    const w = createTabWorld();
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
    const w = createTabWorld();
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
    const w = createTabWorld();
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
    const w = createTabWorld();
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

  it('[CL82] what tabs of a visitor have in common is told to them and to newcomers, and to nobody else', () => {
    const w = createTabWorld();
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
});
