import { describe, expect, it } from 'vitest';
import type { VisitorServerFrame } from '../protocol/frames.ts';
import type { VisitorClient } from './client-state.ts';
import { createFakeClock, createRandom, createUuids } from './testing/fake-clock.ts';
import { createFakeNetwork } from './testing/fake-socket.ts';
import { createFlakyServer } from './testing/flaky-server.ts';
import { CONVERSATION, message, run, textEntry, VISITOR, WITHIN, welcome } from './testing/frames.ts';
import { createMemory } from './testing/memory.ts';
import { createVisitorClient } from './visitor-client.ts';

function world(hello: object = {}) {
  const clock = createFakeClock();
  const network = createFakeNetwork();
  const random = createRandom(1);
  const tokens: string[] = [];
  const client = createVisitorClient({
    url: 'wss://chat.example.com/ws',
    platform: { clock, random, uuid: createUuids(random), openSocket: network.openSocket },
    hello: () => ({ shop: 'demo', consent: 0, ...hello }),
    onToken: (token) => tokens.push(token),
    storage: createMemory(),
  });
  const deliver = (...frames: VisitorServerFrame[]) => {
    for (const frame of frames) network.last().deliver(frame);
  };
  const connect = (about: Parameters<typeof welcome>[0] = {}) => {
    network.last().accept();
    deliver(welcome(about));
  };
  const again = () => {
    network.last().drop();
    clock.advance(30_000);
  };
  const sent = (type: string) => network.last().sent.filter((frame) => frame.type === type);
  const shown = () => client.state().timeline?.entries.map((entry) => entry.position);
  return { clock, network, client, tokens, deliver, connect, again, sent, shown };
}

describe('visitor client', () => {
  it('[CL13] says hello first, and after a reconnect who it is and how far it has read', () => {
    const w = world({ locale: 'fr' });
    w.client.start();
    w.connect({ ...WITHIN, entries: run(1, 3) });
    expect(w.network.last().sent[0]).toMatchObject({ type: 'hello', protocol: 1, shop: 'demo', locale: 'fr' });
    expect(w.network.last().sent[0]).not.toHaveProperty('token');
    expect(w.tokens).toEqual(['token-1']);
    const first = w.network.last().sent[0];
    w.again();
    w.network.last().accept();
    expect(w.network.last().sent[0]).toMatchObject({
      token: 'token-1',
      after: { ...WITHIN, position: 3 },
      client: first?.client,
    });
  });

  it('[CL14] forgets a token that is refused and says hello once without it', () => {
    const w = world({ token: 'stale' });
    w.client.start();
    w.network.last().accept();
    expect(w.network.last().sent[0]).toMatchObject({ token: 'stale' });
    w.network.last().drop(4401);
    w.network.last().accept();
    expect(w.network.sockets).toHaveLength(2);
    expect(w.network.last().sent[0]).not.toHaveProperty('token');
    w.network.last().drop(4401);
    expect(w.client.state().connection).toMatchObject({ at: 'stopped', code: 4401 });
  });

  it('[CL15] tells the last read position and presence again after a reconnect, and other signals not', () => {
    const w = world();
    w.client.start();
    w.connect({ ...WITHIN, entries: run(1, 3) });
    w.client.signal({ type: 'read', conversation: CONVERSATION, position: 2 });
    w.client.signal({ type: 'typing', on: true });
    w.network.last().drop();
    w.client.signal({ type: 'read', conversation: CONVERSATION, position: 3 });
    w.client.signal({ type: 'presence', state: 'idle' });
    w.clock.advance(30_000);
    w.connect({ ...WITHIN, from: 4 });
    expect(w.network.last().types()).toEqual(['hello', 'read', 'presence']);
    expect(w.sent('read')).toEqual([{ type: 'read', conversation: CONVERSATION, position: 3 }]);
  });

  it('[CL84] counts as read what this tab has read, before anybody answers', () => {
    const w = world();
    w.client.start();
    w.connect({ ...WITHIN, entries: run(1, 3) });
    w.client.signal({ type: 'read', conversation: CONVERSATION, position: 2 });
    expect(w.client.state().timeline?.read).toEqual({ visitor: 2, team: 0 });
  });

  it('[CL16] leaves a closed conversation behind until it is reopened or another one begins', () => {
    const w = world();
    const closed = { ...textEntry(2), kind: 'conversation.closed' } as const;
    w.client.start();
    w.connect({ ...WITHIN, entries: [textEntry(1), closed] });
    w.client.startOver();
    expect(w.client.state().timeline).toBeUndefined();
    w.again();
    w.connect({ ...WITHIN, entries: [textEntry(1), closed] });
    expect(w.client.state().timeline).toBeUndefined();
    w.deliver({ type: 'entries', conversation: CONVERSATION, entries: [textEntry(3)] });
    expect(w.client.state().timeline).toBeUndefined();
    w.deliver({
      type: 'entries',
      conversation: CONVERSATION,
      entries: [{ ...textEntry(4), kind: 'conversation.reopened' }],
    });
    expect(w.shown()).toEqual([4]);
    w.client.startOver();
    w.deliver({ type: 'reset', conversation: 'c_another0another0', epoch: 'e1', from: 1, entries: run(1, 1) });
    expect(w.client.state().timeline?.conversation).toBe('c_another0another0');
  });

  it('[CL17] starts over on reset', () => {
    const w = world();
    w.client.start();
    w.connect({ ...WITHIN, entries: run(1, 5) });
    w.deliver({ type: 'reset', ...WITHIN, from: 3, entries: run(3, 4) });
    expect(w.shown()).toEqual([3, 4]);
  });

  it('[CL36] tries a failed command again under a new id, and can let go of it', () => {
    const w = world();
    w.client.start();
    w.connect();
    const id = w.client.send(message('Hello'));
    w.deliver({ type: 'refused', id, code: 'unavailable', message: 'The chat is closed.', retry: false });
    expect(w.client.state().outbox).toMatchObject([{ state: { at: 'failed', code: 'unavailable' } }]);
    const next = w.client.retry(id);
    expect(next).not.toBe(id);
    expect(w.sent('message.send').map((frame) => frame.id)).toEqual([id, next]);
    w.deliver({ type: 'refused', id: next, code: 'unavailable', message: 'The chat is closed.', retry: false });
    w.client.discard(next);
    expect(w.client.state().outbox).toEqual([]);
  });

  it('[CL18] tells each listener of each change once, and none after it stopped', () => {
    const w = world();
    let heard = 0;
    const stop = w.client.subscribe(() => heard++);
    w.client.start();
    const before = heard;
    w.client.send(message('Hello'));
    expect(heard).toBe(before + 1);
    expect(w.client.state()).toBe(w.client.state());
    stop();
    w.client.send(message('Hello again'));
    expect(heard).toBe(before + 1);
  });
});

