import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { type Body, cachedResponse } from './cached-response.ts';
import type { Env } from './env.ts';
import { FOR_PAGES } from './for-pages.ts';
import { problemResponse, refuse } from './problem.ts';
import { createStaticFolder, type StaticFolder } from './static-folder.ts';

const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,40})?$/;

/** Every version of the widget that this data directory has ever served: a page may hold an older loader for long. */
export interface Versions {
  /** Undefined: a version or file that was never served here. */
  read(version: string, path: string): Promise<Body | undefined>;
}

/**
 * Keeps a copy of the current version for the day when it is a former one.
 * @param dist folder of the current version
 */
export async function keepVersions(
  parts: { dist: StaticFolder; version: string },
  { distDir, dataDir }: { distDir: string; dataDir: string },
): Promise<Versions> {
  const kept = join(dataDir, 'versions');
  const former = createStaticFolder(kept);
  const manifest = await parts.dist.read('manifest.json');
  const copied = await former.read(`${parts.version}/manifest.json`);
  // A version that was built again before its release has other hashes: the last build is what pages now load.
  if (manifest && manifest.hash !== copied?.hash) await copy(distDir, kept, parts.version);

  return {
    async read(version, path) {
      if (version === parts.version) return parts.dist.read(path);
      return VERSION.test(version) ? former.read(`${version}/${path}`) : undefined;
    },
  };
}

/** Beside its place first: a start that is cut short leaves no half version behind. */
async function copy(dist: string, kept: string, version: string): Promise<void> {
  await mkdir(kept, { recursive: true });
  const half = join(kept, `.${version}.${process.pid}`);
  await rm(half, { recursive: true, force: true });
  await cp(dist, half, { recursive: true });
  await rm(join(kept, version), { recursive: true, force: true });
  await rename(half, join(kept, version));
}

/** `GET /v/<version>/<file>`: never changes, except while somebody works on it. */
export function mountVersions(app: Hono<Env>, versions: Versions, { immutable }: { immutable: boolean }): void {
  const cache = immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  app.get('/v/:version/:path{.+}', async (c) => {
    const { version, path } = c.req.param();
    const found = await versions.read(version, path);
    if (!found) return problemResponse(c, refuse('not_found'));
    return cachedResponse(c.req.raw, found, { 'cache-control': cache, ...FOR_PAGES });
  });
}
