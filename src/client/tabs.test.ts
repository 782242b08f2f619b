import { describe, expect, it } from 'vitest';
import type { Said } from './tab-lead.ts';
import { message, run, WITHIN } from './testing/frames.ts';
import { createTabWorld } from './testing/tab-world.ts';

describe('several tabs', () => {
  it('[CL70] one tab leads and has the only socket; the others show the same', () => {
    const w = createTabWorld();
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
    const w = createTabWorld();
    const a = w.leader();
    a.tab.sleep();
    const b = w.open();
    w.clock.advance(900);
    expect(b.own.sockets).toHaveLength(0);
    w.clock.advance(200);
    w.answer(b.own.last(), { ...WITHIN, entries: run(1, 3) });
    expect(b.at()).toBe('online');
    expect(b.own.last().types()[0]).toBe('hello');
  });

  it('[CL72] a follower that hears nothing for five seconds opens a socket of its own, with its cursor', () => {
    const w = createTabWorld();
    const a = w.leader();
    const b = w.open();
    w.clock.advance(60_000);
    expect(b.own.sockets).toHaveLength(0);
    a.tab.sleep();
    w.clock.advance(8_500);
    w.answer(b.own.last(), { ...WITHIN, from: 4 });
    expect(b.own.last().sent[0]).toMatchObject({ after: { ...WITHIN, position: 3 } });
    expect(b.at()).toBe('online');
  });

  it('[CL73] a follower waits for a leader that is still connecting, and then says hello', () => {
    const w = createTabWorld();
    const a = w.open();
    const b = w.open();
    w.clock.advance(20_000);
    expect([a.at(), b.at()]).toEqual(['connecting', 'connecting']);
    expect(b.own.sockets).toHaveLength(0);
    w.answer(a.own.last(), { ...WITHIN, entries: run(1, 2) });
    expect(b.at()).toBe('online');
    expect(b.shown()).toEqual([1, 2]);
  });

  it('[CL74] when the leader’s connection breaks its followers say hello again, with what they had written', () => {
    const w = createTabWorld();
    const a = w.leader();
    const b = w.open();
    const id = b.client.send(message('Hello'));
    w.clock.advance(20);
    a.own.last().drop();
    w.clock.advance(10);
    expect(b.at()).not.toBe('online');
    w.clock.advance(600);
    w.answer(a.own.last(), { ...WITHIN, entries: [], from: 4 });
    w.clock.advance(600);
    expect(b.at()).toBe('online');
    expect(w.sent(a.own.last(), 'message.send')).toMatchObject([{ id }]);
  });

  it.each<[string, Partial<Said>]>([
    ['another visitor', { token: 'token-2' }],
    ['nobody', { token: undefined }],
    ['another shop', { shop: 'other' }],
    ['another language', { locale: 'fr' }],
    ['somebody who signed in', { clientId: '7', clientToken: 'proof' }],
    ['other consent', { consent: 1 }],
  ])('[CL76] a tab of %s is not spoken for and has a socket of its own at once', (_, about) => {
    const w = createTabWorld();
    w.leader();
    const b = w.open(about);
    expect(b.at()).toBe('connecting');
    expect(b.own.sockets).toHaveLength(1);
    w.answer(b.own.last(), { token: 'token-9', visitor: 'v_another0another0' });
    expect(b.client.state().visitor).toBe('v_another0another0');
    expect(b.shown()).toBeUndefined();
  });

  it('[CL76] a token that the same visitor has been given later is theirs too, another visitor’s is not', () => {
    const w = createTabWorld();
    const a = w.leader();
    const b = w.open();
    a.own.last().drop();
    w.clock.advance(700);
    w.answer(a.own.last(), { ...WITHIN, from: 4, token: 'token-1b' });
    w.clock.advance(600);
    expect(b.at()).toBe('online');
    expect(b.own.sockets).toHaveLength(0);
    a.own.last().drop();
    w.clock.advance(700);
    w.answer(a.own.last(), { token: 'token-2', visitor: 'v_another0another0' });
    w.clock.advance(600);
    expect(b.own.sockets).toHaveLength(1);
  });

  it.each<[string, (tab: ReturnType<ReturnType<typeof createTabWorld>['open']>) => void]>([
    ['closes', ({ client, tabs }) => [client.stop(), tabs.rest()]],
    ['crashes', ({ tab }) => tab.crash()],
    ['goes to sleep', ({ client, tabs }) => [client.stop(), tabs.rest()]],
  ])('[CL80] when the leader %s another tab leads, connects with its cursor and carries the rest', (_, go) => {
    const w = createTabWorld();
    const a = w.leader();
    const b = w.open();
    const c = w.open();
    go(a);
    w.clock.advance(600);
    expect(b.tabs.leads()).toBe(true);
    expect(b.led()).toBe(1);
    w.answer(b.own.last(), { ...WITHIN, from: 4, entries: run(4, 4) });
    w.clock.advance(600);
    expect(b.own.last().sent[0]).toMatchObject({ after: { ...WITHIN, position: 3 } });
    expect([b.shown(), c.shown()]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
    expect(c.own.sockets).toHaveLength(0);
  });

  it('[CL81] a tab that is online already leads without giving up its socket', () => {
    const w = createTabWorld();
    const a = w.leader();
    const b = w.open({ locale: 'fr' });
    w.answer(b.own.last(), { ...WITHIN, entries: run(1, 3) });
    a.tab.crash();
    w.clock.advance(600);
    expect(b.tabs.leads()).toBe(true);
    expect(b.at()).toBe('online');
    expect(b.own.sockets).toHaveLength(1);
    const c = w.open({ locale: 'fr' });
    expect(c.shown()).toEqual([1, 2, 3]);
    expect(c.own.sockets).toHaveLength(0);
  });

  it('[CL10] stopped, tabs leave no timer and no socket behind', () => {
    const w = createTabWorld();
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
