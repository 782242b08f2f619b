import { afterEach, describe, expect, it } from 'vitest';
import { STATE_VERSION } from '../../domain/conversation.ts';
import type { PageQuery } from '../store/log.ts';
import { agent, openDoor, SHOP, say, visitor, withId } from './door.fixture.ts';
import { renewState } from './renew-state.ts';

type Door = Awaited<ReturnType<typeof openDoor>>;
const doors: Door[] = [];
const open = async (...options: Parameters<typeof openDoor>): Promise<Door> => {
  const door = await openDoor(...options);
  doors.push(door);
  return door;
};
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

/** A conversation of some length whose row a process of the first state version has written. */
async function outdated(words: number) {
  const pages: PageQuery[] = [];
  const door = await open({
    wrap: (store) => ({
      ...store,
      log: {
        ...store.log,
        page: (stream, query) => {
          pages.push(query);
          return store.log.page(stream, query);
        },
      },
    }),
  });
  const { conversations, store } = door;
  await conversations.execute(visitor(), withId({ type: 'email.give' as const, email: 'ines@example.com' }));
  const row = (await store.log.latest(SHOP.id, visitor().visitor))!;
  for (let n = 0; n < words; n++) await conversations.execute(visitor(), say(`${n}`, row.id));
  const good = (await store.log.conversation(SHOP.id, row.id))!;
  // What the older version knew, and something that this one reads differently.
  const state = { ...good.state, stateVersion: 1, email: 'unknown' as const, visitorMessages: 0 };
  await store.log.commit([
    {
      stream: { shop: SHOP.id, kind: 'conversation', id: row.id },
      expectedSeq: good.seq,
      entries: [{ seq: good.seq + 1, at: good.lastAt, v: 1, by: { role: 'system' }, kind: 'conversation.prioritised' }],
      row: { ...good, seq: good.seq + 1, state: { ...state, seq: good.seq + 1 }, stateVersion: 1 },
    },
  ]);
  pages.length = 0;
  return { ...door, id: row.id, good, pages };
}

describe('a row of an older version', () => {
  it('[EN70] is made anew from its log before anything is decided on it, and stored with what follows', async () => {
    const { another, store, id, good } = await outdated(3);
    const process = another();
    await process.execute(agent(), withId({ type: 'note.add' as const, conversation: id, text: 'x' }));
    await process.drain();
    const row = (await store.log.conversation(SHOP.id, id))!;
    expect(row.stateVersion).toBe(STATE_VERSION);
    expect(row.state).toMatchObject({
      stateVersion: STATE_VERSION,
      email: 'given',
      visitorMessages: good.visitorMessages,
      priority: true,
      seq: good.seq + 2,
    });
    expect(row).toMatchObject({ visitorMessages: good.visitorMessages, preview: good.preview, priority: true });
  });

  it('[EN70] is so for the shopper’s own commands and for whoever reads the row', async () => {
    const { another, store, id, good } = await outdated(1);
    const process = another();
    expect(await process.row(SHOP.id, id)).toMatchObject({ stateVersion: STATE_VERSION, state: { email: 'given' } });
    const next = another();
    await next.execute(visitor(), say('More'));
    const stored = await store.log.conversation(SHOP.id, id);
    expect(stored?.stateVersion).toBe(STATE_VERSION);
    expect(stored?.state.visitorMessages).toBe(good.visitorMessages + 1);
    await Promise.all([process.drain(), next.drain()]);
  });

  it('[EN70] is read page by page, however long its log', async () => {
    const { store, id, good, pages } = await outdated(250);
    const row = (await store.log.conversation(SHOP.id, id))!;
    expect((await renewState(store.log, row)).state.visitorMessages).toBe(good.visitorMessages);
    expect(pages.length).toBe(Math.ceil(row.seq / 100));
    expect(pages.every(({ limit }) => limit <= 100)).toBe(true);
  });

  it('[EN70] is an error when its log is not whole, and rows of today are left as they are', async () => {
    const { store, id } = await outdated(1);
    const row = (await store.log.conversation(SHOP.id, id))!;
    await expect(renewState(store.log, { ...row, seq: row.seq + 5 })).rejects.toThrow(/ends before/);
    const today = { ...row, stateVersion: STATE_VERSION };
    expect(await renewState(store.log, today)).toBe(today);
  });
});

describe('very long conversations', () => {
  it('[EN74] cost no more to read, to open and to go on with than short ones', async () => {
    const { another, id, pages } = await outdated(400);
    const process = another();
    await process.execute(visitor(), say('Hello again', id));
    pages.length = 0;
    const fresh = another();
    await fresh.execute(visitor(), say('And again', id));
    const ranges = [{}, { after: 0 }, { after: 200 }, { before: 150 }, { after: 399 }];
    for (const range of ranges) expect((await fresh.readAsTeam(SHOP.id, id, range)).length).toBeLessThanOrEqual(100);
    expect(pages.length).toBeLessThanOrEqual(1 + ranges.length);
    expect(pages.every(({ limit }) => limit <= 100)).toBe(true);
    await Promise.all([process.drain(), fresh.drain()]);
  });
});

describe('a clock that jumps', () => {
  it('[ST10] never takes a log back in time', async () => {
    const clock = { now: 5_000_000 };
    const door = await open({ clock: () => clock.now });
    const result = await door.conversations.execute(visitor(), say('Before'));
    clock.now = 1000;
    await door.conversations.execute(visitor(), say('Long ago'));
    clock.now = 6_000_000;
    await door.conversations.execute(visitor(), say('After'));
    const id = (result.ok && result.conversation) || '';
    const times = (await door.conversations.readAsTeam(SHOP.id, id, { after: 4 })).map(({ at }) => at);
    expect(times).toEqual([5_000_000, 5_000_000, 6_000_000]);
  });
});