/** Fixed seeds, and a fresh one each run; `SEED=n` repeats one alone. */
const seeds = process.env.SEED ? [Number(process.env.SEED)] : [1, 2, 3, 4, 5, 6, 7, 8, Math.floor(Math.random() * 1e9)];

describe('visitor client on a bad network', () => {
  it.each(seeds)(
    '[CL31][CL32][CL37][CL38] every command reaches the log once and in order, and is on the screen once all the while (seed %i)',
    (seed) => {
      const random = createRandom(seed);
      const clock = createFakeClock();
      const server = createFlakyServer(clock, random);
      const storage = createMemory();
      const uuid = createUuids(random);
      const written: string[] = [];
      /** Written on this page: from its first moment in the outbox or in the log, and never in both. */
      let own = new Set<string>();
      let faults: string[] = [];

      const open = (): VisitorClient => {
        own = new Set();
        const client = createVisitorClient({
          url: 'wss://chat.example.com/ws',
          platform: { clock, random, uuid, openSocket: server.openSocket },
          hello: () => ({ shop: 'demo', consent: 0 }),
          onToken: () => {},
          storage,
        });
        client.subscribe(() => {
          const { outbox, timeline } = client.state();
          const waiting = outbox.map(({ command }) => command.id);
          const told = (timeline?.entries ?? []).flatMap(({ command }) => command ?? []);
          const all = [...waiting, ...told];
          if (new Set(all).size < all.length) faults.push('doubled');
          for (const id of own) if (!all.includes(id)) faults.push(`gone: ${id}`);
        });
        client.start();
        return client;
      };

      let client = open();
      let reloads = 0;
      for (let n = 1; n <= 60; n++) {
        const text = `message ${n}`;
        written.push(text);
        own.add(client.send(message(text)));
        clock.advance(Math.floor(random() * 400));
        if (random() < 0.05) client.nudge();
        if (random() < 0.08) {
          client.stop();
          client = open();
          reloads += 1;
        }
      }
      server.calm();
      clock.advance(300_000);

      const about = `seed ${seed}: ${server.cuts()} cuts, ${reloads} reloads`;
      expect(server.texts(), about).toEqual(written);
      expect(faults, about).toEqual([]);
      expect(client.state().outbox, about).toEqual([]);
      expect(client.state().connection, about).toEqual({ at: 'online' });
      expect(
        client.state().timeline?.entries.map(({ position }) => position),
        about,
      ).toEqual(written.map((_, n) => n + 1));
      expect(client.state().visitor).toBe(VISITOR);
      expect(server.cuts(), about).toBeGreaterThan(5);
      client.stop();
      faults = [];
      expect(clock.waiting()).toBe(0);
    },
  );
});
