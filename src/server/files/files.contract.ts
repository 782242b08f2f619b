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

    it('[FI2] puts nothing under a name that is no key of a shop', async () => {
      const files = await open();
      await expect(files.put('../demo', { name: 'photo.png', mime: 'image/png', bytes })).rejects.toThrow(
        'key of a shop',
      );
    });
  });
}
