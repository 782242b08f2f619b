import { describe, expect, it } from 'vitest';
import { collect } from '../testing/collect.ts';
import type { Objects } from './objects.ts';

/** What every place for objects does. `open` gives an empty one. */
export function objectsContract(name: string, open: () => Promise<Objects>): void {
  describe(`objects: ${name}`, () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    const keys = async (objects: Objects, prefix: string): Promise<string[]> =>
      (await collect(objects.list(prefix))).map(({ key }) => key).sort();

    it('[FI11] gives back what was put last, and nothing for what was not', async () => {
      const objects = await open();
      expect(await objects.get('demo/a')).toBeUndefined();
      expect(await objects.has('demo/a')).toBe(false);
      await objects.put('demo/a', new Uint8Array());
      await objects.put('demo/a', bytes);
      expect(Buffer.from((await objects.get('demo/a'))!).equals(bytes)).toBe(true);
      expect(await objects.has('demo/a')).toBe(true);
      await objects.remove('demo/a');
      await objects.remove('demo/a');
      expect(await objects.get('demo/a')).toBeUndefined();
    });

    it('[FI11] lists whatever begins with a prefix, however many there are, and when it was written', async () => {
      const objects = await open();
      expect(await keys(objects, 'demo/')).toEqual([]);
      const all = Array.from({ length: 8 }, (_, n) => `demo/x/${n}_-.json`);
      for (const key of [...all, 'demo2/x/other', 'other/x/1']) await objects.put(key, bytes);
      expect(await keys(objects, 'demo/')).toEqual(all);
      expect(await keys(objects, 'demo/x/')).toEqual(all);
      expect(await keys(objects, 'demo/y/')).toEqual([]);
      for await (const { changedAt } of objects.list('demo/')) {
        expect(Math.abs(changedAt - Date.now())).toBeLessThan(60_000);
      }
    });

    it('[FI11] says that it can be written, and leaves no trace of having tried', async () => {
      const objects = await open();
      await objects.ready();
      expect(await keys(objects, 'demo/')).toEqual([]);
    });
  });
}
