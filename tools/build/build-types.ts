import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fromRoot } from './paths.ts';

const run = promisify(execFile);
const ENTRIES = ['loader/create-chat.d.ts', 'loader/react.d.ts'];
const RELATIVE = /from '(\.[^']+)\.ts'/g;

/** Declarations of the npm entries and of what they name, and no others, into `<folder>/types`. */
export async function buildTypes(folder: string): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), 'shopbell-types-'));
  try {
    await run(fromRoot('node_modules/.bin/tsc'), ['-p', 'tsconfig.types.json', '--outDir', all], { cwd: fromRoot() });
    const kept = new Set<string>();
    for (const entry of ENTRIES) await keep(all, join(folder, 'types'), entry, kept);
  } catch (failed) {
    throw new Error(`Types: ${(failed as { stdout?: string }).stdout}`, { cause: failed });
  } finally {
    await rm(all, { recursive: true });
  }
}

/** Copies a declaration file and what it imports from its own package, by the names that the compiled files would have. */
async function keep(from: string, to: string, file: string, kept: Set<string>): Promise<void> {
  if (kept.has(file)) return;
  kept.add(file);
  const text = (await readFile(join(from, file), 'utf8')).replaceAll(RELATIVE, "from '$1.js'");
  await mkdir(dirname(join(to, file)), { recursive: true });
  await writeFile(join(to, file), text);
  for (const [, imported] of text.matchAll(/from '(\.[^']+)\.js'/g)) {
    await keep(from, to, join(dirname(file), `${imported}.d.ts`), kept);
  }
}
