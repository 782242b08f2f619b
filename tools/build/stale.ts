import { existsSync, globSync, statSync } from 'node:fs';
import { fromRoot } from './paths.ts';

/** What `tools/build.ts` can make: the file that a build leaves last, and the sources that it is made of. */
export const BUILDS = {
  dist: {
    target: 'dist/manifest.json',
    sources: 'src/{protocol,client,ui,loader,widget}/**/*.{ts,tsx,css,json}',
  },
  inbox: {
    target: 'build/inbox/index.html',
    sources: 'src/{protocol,client,ui,inbox}/**/*',
  },
  server: {
    target: 'build/js/server/main.js',
    sources: 'src/{protocol,domain,server}/**/*.{ts,json}',
  },
} as const;
export type BuildName = keyof typeof BUILDS;
export const BUILD_NAMES = Object.keys(BUILDS) as BuildName[];

const SHARED = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'tools/build/*.ts'];

/** Whether a build is missing, or older than anything that goes into it. Tests are no sources. */
export function isStale(name: BuildName): boolean {
  const { target, sources } = BUILDS[name];
  const file = fromRoot(target);
  if (!existsSync(file)) return true;
  const made = statSync(file).mtimeMs;
  return globSync([...SHARED, sources], { cwd: fromRoot() }).some(
    (source) => !/\.test\.tsx?$/.test(source) && statSync(fromRoot(source)).mtimeMs > made,
  );
}
