import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';
/** The oldest release that is tested and supported. */
export const POSTGRES_AT_LEAST = 14;

/** A folder with `initdb` and `postgres`: the newest of Debian's, else one on the path. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => Number(name) >= POSTGRES_AT_LEAST) : [];
  const debian = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin'));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...debian, ...path].find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}
