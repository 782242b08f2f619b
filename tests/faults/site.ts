import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresStore } from '../../src/server/store/postgres/create-postgres-store.ts';
import { createSqliteStore } from '../../src/server/store/sqlite/create-sqlite-store.ts';
import type { Store } from '../../src/server/store/store.ts';
import { startPostgres } from '../../src/server/testing/start-postgres.ts';
import { startRedis } from '../../src/server/testing/start-redis.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

export type StoreKind = 'sqlite' | 'postgres';

/** Something that goes wrong with what the servers stand on, and is put right again. */
export interface Outage {
  name: string;
  begin(): Promise<void>;
  /** Whether the servers have noticed: an outage that nobody feels proves nothing. */
  felt(): Promise<boolean>;
  end(): Promise<void>;
}

/** Servers, and what they stand on. */
export interface Site {
  servers: ServerProcess[];
  outages: Outage[];
  /** The servers' own store, to look into. */
  openStore(): Promise<Store>;
  stop(): Promise<void>;
}

// Everybody comes from one address here.
const LIMITS = {
  connectionsPerPrefix: 10_000,
  commandBurst: 1000,
  commandsPerSecond: 1000,
  shopCommandBurst: 100_000,
  shopCommandsPerSecond: 100_000,
};
const ENV = { LOG_LEVEL: 'warn', LIMITS: JSON.stringify(LIMITS) };
const PROCESSES = 3;
const DISK_MIB = 256;

export const openSite = (kind: StoreKind, smallDisk: boolean): Promise<Site> =>
  kind === 'sqlite' ? openSqliteSite(smallDisk) : openPostgresSite();

/** One process on the embedded store; with `smallDisk` on a disk of its own that can be filled, which takes root. */
async function openSqliteSite(smallDisk: boolean): Promise<Site> {
  const root = await mkdtemp(join(tmpdir(), 'shopbell-faults-'));
  if (smallDisk) run('mount', '-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', root);
  const dataDir = join(root, 'data');
  const ballast = join(root, 'ballast');
  try {
    const server = await startServerProcess({ dataDir, env: ENV });
    const fullDisk: Outage = {
      name: 'the disk is full',
      async begin() {
        const { bavail, bsize } = await statfs(root);
        await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOSPC') throw error;
        });
      },
      felt: () => says(server, 'store', 'full'),
      end: () => rm(ballast, { force: true }),
    };
    return {
      servers: [server],
      outages: smallDisk ? [fullDisk] : [],
      openStore: () => createSqliteStore({ file: join(dataDir, 'shopbell.db') }),
      async stop() {
        await server.kill();
        if (smallDisk) run('umount', root);
        await rm(root, { recursive: true, force: true });
      },
    };
  } catch (error) {
    if (smallDisk) run('umount', root);
    throw error;
  }
}

/** Three processes on one PostgreSQL and one Redis. */
async function openPostgresSite(): Promise<Site> {
  const root = await mkdtemp(join(tmpdir(), 'shopbell-faults-'));
  const postgres = await startPostgres();
  const redis = await startRedis();
  const servers: ServerProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.kill()));
    await redis.stop();
    await postgres.stop();
    await rm(root, { recursive: true, force: true });
  };
  try {
    const url = await postgres.url();
    const env = { ...ENV, DATABASE_URL: url, REDIS_URL: redis.url };
    // One after the other: the first makes the tables and the demo shop.
    for (let n = 0; n < PROCESSES; n++) {
      servers.push(await startServerProcess({ dataDir: join(root, String(n)), env }));
    }
    return {
      servers,
      outages: [
        {
          name: 'Redis is down',
          begin: () => redis.kill(),
          felt: () => says(servers[0]!, 'bus', 'lost'),
          end: () => redis.start(),
        },
        {
          name: 'PostgreSQL restarts',
          begin: () => postgres.stopHard(),
          felt: () => says(servers[0]!, 'store', 'unreachable'),
          end: () => postgres.start(),
        },
      ],
      openStore: () => createPostgresStore({ url }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a server's readiness says of one part. */
async function says(server: ServerProcess, part: string, state: string): Promise<boolean> {
  const answer = await fetch(`${server.origin}/readyz`);
  return ((await answer.json()) as Record<string, unknown>)[part] === state;
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr} (a disk of its own takes root)`);
}
