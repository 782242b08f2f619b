import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticFolder } from './static-folder.ts';
import { keepVersions } from './versions.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'shopbell-versions-'));
});
afterAll(() => rm(root, { recursive: true }));

async function start(version: string, code: string) {
  const distDir = join(root, 'dist');
  await rm(distDir, { recursive: true, force: true });
  await mkdir(join(distDir, 'parts'), { recursive: true });
  await writeFile(join(distDir, 'parts/emoji.js'), code);
  await writeFile(join(distDir, 'manifest.json'), JSON.stringify({ version, code }));
  return keepVersions({ dist: createStaticFolder(distDir), version }, { distDir, dataDir: join(root, 'data') });
}

describe('former versions', () => {
  it('[HT6] are served from the data directory after an upgrade, as they were', async () => {
    await start('1.0.0', 'one()');
    await start('1.1.0-rc.1', 'candidate()');
    const now = await start('1.1.0', 'two()');
    const read = async (version: string) => {
      const found = await now.read(version, 'parts/emoji.js');
      return found && new TextDecoder().decode(found.bytes);
    };
    expect(await read('1.0.0')).toBe('one()');
    expect(await read('1.1.0-rc.1')).toBe('candidate()');
    expect(await read('1.1.0')).toBe('two()');
    expect(await read('0.9.0')).toBeUndefined();
    for (const version of ['..', '.', '', '1.0.0/..', '.1.0.0']) expect(await read(version)).toBeUndefined();
  });

  it('[HT6] are kept as the last build of that version left them, and nothing half', async () => {
    await start('2.0.0', 'draft()');
    await start('2.0.0', 'final()');
    const later = await start('2.0.1', 'next()');
    const found = await later.read('2.0.0', 'parts/emoji.js');
    expect(new TextDecoder().decode(found?.bytes)).toBe('final()');
    expect((await readdir(join(root, 'data/versions'))).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
