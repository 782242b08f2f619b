import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findPostgres } from './find-postgres.ts';

export interface PostgresServer {
  port: number;
  /** Makes an empty database and gives its address; the name is made up when none is given. */
  url(name?: string): Promise<string>;
  /** One statement, as the owner of everything; on the database `postgres` unless an address is given. */
  query<R extends object>(sql: string, url?: string): Promise<R[]>;
  /** Ends the server and starts it again on the same data and port; `hard` (the default) breaks off what is under way. */
  restart(how?: 'hard' | 'gentle'): Promise<void>;
  /** Ends every process of the server at once, as a power cut would; the data stays for `start`. */
  stopHard(): Promise<void>;
  start(): Promise<void>;
  /** Ends the server and removes its data; safe to call twice. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Default: any free one. */
  port?: number;
  /** Of `postgresql.conf`, such as `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
}

/** Ports that are taken meanwhile are tried anew so often. */
const TRIES = 5;
const USER = 'shopbell';
const PASSWORD = 'for-tests-only';
const READY_WITHIN_MS = 30_000;

/**
 * A real PostgreSQL on a free port of 127.0.0.1, with its own data in a temporary folder. As durable as in production
 * unless `settings` say otherwise (such as `{ fsync: 'off' }`).
 *
 * @throws when no PostgreSQL is installed, or when it does not start; with what it said
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  for (let left = TRIES; ; left--) {
    try {
      return await startOn(options.port ?? (await freePort()), options.settings ?? {});
    } catch (error) {
      // Somebody else may have taken the port between the look and the start.
      if (options.port !== undefined || left === 1 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function startOn(port: number, own: Record<string, string>): Promise<PostgresServer> {
  const bin = findPostgres();
  if (!bin) throw new Error('PostgreSQL is missing: apt-get install postgresql');
  const dir = mkdtempSync(join(tmpdir(), 'shopbell-postgres-'));
  const data = join(dir, 'data');
  const owner = ownerOf();
  const password = join(dir, 'password');
  writeFileSync(password, PASSWORD);
  if (owner) for (const path of [dir, password]) chownSync(path, owner.uid, owner.gid);
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: dir, ...own };
  let child: ChildProcess | undefined;
  let guard: ChildProcess | undefined;
  let said = '';
  let databases = 0;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    await exit;
    guard?.kill();
  };
  const start = async (): Promise<void> => {
    const flags = Object.entries({ max_connections: 200, ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const started = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
      ...owner,
      cwd: dir,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    guard = guardOf(started, dir);
    started.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-8000);
    });
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const ended = started.exitCode !== null || started.signalCode !== null;
      if (ended || Date.now() > deadline) throw new Error(`PostgreSQL does not start: ${said}`);
      try {
        await run('select 1');
        return;
      } catch {
        // Not yet: it is asked again until it answers, ends or is late.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };

  const address = (database: string): string => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const run = async <R extends object>(sql: string, url = address('postgres')): Promise<R[]> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => {
      // The server was stopped meanwhile: the statement itself tells.
    });
    await client.connect();
    try {
      return (await client.query<R>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  const stop = async (): Promise<void> => {
    // Its data go with it: there is nothing to write down.
    await end('SIGQUIT');
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const initdb = ['-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${password}`, '-E', 'UTF8', '--no-sync'];
    execFileSync(join(bin, 'initdb'), [...initdb, '--locale=C.UTF-8'], { ...owner, cwd: dir, stdio: 'pipe' });
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    async url(name) {
      databases += 1;
      const database = name ?? `db${databases}`;
      await run(`create database "${database}"`);
      return address(database);
    },
    query: run,
    async restart(how = 'hard') {
      await end(how === 'hard' ? 'SIGQUIT' : 'SIGINT');
      await start();
    },
    stopHard: () => end('SIGQUIT'),
    start,
    stop,
  };
}

/** Ends the server and removes its data when this process ends without a word, however that comes. */
function guardOf({ pid }: ChildProcess, dir: string): ChildProcess {
  const script = 'read -r _; kill -QUIT "$1"; rm -rf "$2"';
  const guard = spawn('sh', ['-c', script, 'sh', String(pid), dir], { stdio: ['pipe', 'ignore', 'ignore'] });
  guard.unref();
  return guard;
}

/** PostgreSQL refuses to run as root: there it runs as the user that Debian's package has made. */
function ownerOf(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const found = probe.address();
  probe.close();
  await once(probe, 'close');
  if (found === null || typeof found === 'string') throw new Error('no port');
  return found.port;
}
