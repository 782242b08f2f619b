import { randomBytes } from 'node:crypto';
import { glob, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { FileId, ShopId } from '../../protocol/primitives.ts';
import type { StoredFile } from '../../protocol/rest.ts';
import type { Files } from './files.ts';

/** What lies beside the bytes. */
interface Label {
  file: StoredFile;
  mime: string;
}

/**
 * Files on a disk: `<dir>/<shop>/<two signs>/<id>` holds the bytes, `<id>.json` what they are; both readable by the
 * owner alone. A file is there once its label is, and the label comes last, so that nobody reads half a file.
 */
export function createDiskFiles({ dir }: { dir: string }): Files {
  const label = async (shop: string, id: string): Promise<Label | undefined> => {
    const path = pathOf(dir, shop, id);
    const text = path === undefined ? undefined : await readIfThere(`${path}.json`);
    return text && (JSON.parse(text.toString('utf8')) as Label);
  };

  return {
    async put(shop, { name, mime, bytes, width, height }) {
      const id = `f_${randomBytes(18).toString('base64url')}`;
      const path = pathOf(dir, shop, id);
      if (!path) throw new Error('This is not the key of a shop.');
      const file: StoredFile = {
        file: id,
        type: mime.startsWith('image/') ? 'image' : 'file',
        url: `/files/${shop}/${id}`,
        name,
        bytes: bytes.byteLength,
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
      };
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeWhole(path, bytes);
      await writeWhole(`${path}.json`, JSON.stringify({ file, mime } satisfies Label));
      return file;
    },

    async info(shop, id) {
      return (await label(shop, id))?.file;
    },

    async read(shop, id) {
      const known = await label(shop, id);
      const bytes = known && (await readIfThere(pathOf(dir, shop, id)!));
      return bytes && { mime: known.mime, name: known.file.name, bytes };
    },

    async list(shop, before) {
      if (!v.is(ShopId, shop)) return [];
      const found: string[] = [];
      for await (const path of glob('*/f_*.json', { cwd: join(dir, shop) })) {
        if ((await stat(join(dir, shop, path))).mtimeMs < before) found.push(basename(path, '.json'));
      }
      return found;
    },

    async remove(shop, id) {
      const path = pathOf(dir, shop, id);
      if (!path) return;
      // The label first: without it nobody finds the bytes.
      await rm(`${path}.json`, { force: true });
      await rm(path, { force: true });
    },
  };
}

/** Undefined for what cannot be a shop's key or a file's id: such words never become part of a path. */
function pathOf(dir: string, shop: string, id: string): string | undefined {
  if (!v.is(ShopId, shop) || !v.is(FileId, id)) return undefined;
  return join(dir, shop, id.slice(2, 4), id);
}

/** All or nothing: written and brought to the disk under another name, then renamed. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
