import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDiskFiles } from './disk.ts';
import { filesContract } from './files.contract.ts';

const root = mkdtempSync(join(tmpdir(), 'shopbell-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newDir = () => {
  folders += 1;
  return join(root, String(folders));
};

filesContract('disk', async () => createDiskFiles({ dir: newDir() }));

describe('files on a disk', () => {
  it('[FI3] are readable by their owner alone and leave no drafts', async () => {
    const dir = newDir();
    const files = createDiskFiles({ dir });
    const { file } = await files.put('demo', { name: 'a.pdf', mime: 'application/pdf', bytes: new Uint8Array(3) });
    const folder = join(dir, 'demo', file.slice(2, 4));
    expect(readdirSync(folder).sort()).toEqual([file, `${file}.json`]);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
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
