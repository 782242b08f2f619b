import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findPostgres, POSTGRES_AT_LEAST } from '../src/server/testing/find-postgres.ts';

/** A program that the tests need and npm does not bring. */
interface Need {
  /** Where it is; undefined when it is missing. */
  find(): string | undefined;
  /** Debian's packages. */
  packages: string[];
  /** What a person can do beside installing it. */
  else?: string;
}

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const APT = '/usr/bin/apt-get';

/** The Chromium to test with: the one that `CHROMIUM` names, else the system's. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path));
}

function findRedis(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/** Where Debian's packages of scripts for pages put theirs. */
const SCRIPTS = '/usr/share/javascript';
const script = (file: string): string | undefined => {
  const path = join(SCRIPTS, file);
  return existsSync(path) ? path : undefined;
};

/** Tests start what they need themselves, on ports and in folders of their own; a service of the system is left alone. */
const NEEDS = {
  Chromium: {
    find: findChromium,
    packages: ['chromium', 'fonts-noto-color-emoji', 'fonts-noto-cjk', 'fonts-inter'],
    else: 'name it in CHROMIUM',
  },
  [`PostgreSQL ${POSTGRES_AT_LEAST} or newer`]: { find: findPostgres, packages: ['postgresql'] },
  Redis: { find: findRedis, packages: ['redis-server'] },
  Prototype: { find: () => script('prototype/prototype.js'), packages: ['libjs-prototype'] },
  MooTools: { find: () => script('mootools/mootools.js'), packages: ['libjs-mootools'] },
} satisfies Record<string, Need>;

export type Needed = keyof typeof NEEDS;
/** What end-to-end tests need: a browser, and libraries that pages of shops have. */
export const BROWSER: Needed[] = ['Chromium', 'Prototype', 'MooTools'];
export const SERVERS = (Object.keys(NEEDS) as Needed[]).filter((name) => !BROWSER.includes(name));

/** What was found, or what a person has to do. */
export type Found = { ok: true; path: string } | { ok: false; message: string };

/** Finds a program, or installs Debian's as root. */
export function ensure(name: Needed): Found {
  const need: Need = NEEDS[name]!;
  const found = need.find();
  if (found) return { ok: true, path: found };
  const { packages } = need;
  const byHand = `${name} is missing. Install it (Debian: apt-get install ${packages.join(' ')})${need.else ? `, or ${need.else}` : ''}.`;
  if (process.getuid?.() !== 0 || !existsSync(APT)) return { ok: false, message: byHand };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    console.log(`${name} is missing: apt-get ${args.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync(APT, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) return { ok: false, message: `${byHand} apt-get failed.` };
  }
  const installed = need.find();
  return installed ? { ok: true, path: installed } : { ok: false, message: byHand };
}
