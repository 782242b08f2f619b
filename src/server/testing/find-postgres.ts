import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';
/** The oldest release that is tested and supported. */
export const POSTGRES_AT_LEAST = 14;

/** A folder with `initdb` and `postgres` of a release that is new enough: the newest of Debian's, else one on the path. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => Number(name) >= POSTGRES_AT_LEAST) : [];
  const debian = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin'));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '' && isNewEnough(folder));
  return [...debian, ...path].find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

function isNewEnough(folder: string): boolean {
  const program = join(folder, 'postgres');
  if (!existsSync(program)) return false;
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)/.exec(stdout ?? '')?.[1] ?? 0) >= POSTGRES_AT_LEAST;
}
