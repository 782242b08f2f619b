import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { promisify } from 'node:util';
import { fromRoot } from './paths.ts';

const run = promisify(execFile);

/** Compiles the server into `build/js`, and puts the data that it reads (flows of the bot) beside the code. */
export async function buildServer(): Promise<void> {
  await run(fromRoot('node_modules/.bin/tsc'), ['-b', 'src/server'], { cwd: fromRoot() }).catch(
    (failed: { stdout?: string }) => {
      throw new Error(`tsc -b src/server:\n${failed.stdout}`, { cause: failed });
    },
  );
  for (const file of globSync('src/server/**/*.json', { cwd: fromRoot() })) {
    if (file.endsWith('tsconfig.json')) continue;
    await cp(fromRoot(file), fromRoot('build/js', file.slice('src/'.length)));
  }
}
