import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFiles } from './create-files.ts';
import type { Files } from './files.ts';
import { FilesUnusable, type ListedObject, type Objects } from './objects.ts';

/** Files below a folder of this machine. */
export const createDiskFiles = (options: { dir: string }): Files => createFiles(createDiskObjects(options));

/** Objects as files below `dir`, readable by their owner alone; folders in the keys are folders. */
export function createDiskObjects({ dir }: { dir: string }): Objects {
  const pathOf = (key: string): string => join(dir, key);

  return {
    async put(key, bytes) {
      await mkdir(dirname(pathOf(key)), { recursive: true, mode: 0o700 });
      await writeWhole(pathOf(key), bytes);
    },
    get: (key) => ifThere(readFile(pathOf(key))),
    has: async (key) => (await ifThere(stat(pathOf(key)))) !== undefined,
    remove: (key) => rm(pathOf(key), { force: true }),
    list: (prefix) => within(dir, prefix.replace(/\/$/, '')),
    async ready() {
      const probe = join(dir, `.probe-${randomBytes(6).toString('hex')}`);
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 });
        await writeWhole(probe, new Uint8Array());
        await rm(probe);
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException;
        throw new FilesUnusable(`The folder for files ${JSON.stringify(dir)} cannot be written (${code}).`, { cause });
      }
    },
  };
}

/** A draft that a dying process has left is no object. */
const DRAFT = '.tmp';

/** All or nothing: written and brought to the disk under another name, then renamed. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}${DRAFT}`;
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

/** Folder by folder, so that memory does not grow with their number. */
async function* within(dir: string, folder: string): AsyncGenerator<ListedObject> {
  const names = (await ifThere(readdir(join(dir, folder), { withFileTypes: true }))) ?? [];
  for (const name of names) {
    const key = `${folder}/${name.name}`;
    if (name.isDirectory()) yield* within(dir, key);
    else if (!key.endsWith(DRAFT)) {
      const found = await ifThere(stat(join(dir, key)));
      if (found) yield { key, changedAt: found.mtimeMs };
    }
  }
}

/** Undefined for what is not there. */
async function ifThere<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
