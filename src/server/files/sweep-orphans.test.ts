import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Shop } from '../store/shops.ts';
import { createDiskFiles } from './disk.ts';
import { sweepOrphans } from './sweep-orphans.ts';

const root = mkdtempSync(join(tmpdir(), 'shopbell-sweep-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('[FI10] removes what no message shows after a day, and nothing else', async () => {
  const files = createDiskFiles({ dir: root });
  const put = () => files.put('demo', { name: 'a.pdf', mime: 'application/pdf', bytes: new Uint8Array(3) });
  const shown = await put();
  const orphan = await put();
  const sweep = (hours: number) =>
    sweepOrphans({
      files,
      links: { linked: async (_, asked) => asked.filter((id) => id === shown.file) },
      shops: { list: async () => [{ id: 'demo' } as Shop] },
      logger: { info: () => undefined, warn: () => undefined },
      now: () => Date.now() + hours * 3_600_000,
    });
  expect(await sweep(23)).toBe(0);
  expect(await sweep(25)).toBe(1);
  expect(await files.info('demo', orphan.file)).toBeUndefined();
  expect(await files.read('demo', shown.file)).toBeDefined();
  expect(await sweep(25)).toBe(0);
});
