import { describe, expect, it } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { topics } from '../bus/bus.ts';
import { createLocalBus } from '../bus/local.ts';
import type { ConversationRow, Log } from '../store/log.ts';
import { createTailCache } from './tail-cache.ts';

const note = (seq: number): Entry => ({
  seq,
  at: seq,
  v: 1,
  by: { role: 'system' },
  kind: 'note.added',
  text: `note ${seq}`,
});

/** A log of notes; counts how often it is read. */
function logOf(length: number) {
  const held = { length, reads: 0 };
  const row = (id: string) => ({ shop: 's', id, visitor: 'v', seq: held.length, pub: 0 }) as ConversationRow;
  const entries = () => Array.from({ length: held.length }, (_, index) => note(index + 1));
  const log = {
    conversation: async (_: string, id: string) => {
      held.reads += 1;
      return id === 'c_none' ? undefined : row(id);
    },
    page: async (_: unknown, query: { after?: number; before?: number; limit: number }) =>
      query.after !== undefined
        ? entries().slice(query.after, query.after + query.limit)
        : entries()
            .filter(({ seq }) => seq < (query.before ?? 0))
            .slice(-query.limit),
  } as unknown as Log;
  return { held, log, row };
}

describe('the tail cache', () => {
  it('[EN46] has one read in flight for all who ask, and none for those who ask later', async () => {
    const { held, log } = logOf(150);
    const cache = createTailCache(log, createLocalBus());
    const tails = await Promise.all([1, 2, 3].map(() => cache.tail('s', 'c')));
    expect(held.reads).toBe(1);
    expect(tails[0]?.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 51));
    await cache.tail('s', 'c');
    expect(held.reads).toBe(1);
  });

  it('[EN46] takes in own commits without reading, and stays at 100 entries', async () => {
    const { held, log, row } = logOf(100);
    const cache = createTailCache(log, createLocalBus());
    await cache.tail('s', 'c');
    held.length = 101;
    cache.feed(row('c'), [note(101)]);
    const tail = await cache.tail('s', 'c');
    expect(held.reads).toBe(1);
    expect(tail?.row.seq).toBe(101);
    expect([tail?.entries.length, tail?.entries[0]?.seq, tail?.entries.at(-1)?.seq]).toEqual([100, 2, 101]);
  });

  it('[EN47] is never older than a wake-up that was heard', async () => {
    const { held, log } = logOf(3);
    const bus = createLocalBus();
    // Somebody who listened before the cache did must not read too early either.
    let seen: Promise<number | undefined> | undefined;
    bus.listen(topics.conversation('s', 'c'), {
      wake: () => {
        seen = cache.tail('s', 'c').then((tail) => tail?.row.seq);
      },
    });
    const cache = createTailCache(log, bus);
    await cache.tail('s', 'c');
    held.length = 5;
    bus.wake(topics.conversation('s', 'c'), 5);
    expect(await seen).toBe(5);
    expect((await cache.tail('s', 'c'))?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('[EN48] forgets the least recently used, and keeps nothing of what does not exist', async () => {
    const { held, log } = logOf(1);
    let listening = 0;
    const bus = createLocalBus();
    const counted = {
      listen: (...about: Parameters<typeof bus.listen>) => {
        listening += 1;
        const stop = bus.listen(...about);
        return () => {
          listening -= 1;
          stop();
        };
      },
    };
    const cache = createTailCache(log, counted, 2);
    expect(await cache.tail('s', 'c_none')).toBeUndefined();
    expect(listening).toBe(0);
    for (const id of ['c_1', 'c_2', 'c_1', 'c_3']) await cache.tail('s', id);
    expect(listening).toBe(2);
    const before = held.reads;
    await cache.tail('s', 'c_1');
    expect(held.reads).toBe(before);
    await cache.tail('s', 'c_2');
    expect(held.reads).toBe(before + 1);
    cache.close();
    expect(listening).toBe(0);
  });
});
