import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { findMiniBrowser, findOnPath } from '../../tools/system.ts';
import { eventually } from './eventually.ts';
import { freePort } from './server-process.ts';
import { openWebDriver, type WebDriver } from './webdriver.ts';

/** A screen that nobody looks at. */
export interface Screen {
  /** For `DISPLAY`. */
  display: string;
  stop(): Promise<void>;
}

const need = (name: string, path: string | undefined): string => {
  if (!path) throw new Error(`No ${name}: \`npm test\` installs or names it.`);
  return path;
};

/** Ends a process that leads a group of its own, with all that it has started. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const running = child.exitCode === null && child.signalCode === null;
  const exit = running ? once(child, 'exit') : undefined;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
  await exit;
}

/** Opens a screen of that many pixels, under the first number that is free. */
export async function openScreen({ width, height }: { width: number; height: number }): Promise<Screen> {
  const xvfb = need('Xvfb', findOnPath('Xvfb'));
  const size = ['-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-displayfd', '3'];
  const child = spawn(xvfb, size, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  const [number] = (await once(child.stdio[3] as Readable, 'data')) as [Buffer];
  return { display: `:${number.toString().trim()}`, stop: () => endGroup(child) };
}

/** What WebKitGTK needs, and nothing of the user's own. */
export const webkitEnv = (display: string, home: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  DISPLAY: display,
  HOME: home,
  XDG_RUNTIME_DIR: home,
  LANG: 'C.UTF-8',
  // No bus, no settings daemon, no accessibility bridge: none runs here.
  NO_AT_BRIDGE: '1',
  GTK_A11Y: 'none',
  GIO_USE_VFS: 'local',
  GSETTINGS_BACKEND: 'memory',
});

/** A window of WebKitGTK as large as its screen, with a profile of its own; `end` leaves nothing running. */
export async function openWebkit(size: { width: number; height: number }): Promise<WebDriver> {
  const program = need('WebKitWebDriver', findOnPath('WebKitWebDriver'));
  const binary = need('MiniBrowser', findMiniBrowser());
  const [screen, port, home] = await Promise.all([
    openScreen(size),
    freePort(),
    mkdtemp(join(tmpdir(), 'shopbell-webkit-')),
  ]);
  const child = spawn(program, [`--port=${port}`, '--host=127.0.0.1'], {
    env: webkitEnv(screen.display, home),
    stdio: 'ignore',
    detached: true,
  });
  async function end(): Promise<void> {
    await endGroup(child);
    await screen.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
  try {
    const address = `http://127.0.0.1:${port}`;
    await eventually('the driver listens', async () => (await fetch(`${address}/status`)).ok);
    const driver = await openWebDriver(address, {
      'webkitgtk:browserOptions': { binary, args: ['--automation', '--full-screen'] },
    });
    // Full screen takes the bars away; without a window manager it does not make the window larger or smaller.
    await driver.resize(size);
    return { ...driver, end };
  } catch (error) {
    await end();
    throw error;
  }
}
