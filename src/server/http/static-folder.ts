import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Body, bodyOf } from './cached-response.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** One name of a path: no dot in front, so neither `..` nor a hidden file, and no separator of any system. */
const NAME = /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/;

/** Files of one folder that anybody may read. */
export interface StaticFolder {
  /** Undefined: no such file, or a path that leaves the folder. `path` has no leading slash and is percent-decoded. */
  read(path: string): Promise<Body | undefined>;
}

/** Keeps what it has read until the file changes. */
export function createStaticFolder(folder: string): StaticFolder {
  const kept = new Map<string, { stamp: string; body: Body }>();

  return {
    async read(path) {
      const names = path.split('/');
      const type = TYPES[extname(path).toLowerCase()];
      if (!type || !names.every((name) => NAME.test(name))) return undefined;
      const file = join(folder, ...names);
      const found = await stat(file).catch(nothingThere);
      if (!found?.isFile()) return undefined;
      const stamp = `${found.mtimeMs}/${found.size}`;
      const known = kept.get(file);
      if (known?.stamp === stamp) return known.body;
      const bytes = await readFile(file).catch(nothingThere);
      if (!bytes) return undefined;
      const body = bodyOf(bytes, type);
      kept.set(file, { stamp, body });
      return body;
    },
  };
}

const NOTHING = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EISDIR']);

/** A file that is not there is an answer; a disk that fails is not. */
function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (!NOTHING.has(error.code ?? '')) throw error;
}
