import { afterEach, describe, expect, it, vi } from 'vitest';
import { topics } from '../bus/bus.ts';
import { createLocalBus } from '../bus/local.ts';
import { openDoor, SHOP, say, visitor } from './door.fixture.ts';
import { createSweep } from './sweep.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A bus that comes back whenever the test says so. */
const collectIn = (listeners: (() => void)[]) => (listener: () => void) => {
  listeners.push(listener);
  return () => {};
};

describe('the sweep', () => {
  it('[EN44] finds what another process committed though its wake-up was lost, and reads it whole', async () => {
    const door = await openDoor();
    closing.push(door.close);
    const started = await door.conversations.execute(visitor(), say('Hello'));
    const id = started.ok ? (started.conversation ?? '') : '';

    const bus = createLocalBus();
    const away: (() => void)[] = [];
    const other = door.another({
      bus: { ...bus, onReturn: collectIn(away) },
    });
    expect(await other.readAsTeam(SHOP.id, id, { after: 5 })).toEqual([]);
    const heard: number[] = [];
    bus.listen(topics.conversation(SHOP.id, id), { wake: (seq) => heard.push(seq) });

    await door.conversations.execute(visitor(), say('Unheard', id));
    expect(heard).toEqual([]);
    for (const back of away) back();
    await vi.waitFor(() => expect(heard).toEqual([6]));
    expect(await other.readAsTeam(SHOP.id, id, { after: 5 })).toHaveLength(1);
    await other.drain();
  });

  it('[EN45] says nothing of what this process has told itself, and repeats nothing', async () => {
    const bus = createLocalBus();
    const heard: string[] = [];
    for (const id of ['c_own', 'c_other']) {
      bus.listen(topics.conversation('s', id), { wake: (seq) => heard.push(`${id} ${seq}`) });
    }
    const back: (() => void)[] = [];
    const marks: number[] = [];
    const sweep = createSweep({
      bus: { ...bus, onReturn: collectIn(back) },
      logger: { warn: () => {} },
      everyMs: 0,
      log: {
        heads: async (mark) => {
          marks.push(mark);
          const head = (conversation: string, seq: number) => ({
            shop: 's',
            conversation,
            visitor: 'v',
            seq,
            pub: seq,
            erasures: 0,
          });
          // A store with several writers repeats a head until its mark can pass it.
          const heads = mark === 10 ? [head('c_own', 4), head('c_other', 9)] : [head('c_other', 9)];
          return mark === -1 ? { heads: [], mark: 10, more: false } : { heads, mark: 20, more: false };
        },
      },
    });
    await vi.waitFor(() => expect(marks).toEqual([-1]));
    sweep.told({ shop: 's', id: 'c_own', seq: 4 } as Parameters<typeof sweep.told>[0]);
    for (const run of back) run();
    await vi.waitFor(() => expect(heard).toEqual(['c_other 9']));
    for (const run of back) run();
    await vi.waitFor(() => expect(marks).toEqual([-1, 10, 20]));
    expect(heard).toEqual(['c_other 9']);
    sweep.stop();
  });

  it('[EN45] covers the same time again when comparing failed', async () => {
    const marks: number[] = [];
    const back: (() => void)[] = [];
    const warned = vi.fn();
    const sweep = createSweep({
      bus: { ...createLocalBus(), onReturn: collectIn(back) },
      logger: { warn: warned },
      everyMs: 0,
      log: {
        heads: async (mark) => {
          marks.push(mark);
          if (marks.length === 2) throw new Error('away');
          return { heads: [], mark: 7, more: false };
        },
      },
    });
    await vi.waitFor(() => expect(marks).toHaveLength(1));
    for (const run of back) run();
    await vi.waitFor(() => expect(warned).toHaveBeenCalled());
    for (const run of back) run();
    await vi.waitFor(() => expect(marks).toEqual([-1, 7, 7]));
    sweep.stop();
  });

  it('[EN44] compares by itself every two seconds, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    let compared = 0;
    const heads = async () => {
      compared += 1;
      return { heads: [], mark: 1, more: false };
    };
    const sweep = createSweep({ bus: createLocalBus(), logger: { warn: () => {} }, everyMs: 2000, log: { heads } });
    await vi.advanceTimersByTimeAsync(4100);
    expect(compared).toBe(3);
    sweep.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
