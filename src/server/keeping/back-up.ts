import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { StartError } from '../start-error.ts';
import type { DatabaseBackup } from '../store/backup.ts';
import { copyFolder, type Manifest, makeFolder, PARTS, useFolder } from './backup-folder.ts';

type Place = Pick<Config, 'dataDir' | 'database' | 'files'>;

/**
 * Copies a whole installation while its server runs: the database as it is at one moment, then the files that it refers
 * to (what comes later is too much, never too little), then what else lies in the data directory.
 *
 * @param to a folder that is not there yet, or a file ending with `.tar.gz`
 */
export function backUp(
  config: Place,
  database: DatabaseBackup,
  to: string,
  about: { version: string; at: Date },
): Promise<Manifest> {
  const target = resolve(to);
  return makeFolder(target, async (folder) => {
    const databaseFolder = join(folder, PARTS.database);
    await mkdir(databaseFolder, { mode: 0o700 });
    await database.dump(databaseFolder);
    if (config.files.kind === 'disk') await copyFolder(config.files.dir, join(folder, PARTS.files), isDraft);
    await copyFolder(config.dataDir, join(folder, PARTS.data), (name) => isElsewhere(config, target, name));
    return {
      shopbell: 'backup',
      version: about.version,
      at: about.at.toISOString(),
      database: config.database.kind,
      files: config.files.kind === 'disk',
    };
  });
}

/**
 * Lays a backup out: files first, the database last, so that nothing is referred to that is not there.
 * @returns where the database that was there has been put, if there was one
 * @throws StartError when there is data already and it is not to be replaced, or the backup is of another kind
 */
export function layOut(
  config: Place,
  database: DatabaseBackup,
  from: string,
  replace: boolean,
): Promise<{ manifest: Manifest; aside?: string }> {
  return useFolder(resolve(from), async (folder, manifest) => {
    if (manifest.database !== config.database.kind) {
      throw new StartError(`The backup is of ${manifest.database}, but DATABASE_URL names ${config.database.kind}.`);
    }
    if (!replace && (await database.holdsData())) {
      throw new StartError('There is data already; --force puts it aside and restores all the same.');
    }
    if (config.files.kind === 'disk') await copyFolder(join(folder, PARTS.files), config.files.dir);
    await copyFolder(join(folder, PARTS.data), config.dataDir);
    const aside = await database.restore(join(folder, PARTS.database));
    return { manifest, ...(aside !== undefined && { aside }) };
  });
}

/** Half-written files, and probes. */
const isDraft = (name: string): boolean => /^\.probe-|\.(tmp|part)$/.test(name);

/** What of the data directory is copied in another way, or is a copy itself. */
function isElsewhere({ dataDir, database, files }: Place, target: string, name: string): boolean {
  const path = join(dataDir, name);
  if (isDraft(name) || path === target) return true;
  if (files.kind === 'disk' && path === files.dir) return true;
  return database.kind === 'sqlite' && dirname(database.file) === dataDir && name.startsWith(basename(database.file));
}
