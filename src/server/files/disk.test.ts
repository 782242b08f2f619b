import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDiskFiles, createDiskObjects } from './disk.ts';
import { filesContract } from './files.contract.ts';
import { objectsContract } from './objects.contract.ts';
import { FilesUnusable } from './objects.ts';

const root = mkdtempSync(join(tmpdir(), 'shopbell-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newDir = () => {
  folders += 1;
  return join(root, String(folders));
};

filesContract('disk', async () => createDiskFiles({ dir: newDir() }));
objectsContract('disk', async () => createDiskObjects({ dir: newDir() }));

/** Every path below a folder, with its mode. */
const tree = (dir: string): [string, number][] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .map((one) => join(one.parentPath, one.name))
    .map((path) => [path, statSync(path).mode & 0o777] as [string, number]);

describe('files on a disk', () => {
  it('[FI3] are readable by their owner alone and leave no drafts', async () => {
    const dir = newDir();
    const files = createDiskFiles({ dir });
    await files.put('demo', { name: 'a.pdf', mime: 'application/pdf', bytes: new Uint8Array(3) });
    const found = tree(dir);
    expect(found.filter(([path]) => path.endsWith('.tmp'))).toEqual([]);
    for (const [path, mode] of found) expect(mode).toBe(statSync(path).isDirectory() ? 0o700 : 0o600);
  });

  it('[FI12] leave nothing of what was removed', async () => {
    const dir = newDir();
    const files = createDiskFiles({ dir });
    const put = () => files.put('demo', { name: 'a.pdf', mime: 'application/pdf', bytes: new Uint8Array(3) });
    for (const { file } of [await put(), await put()]) await files.remove('demo', file);
    expect(tree(dir).filter(([path]) => statSync(path).isFile())).toEqual([]);
  });

  it('[FI11] name a folder that cannot be written', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    const error: unknown = await createDiskFiles({ dir: file })
      .ready()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FilesUnusable);
    expect((error as Error).message).toContain('a-file');
  });

  it('[FI3] are still there for the next process', async () => {
    const dir = newDir();
    const stored = await createDiskFiles({ dir }).put('demo', {
      name: 'a.pdf',
      mime: 'application/pdf',
      bytes: new Uint8Array(3),
    });
    expect(await createDiskFiles({ dir }).info('demo', stored.file)).toEqual(stored);
  });
});
