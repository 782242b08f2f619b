import { describe, expect, it } from 'vitest';
import type { Files } from './files.ts';

/** What every place for files does. `open` gives an empty one. */
export function filesContract(name: string, open: () => Promise<Files>): void {
  describe(`files: ${name}`, () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);

    it('[FI1] gives back the bytes that were put, by random ids', async () => {
      const files = await open();
      const image = { name: 'photo.png', mime: 'image/png', bytes, width: 16, height: 16 };
      const stored = await files.put('demo', image);
      expect(stored).toEqual({
        file: expect.stringMatching(/^f_[A-Za-z0-9_-]{16,60}$/),
        type: 'image',
        url: `/files/demo/${stored.file}`,
        name: 'photo.png',
        bytes: 256,
        width: 16,
        height: 16,
      });
      expect(await files.info('demo', stored.file)).toEqual(stored);
      const read = await files.read('demo', stored.file);
      expect(read).toMatchObject({ mime: 'image/png', name: 'photo.png' });
      expect(Buffer.from(read!.bytes).equals(bytes)).toBe(true);
      expect((await files.put('demo', image)).file).not.toBe(stored.file);
    });

    it('[FI1] calls everything but images a file', async () => {
      const files = await open();
      const stored = await files.put('demo', { name: 'terms.pdf', mime: 'application/pdf', bytes });
      expect(stored).toMatchObject({ type: 'file', bytes: 256 });
      expect(stored).not.toHaveProperty('width');
    });

    it("[FI2] never opens another shop's file", async () => {
      const files = await open();
      const { file } = await files.put('demo', { name: 'photo.png', mime: 'image/png', bytes });
      expect(await files.info('other', file)).toBeUndefined();
      expect(await files.read('other', file)).toBeUndefined();
    });

    it.each(['f_unknownunknownunknown', '', '..', '../demo/f_x', 'f_../../../../etc/passwd', 'f_\0'])(
      '[FI2] knows nothing of %j',
      async (id) => {
        const files = await open();
        await files.put('demo', { name: 'photo.png', mime: 'image/png', bytes });
        expect(await files.info('demo', id)).toBeUndefined();
        expect(await files.read('demo', id)).toBeUndefined();
        expect(await files.read(id, 'f_unknownunknownunknown')).toBeUndefined();
      },
    );

    it('[FI12] keeps the same bytes once in a shop, until the last file that has them is removed', async () => {
      const files = await open();
      const photo = { name: 'photo.png', mime: 'image/png', bytes };
      const [one, two] = [await files.put('demo', photo), await files.put('demo', { ...photo, name: 'again.png' })];
      const elsewhere = await files.put('other', photo);
      await files.remove('demo', one.file);
      expect(await files.info('demo', one.file)).toBeUndefined();
      expect(await files.read('demo', one.file)).toBeUndefined();
      expect(Buffer.from((await files.read('demo', two.file))!.bytes).equals(bytes)).toBe(true);
      expect(await files.read('demo', two.file)).toMatchObject({ name: 'again.png' });
      await files.remove('demo', two.file);
      await files.remove('demo', two.file);
      expect(await files.read('demo', two.file)).toBeUndefined();
      expect(await files.read('other', elsewhere.file)).toBeDefined();
      const three = await files.put('demo', photo);
      expect(Buffer.from((await files.read('demo', three.file))!.bytes).equals(bytes)).toBe(true);
    });

    it('[FI12] loses no bytes when the same ones come and go at once', async () => {
      const files = await open();
      const photo = { name: 'photo.png', mime: 'image/png', bytes };
      const going = await Promise.all(Array.from({ length: 4 }, () => files.put('demo', photo)));
      const coming = going.map(() => files.put('demo', photo));
      await Promise.all(going.map(({ file }) => files.remove('demo', file)));
      for (const { file } of await Promise.all(coming)) {
        expect(Buffer.from((await files.read('demo', file))!.bytes).equals(bytes)).toBe(true);
      }
    });

    it('[FI10] lists what was put before a moment', async () => {
      const files = await open();
      const { file } = await files.put('demo', { name: 'photo.png', mime: 'image/png', bytes });
      expect(await files.list('demo', Date.now() + 5000)).toEqual([file]);
      expect(await files.list('demo', Date.now() - 60_000)).toEqual([]);
      expect(await files.list('other', Date.now() + 5000)).toEqual([]);
      expect(await files.list('..', Date.now())).toEqual([]);
    });

    it('[FI2] puts nothing under a name that is no key of a shop', async () => {
      const files = await open();
      await expect(files.put('../demo', { name: 'photo.png', mime: 'image/png', bytes })).rejects.toThrow(
        'key of a shop',
      );
    });
  });
}
