import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { fromRoot } from '../../tools/build/paths.ts';

const run = promisify(execFile);

/** Apps of shops that have the package from npm: `tests/apps`, made anew in a folder of their own. */
export type AppName = 'plain' | 'react';

/** What such an app has beside the package, and what the package itself depends on in browsers and types. */
const BESIDE = ['react', 'react-dom', '@types/react', 'csstype', 'valibot'];

/** The package as it would be published, and the apps that have it. */
export interface NpmApps {
  /** `npm pack` of the builds that are there. */
  tarball: string;
  /** The package as npm unpacks it. */
  unpacked: string;
  /** Folder of the app, with the package and what stands beside it in its `node_modules`. */
  app(name: AppName): Promise<string>;
  remove(): Promise<void>;
}

export async function packForApps(): Promise<NpmApps> {
  const folder = await mkdtemp(join(tmpdir(), 'shopbell-npm-'));
  const options = ['--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', ['pack', ...options], { cwd: fromRoot() });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const tarball = join(folder, filename);
  await run('tar', ['-xzf', tarball, '-C', folder]);
  const unpacked = join(folder, 'package');

  return {
    tarball,
    unpacked,
    async app(name) {
      const app = join(folder, name);
      await cp(fromRoot('tests/apps', name), app, { recursive: true });
      const modules = join(app, 'node_modules');
      await cp(unpacked, join(modules, 'shopbell'), { recursive: true });
      for (const other of BESIDE) {
        await mkdir(dirname(join(modules, other)), { recursive: true });
        await symlink(fromRoot('node_modules', other), join(modules, other));
      }
      return app;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Where the apps say that their chat is. */
const CHAT = 'https://chat.example.com';

/**
 * Builds an app with Vite as its merchant would.
 * @param chat origin of the server that stands in for the one it names
 * @returns the folder that is put on the shop's server
 */
export async function buildApp(app: string, chat: string): Promise<string> {
  await build({
    root: app,
    configFile: false,
    // Bundlers say of every file for clients that they leave out the word for it.
    logLevel: 'error',
    // In development alone React's StrictMode mounts everything twice.
    define: { 'process.env.NODE_ENV': JSON.stringify('development') },
    plugins: [{ name: 'stand-in', transform: (code) => code.replaceAll(CHAT, chat) }],
  });
  return join(app, 'dist');
}
