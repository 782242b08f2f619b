import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { fromRoot } from './build/paths.ts';
import { BUILD_NAMES, type BuildName, isStale } from './build/stale.ts';

/**
 * `npm run dev`: the server runs from its sources and starts again when they change; the widget and the inbox are built
 * again when theirs do, and a reload of the page shows it (nothing is cached).
 */
const QUIET_MS = 150;
const env = { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'development' };
/** The server needs no build here. */
const built = BUILD_NAMES.filter((name): name is Exclude<BuildName, 'server'> => name !== 'server');

const node = (...args: string[]): ChildProcess =>
  spawn(process.execPath, args, { cwd: fromRoot(), env, stdio: 'inherit' });

let building: ChildProcess | undefined;
let again = false;

/** One build at a time; what changes meanwhile is built after it. */
function build(): void {
  if (building) {
    again = true;
    return;
  }
  const stale = built.filter(isStale);
  if (stale.length === 0) return;
  building = node('tools/build.ts', ...stale);
  building.once('exit', () => {
    building = undefined;
    if (!again) return;
    again = false;
    build();
  });
}

let quiet: NodeJS.Timeout | undefined;
const watcher = watch(fromRoot('src'), { recursive: true }, () => {
  clearTimeout(quiet);
  quiet = setTimeout(build, QUIET_MS);
});
build();
const server = node('--watch', '--watch-preserve-output', 'src/server/main.ts');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    clearTimeout(quiet);
    watcher.close();
    building?.kill();
    server.kill(signal);
  });
}
server.once('exit', (code) => {
  watcher.close();
  process.exitCode = code ?? 0;
});
