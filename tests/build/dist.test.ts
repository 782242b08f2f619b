import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureSizes } from '../../bench/size.ts';
import { buildDist, type DistInputs, type Manifest } from '../../tools/build/build-dist.ts';
import { integrity } from '../../tools/build/integrity.ts';
import { fromRoot, packageFile } from '../../tools/build/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'shopbell-dist-'));
let inputs: DistInputs;

beforeAll(async () => {
  inputs = await buildDist(folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (where: string): string[] => globSync('**/*.*', { cwd: where }).toSorted();

describe('dist/', () => {
  it('[BU8] is, byte for byte, what the sources build', () => {
    expect(filesOf(fromRoot('dist'))).toEqual(filesOf(folder));
    for (const file of filesOf(folder)) {
      expect(readFileSync(fromRoot('dist', file)).equals(readFileSync(join(folder, file))), file).toBe(true);
    }
  });

  it('[BU9] has a manifest with the version and the integrity of each file that pages load', () => {
    const manifest: Manifest = JSON.parse(readFileSync(fromRoot('dist/manifest.json'), 'utf8'));
    expect(manifest.version).toBe(packageFile().version);
    expect(Object.keys(manifest.files).toSorted()).toEqual(
      filesOf(folder).filter((file) => !file.startsWith('types/') && file !== 'manifest.json'),
    );
    for (const [file, hash] of Object.entries(manifest.files)) {
      expect(integrity(readFileSync(fromRoot('dist', file), 'utf8')), file).toBe(hash);
    }
  });

  it('[BU10] is built from the floors below loader and widget alone, without a schema library', () => {
    const all = [...inputs.loader, ...inputs.widget];
    expect(all.filter((file) => /src\/(server|domain|inbox)\/|valibot/.test(file))).toEqual([]);
    expect(inputs.loader.filter((file) => file.includes('src/widget/'))).toEqual([]);
    expect(all.some((file) => file.includes('src/client/'))).toBe(true);
  });

  it('[BU11] keeps within the budgets of package.json', () => {
    const { budgets } = packageFile();
    const sizes = measureSizes();
    expect(sizes.loader.brotli).toBeLessThanOrEqual(budgets.loader);
    expect(sizes['loader+widget'].brotli).toBeLessThanOrEqual(budgets['loader+widget']);
  });
});
