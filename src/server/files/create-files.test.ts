import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFiles } from './create-files.ts';
import type { Objects } from './objects.ts';

const PHOTO = { name: 'photo.png', mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) };

/** Objects in memory; each step waits until `turn` lets it go, and then happens at once. */
function memoryObjects(kept: Map<string, Uint8Array>, turn: () => Promise<unknown>): Objects {
  return {
    async put(key, bytes) {
      await turn();
      kept.set(key, bytes);
    },
    async get(key) {
      await turn();
      return kept.get(key);
    },
    async has(key) {
      await turn();
      return kept.has(key);
    },
    async remove(key) {
      await turn();
      kept.delete(key);
    },
    async *list(prefix) {
      await turn();
      for (const key of [...kept.keys()].filter((one) => one.startsWith(prefix))) yield { key, changedAt: 0 };
    },
    ready: async () => {},
  };
}

describe('files with the same bytes', () => {
  it('[FI12] are whole and leave nothing behind, in whatever order the steps of several processes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, going, coming) => {
          const kept = new Map<string, Uint8Array>();
          const calm = createFiles(memoryObjects(kept, async () => {}));
          const files = createFiles(memoryObjects(kept, () => scheduler.schedule(Promise.resolve())));
          const old = await Promise.all(Array.from({ length: going }, () => calm.put('demo', PHOTO)));
          const puts = Array.from({ length: coming }, () => files.put('demo', PHOTO));
          const all = Promise.all([...puts, ...old.map(({ file }) => files.remove('demo', file))]);
          await scheduler.waitFor(all);
          const stored = await Promise.all(puts);
          for (const { file } of stored) expect((await calm.read('demo', file))?.bytes).toEqual(PHOTO.bytes);
          for (const { file } of old) expect(await calm.read('demo', file)).toBeUndefined();
          for (const { file } of stored) await calm.remove('demo', file);
          expect([...kept.keys()]).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('[FI12] are found and removed by the sweep after a process has died at any step', async () => {
    for (let steps = 0; steps < 12; steps++) {
      const kept = new Map<string, Uint8Array>();
      let left = steps;
      const dying = createFiles(
        memoryObjects(kept, async () => {
          left -= 1;
          if (left < 0) throw new Error('died');
        }),
      );
      const calm = createFiles(memoryObjects(kept, async () => {}));
      const other = await calm.put('demo', PHOTO);
      const put = await dying.put('demo', PHOTO).catch(() => undefined);
      if (put) await dying.remove('demo', put.file).catch(() => {});
      expect((await calm.read('demo', other.file))?.bytes).toEqual(PHOTO.bytes);
      for (const id of await calm.list('demo', 1)) await calm.remove('demo', id);
      expect([...kept.keys()], `after ${steps} steps`).toEqual([]);
    }
  });
});
