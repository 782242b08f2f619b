import { StoreTooNew, StoreUnusable } from '../errors.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Store } from '../store.ts';
import type { StoreLogger } from '../store-logger.ts';
import { around, askedAgain, inTransaction } from './calls.ts';
import { createCommit } from './commit.ts';
import { commitMarks, openPlaces, type Places } from './commit-marks.ts';
import { type Connections, connect, connectForMigrations, FOR_COMMITS, placeOf } from './connect.ts';
import { reasonOf, told } from './failures.ts';
import { createJobLeases } from './jobs.ts';
import { createReaders, createWriters, ONE_AT_A_TIME } from './ports.ts';
import { requireFit } from './require-fit.ts';
import { searchTables } from './search-tables.ts';
import { createStalePlans } from './stale-plans.ts';
import { createWrite, readColumns } from './write-statement.ts';

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`; a secret. The database must exist; its tables are made. */
  url: string;
  logger?: StoreLogger;
}

/** Steps that only PostgreSQL takes. */
export const POSTGRES_STEPS = { '0002_search': searchTables, '0003_commit_marks': commitMarks };

type PortName = Exclude<keyof Store, 'ping' | 'close'>;
type Readers = ReturnType<typeof createReaders>;
type Writers = ReturnType<typeof createWriters>;

/**
 * The store of several processes: one PostgreSQL database. While it is away calls wait for it up to ten seconds.
 *
 * @throws StoreUnusable when the database cannot be reached or used; one line, with its host and never its password
 * @throws StoreTooNew when a newer version has written it
 */
export async function createPostgresStore({ url, logger }: PostgresStoreOptions): Promise<Store> {
  const place = placeOf(url);
  const connections = connect(url, (error) =>
    logger?.error({ error: reasonOf(error) }, 'A connection to the database broke; it is replaced'),
  );
  try {
    const migrated = await bringUpToDate(url);
    if (migrated.length > 0) logger?.info({ migrations: migrated }, 'The database was brought to its newest form');
    const places = await openPlaces(connections.commits, FOR_COMMITS);
    const write = createWrite(await readColumns(connections.queries));
    const writer = { pool: connections.commits, write, plansAreStale: createStalePlans() };
    const commit = createCommit(writer, places);
    return assemble(openPorts(connections, commit), connections, places, place);
  } catch (cause) {
    await connections.close();
    if (cause instanceof StoreTooNew || cause instanceof StoreUnusable) throw cause;
    throw new StoreUnusable(`The database at "${place}" cannot be used: ${oneLine(reasonOf(cause))}`);
  }
}

async function bringUpToDate(url: string): Promise<string[]> {
  const db = connectForMigrations(url);
  try {
    await requireFit(db);
    return await migrate(db, POSTGRES_STEPS);
  } finally {
    await db.destroy();
  }
}

function openPorts({ plain, queries }: Connections, commit: Store['log']['commit']): Pick<Store, PortName> {
  const readers = createReaders(queries);
  const writers = createWriters(queries);
  const readingOf = (name: keyof Readers) => askedAgain(readers[name] as object);
  const writingOf = (name: keyof Writers) =>
    around(writers[name] as object, (_, method) => {
      const lock = ONE_AT_A_TIME[`${name}.${method}`];
      return (...parameters) =>
        inTransaction(
          queries,
          async (transaction) => {
            const port = createWriters(transaction)[name] as Record<string, (...p: unknown[]) => Promise<unknown>>;
            return port[method]!(...parameters);
          },
          { lock },
        );
    });
  const names = Object.keys(readers) as PortName[];
  const ports = Object.fromEntries(
    names.map((name) => [name, { ...readingOf(name), ...(name in writers && writingOf(name as keyof Writers)) }]),
  ) as { [P in PortName]: Readers[P] & (P extends keyof Writers ? Writers[P] : object) };
  return { ...ports, log: { ...ports.log, commit }, jobs: { ...ports.jobs, ...createJobLeases(plain) } };
}

/** From here on errors hold no words of customers, and nothing is asked once the store is closed. */
function assemble(ports: Pick<Store, PortName>, connections: Connections, places: Places, place: string): Store {
  let closing: Promise<void> | undefined;
  const underWay = new Set<Promise<unknown>>();
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) throw new StoreUnusable('The store is closed.');
    const call = work();
    underWay.add(call);
    try {
      return await call;
    } catch (error) {
      throw told(error, place);
    } finally {
      underWay.delete(call);
    }
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled(underWay);
    // Where the database is away these places are found and taken away later.
    await Promise.allSettled([places.close()]);
    await connections.close();
  };
  const names = Object.keys(ports) as PortName[];
  const guardedPorts = names.map((name) => [
    name,
    around(
      ports[name] as object,
      (work) =>
        (...parameters) =>
          guarded(() => work(...parameters)),
    ),
  ]);
  return {
    ...(Object.fromEntries(guardedPorts) as Pick<Store, PortName>),
    ping: () =>
      guarded(async () => {
        await Promise.all([connections.commits.query('select 1'), connections.plain.query('select 1')]);
      }),
    close: () => (closing ??= close()),
  };
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
