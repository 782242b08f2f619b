import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';
import type { DatabaseBackup } from '../backup.ts';
import { StoreUnusable } from '../errors.ts';
import { newEpoch } from '../new-epoch.ts';
import { placeOf } from './connect.ts';

const COPY = 'shopbell.dump';
const INSTALLED = '/usr/lib/postgresql';

/** Copies of a PostgreSQL database by its own tools, which must be installed here (Debian: `postgresql-client`). */
export function createPostgresBackup({ url }: { url: string }): DatabaseBackup {
  const place = placeOf(url);

  async function ask<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      return await work(client);
    } catch (cause) {
      throw new StoreUnusable(`The database at "${place}" cannot be used: ${lastLine((cause as Error).message)}.`, {
        cause,
      });
    } finally {
      await client.end().catch(() => {});
    }
  }
  const holdsData = (): Promise<boolean> =>
    ask(async (client) => {
      const { rows } = await client.query("select to_regclass('conversations') is not null as there");
      return rows[0]?.there === true;
    });

  return {
    holdsData,
    dump: (folder) =>
      run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${join(folder, COPY)}`], url, place),
    async restore(folder) {
      if (await holdsData()) {
        throw new StoreUnusable(
          `The database at "${place}" holds data; make an empty one, name it in DATABASE_URL and restore into that.`,
        );
      }
      const { pathname } = new URL(url);
      const how = ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction'];
      const into = `--dbname=${decodeURIComponent(pathname.slice(1))}`;
      await run('pg_restore', [...how, into, join(folder, COPY)], url, place);
      await ask((client) => client.query("update meta set value = $1 where key = 'epoch'", [newEpoch()]));
      return undefined;
    },
  };
}

/** Where and as whom, in the way of the tools: by variables, because other users of the machine can read arguments. */
function environmentOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const given = {
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: searchParams.get('port') ?? port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

async function run(tool: string, args: string[], url: string, place: string): Promise<void> {
  const path = find(tool);
  if (!path) {
    throw new StoreUnusable(
      `${tool} was not found; install it (Debian: apt-get install postgresql-client), or run ${tool} for ${place} yourself.`,
    );
  }
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PGCONNECT_TIMEOUT: '10', ...environmentOf(url) };
  const child = spawn(path, ['--no-password', ...args], { stdio: ['ignore', 'ignore', 'pipe'], env });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new StoreUnusable(`${tool} for ${place} has failed: ${lastLine(said) || `exit code ${code}`}`);
}

/** On the path, else the newest that Debian's packages have put in their own folders. */
function find(tool: string): string | undefined {
  const newestFirst = versions().sort((a, b) => Number(b) - Number(a));
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...newestFirst.map((v) => join(INSTALLED, v, 'bin'))];
  return folders.map((folder) => join(folder, tool)).find(isExecutable);
}

function versions(): string[] {
  try {
    return readdirSync(INSTALLED);
  } catch {
    // Not a Debian, or nothing installed: the path is all there is.
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not here: the next folder may have it.
    return false;
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
