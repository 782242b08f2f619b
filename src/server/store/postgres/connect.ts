import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import type { Tables } from '../tables.ts';
import { failureOf } from './failures.ts';

export interface Connections {
  /** For units alone, so that no list or search ever holds one up. Queries of one client travel without waiting. */
  commits: Pool;
  /** For everything else. */
  queries: Kysely<Tables>;
  /** The same connections, for what Kysely cannot say. */
  plain: Pool;
  close(): Promise<void>;
}

/** Connections of one process: at most ten, so that a few processes fit into PostgreSQL's hundred. */
export const FOR_COMMITS = 2;
const FOR_QUERIES = 8;
const CONNECT_MS = 5000;
const STATEMENT_MS = 15_000;
const LOCK_MS = 5000;
/** A process that has stopped in the middle of a commit gives its rows back after so long. */
const STALLED_MS = 3000;
/** How long a call that has not begun waits for the database to come back. */
export const OUTAGE_MS = 10_000;
const RETRY_MS = 100;

/** What commits read by key was used a moment ago: it is in memory, wherever it stands. */
const IN_MEMORY = 'set random_page_cost = 1';
/** What was acknowledged is on the disk, whatever the server's default is. */
const DURABLE = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/** Whole numbers of 64 bits as numbers: ours are milliseconds and positions. Only on these connections. */
const numbers: PoolConfig['types'] = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};

/** @param onError told of connections that break while nobody uses them; they are replaced on demand */
export function connect(url: string, onError: (error: Error) => void): Connections {
  const commits = poolOf(url, onError, {
    max: FOR_COMMITS,
    pipeline: true,
    query_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STALLED_MS,
    onConnect: async (client) => {
      await client.query(IN_MEMORY);
      await client.query(DURABLE);
    },
  });
  const plain = poolOf(url, onError, {
    max: FOR_QUERIES,
    query_timeout: STATEMENT_MS + CONNECT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    onConnect: async (client) => {
      await client.query(DURABLE);
    },
  });
  const queries = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: patient(plain) }) });
  return {
    commits,
    plain,
    queries,
    async close() {
      await Promise.all([commits.end(), plain.end()]);
    },
  };
}

/** One connection that may take as long as it needs: for migrations, which build indexes. */
export function connectForMigrations(url: string): Kysely<Tables> {
  const pool = poolOf(url, () => {}, { max: 1, statement_timeout: 0, lock_timeout: 0 });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

type Settings = PoolConfig & { pipeline?: boolean };

function poolOf(url: string, onError: (error: Error) => void, settings: Settings): Pool {
  const config: Settings = {
    connectionString: url,
    application_name: 'shopbell',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    types: numbers,
    ...settings,
  };
  const pool = new Pool(config);
  pool.on('error', onError);
  // A connection that breaks while it is in use also tells whoever uses it; the event alone must not end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

/** A pool for Kysely that waits a while for a database that is away: nothing has been asked yet, so nothing is done twice. */
function patient(pool: Pool) {
  const until = async (deadline: number): Promise<PoolClient> => {
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (failureOf(error) !== 'away' || pool.ending || performance.now() >= deadline) throw error;
        await pause(RETRY_MS);
      }
    }
  };
  return { connect: () => until(performance.now() + OUTAGE_MS), end: () => pool.end(), options: pool.options };
}

/** Where a database is, for a line that anybody may read: never with a name or a password. */
export function placeOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) return 'PostgreSQL';
  const host = parsed.searchParams.get('host') ?? (parsed.hostname || 'localhost');
  return `${host}${parsed.port && `:${parsed.port}`}${parsed.pathname}`;
}
