import { spawnSync } from 'node:child_process';
import { statSync, utimesSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fromRoot } from './build/paths.ts';
import { BUILD_NAMES, BUILDS, isStale } from './build/stale.ts';

/** `npm start`: builds what is missing or older than its sources, then becomes the server. */
const stale = BUILD_NAMES.filter(isStale);
if (stale.length > 0) {
  // A process of its own: the bundler's memory and handles end with it.
  const { status } = spawnSync(process.execPath, [fromRoot('tools/build.ts'), ...stale], { stdio: 'inherit' });
  // The build has said what is wrong.
  if (status !== 0) process.exit(status ?? 1);
  for (const name of stale) touch(fromRoot(BUILDS[name].target));
}

const { run }: typeof import('../src/server/main.ts') = await import(
  pathToFileURL(fromRoot('build/js/server/main.js')).href
);
await run();

/** An incremental build leaves a file alone that came out the same: what counts is when we looked. */
function touch(file: string): void {
  const now = Date.now() / 1000;
  utimesSync(file, statSync(file).atimeMs / 1000, now);
}
