import type { Store } from '../store.ts';
import type { StoreLogger } from '../store-logger.ts';
import { IN_MEMORY } from './open-database.ts';
import {
  ANSWERS,
  type BothPorts,
  type PortName,
  type ReaderPorts,
  type WorkerData,
  type WriterPorts,
} from './ports.ts';
import { type Remote, startRemote } from './remote.ts';

export interface SqliteStoreOptions {
  /** Path of the database, made with its directory if need be; `:memory:` is forgotten on close. */
  file: string;
  logger?: StoreLogger;
}

// As source and as compiled: the worker's file has the ending of this one.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * The embedded store: a writer and a reader, each in a worker of its own, on one SQLite file.
 *
 * @throws StoreUnusable when the file cannot be opened or written; the message is one line.
 * @throws StoreTooNew when a newer version has written it.
 */
export async function createSqliteStore({ file, logger }: SqliteStoreOptions): Promise<Store> {
  const options = (name: string) => ({
    name,
    entry: new URL(`./${name}.${ending}`, import.meta.url),
    data: { file } satisfies WorkerData,
    onDeath: (error: Error) => logger?.error({ error: error.message }, 'A worker of the store has stopped'),
  });
  // The writer first: it makes the file and its tables.
  if (file === IN_MEMORY) {
    const both = await startRemote<BothPorts>(options('writer'));
    return assemble(both, both);
  }
  const writer = await startRemote<WriterPorts>(options('writer'));
  if (Object.keys(writer.notes).length > 0) logger?.info(writer.notes, 'The database was brought to its newest form');
  try {
    return assemble(writer, await startRemote<ReaderPorts>(options('reader')));
  } catch (error) {
    await writer.close();
    throw error;
  }
}

function assemble(writer: Remote<WriterPorts>, reader: Remote<ReaderPorts>): Store {
  const workers = { writer, reader };
  const ports = Object.entries(ANSWERS).map(([name, methods]) => {
    const portOf = (worker: 'writer' | 'reader'): object => workers[worker].port(name as PortName);
    return [name, Object.fromEntries(Object.entries(methods).map(([m, by]) => [m, Reflect.get(portOf(by), m)]))];
  });
  return {
    ...(Object.fromEntries(ports) as Pick<Store, PortName>),
    async ping() {
      await Promise.all([writer.port('pulse').ping(), reader.port('pulse').ping()]);
    },
    async close() {
      // The writer last: as the only one left it folds the write-ahead log back into the file.
      await reader.close();
      await writer.close();
    },
  };
}
