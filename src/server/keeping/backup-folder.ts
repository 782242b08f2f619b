import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { StartError } from '../start-error.ts';

/** What a backup says of itself; written last, so that a folder without it is half a backup. */
export const Manifest = v.object({
  shopbell: v.literal('backup'),
  /** Of the software that has made it. */
  version: v.string(),
  at: v.string(),
  database: v.picklist(['sqlite', 'postgres']),
  /** Whether files of conversations are in it; a bucket is left to its own backups. */
  files: v.boolean(),
});
export type Manifest = v.InferOutput<typeof Manifest>;

/** What a backup is made of. */
export const PARTS = { manifest: 'shopbell-backup.json', database: 'database', files: 'files', data: 'data' } as const;

const ARCHIVE = /\.(tar|tar\.gz|tgz)$/;

/**
 * Makes a backup whole or not at all: a folder, or with `.tar`, `.tar.gz` or `.tgz` a file, that nobody else may read.
 * @throws StartError when something is there already, or cannot be written
 */
export async function makeFolder(to: string, fill: (folder: string) => Promise<Manifest>): Promise<Manifest> {
  if (await isThere(to)) throw new StartError(`${to} is there already; a backup replaces nothing.`);
  const draft = join(dirname(to), `.${basename(to)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const manifest = await fill(draft);
    await writeFile(join(draft, PARTS.manifest), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    if (ARCHIVE.test(to)) {
      const archive = `${draft}.tar`;
      await writeFile(archive, '', { mode: 0o600 });
      await tar(['--create', ...compression(to), '--file', archive, '--directory', draft, '.']);
      await rename(archive, to);
    } else await rename(draft, to);
    return manifest;
  } catch (cause) {
    await rm(`${draft}.tar`, { force: true });
    const { code, message } = cause as NodeJS.ErrnoException;
    throw code
      ? new StartError(`${to} cannot be written (${code}).`, { cause })
      : cause instanceof Error
        ? cause
        : new Error(message);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Opens a backup for as long as `use` takes.
 * @throws StartError when it is none
 */
export async function useFolder<T>(from: string, use: (folder: string, manifest: Manifest) => Promise<T>): Promise<T> {
  const found = await stat(from).catch(() => undefined);
  if (!found) throw new StartError(`There is no backup ${from}.`);
  if (found.isDirectory()) return use(from, await readManifest(from));
  const folder = await mkdtemp(join(dirname(from), '.shopbell-restore-'));
  try {
    await tar(['--extract', ...compression(from), '--no-same-owner', '--file', from, '--directory', folder]);
    return await use(folder, await readManifest(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies what lies in a folder, links left out; nothing when it is not there. What stays readable by its owner alone is `mode`. */
export async function copyFolder(
  from: string,
  to: string,
  skip: (name: string) => boolean = () => false,
): Promise<void> {
  for (const one of await readdir(from, { withFileTypes: true }).catch(nothingThere)) {
    if (skip(one.name) || !(one.isFile() || one.isDirectory())) continue;
    await mkdir(to, { recursive: true, mode: 0o700 });
    const [source, target] = [join(from, one.name), join(to, one.name)];
    if (one.isDirectory()) await copyFolder(source, target);
    // What was removed while we copied is not missed.
    else await cp(source, target, { preserveTimestamps: true }).catch(nothingThere);
  }
}

function nothingThere(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, PARTS.manifest), 'utf8').catch(() => '{}');
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Manifest), text);
  if (!parsed.success)
    throw new StartError(`This is no whole backup: ${PARTS.manifest} is missing or of another form.`);
  return parsed.output;
}

const compression = (name: string): string[] => (name.endsWith('.tar') ? [] : ['--gzip']);

async function tar(args: string[]): Promise<void> {
  const child = spawn('tar', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const code = await Promise.race([ended, once(child, 'error').then(([error]) => (error as Error).message)]);
  if (code === 0) return;
  throw new StartError(
    `tar has failed: ${typeof code === 'string' ? code : said.trim().split('\n').at(-1)}; name a folder instead.`,
  );
}
