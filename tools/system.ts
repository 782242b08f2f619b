import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
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

const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const APT = '/usr/bin/apt-get';

/** The Chromium to test with: the one that `CHROMIUM` names, else the system's. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...CHROMIUMS].find((path) => path !== '' && existsSync(path));
}

/** A program by its name, on the path or where a system keeps them. */
export function findOnPath(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** Where Debian's packages of scripts for pages put theirs. */
const SCRIPTS = '/usr/share/javascript';
const script = (file: string): string | undefined => {
  const path = join(SCRIPTS, file);
  return existsSync(path) ? path : undefined;
};

/** The browser that WebKitGTK's driver drives. */
export const findMiniBrowser = (): string | undefined => globSync('/usr/lib/*/webkit*gtk-*/MiniBrowser').sort().at(-1);

const findWebkit = (): string | undefined => findMiniBrowser() && findOnPath('Xvfb') && findOnPath('WebKitWebDriver');

/** Python that can open a WebView of WebKitGTK: the system's, since that is where the bindings are. */
export const findWebView = (): string | undefined => {
  const bindings = globSync('/usr/lib/*/girepository-1.0/WebKit2-4.1.typelib');
  return bindings.length > 0 && existsSync('/usr/lib/python3/dist-packages/gi') ? '/usr/bin/python3' : undefined;
};

/** The style sheet of a theme that WordPress ships: what many a shop's page is dressed in. */
const WORDPRESS_STYLE = '/usr/share/wordpress/wp-content/themes/twentytwentyone/style.css';

/** Tests start what they need themselves, on ports and in folders of their own; a service of the system is left alone. */
const NEEDS = {
  Chromium: {
    find: findChromium,
    packages: ['chromium', 'fonts-noto-color-emoji', 'fonts-noto-cjk', 'fonts-inter'],
    else: 'name it in CHROMIUM',
  },
  [`PostgreSQL ${POSTGRES_AT_LEAST} or newer`]: { find: findPostgres, packages: ['postgresql'] },
  Redis: { find: () => findOnPath('redis-server'), packages: ['redis-server'] },
  Prototype: { find: () => script('prototype/prototype.js'), packages: ['libjs-prototype'] },
  MooTools: { find: () => script('mootools/mootools.js'), packages: ['libjs-mootools'] },
  WebKitGTK: { find: findWebkit, packages: ['webkit2gtk-driver', 'xvfb'] },
  'a WebView of WebKitGTK': {
    find: findWebView,
    packages: ['python3-gi', 'gir1.2-gtk-3.0', 'gir1.2-webkit2-4.1', 'xvfb'],
  },
  'A WordPress theme': {
    find: () => (existsSync(WORDPRESS_STYLE) ? WORDPRESS_STYLE : undefined),
    packages: ['wordpress-theme-twentytwentyone'],
  },
} satisfies Record<string, Need>;

export type Needed = keyof typeof NEEDS;
/** What end-to-end tests need: browsers, and libraries that pages of shops have. */
export const BROWSERS: Needed[] = [
  'Chromium',
  'WebKitGTK',
  'a WebView of WebKitGTK',
  'Prototype',
  'MooTools',
  'A WordPress theme',
];
export const SERVERS = (Object.keys(NEEDS) as Needed[]).filter((name) => !BROWSERS.includes(name));

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
