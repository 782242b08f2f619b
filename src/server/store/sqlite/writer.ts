import { parentPort, workerData } from 'node:worker_threads';
import { StoreTooNew, StoreUnusable } from '../errors.ts';
import { IN_MEMORY, openDatabase } from './open-database.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import type { BothPorts, ReaderPorts, WorkerData, WriterPorts } from './ports.ts';
import { servePorts } from './serve-ports.ts';
import { inTransaction } from './transaction.ts';

// The worker that writes, so that no wait for the disk ever holds up a socket.
const { file } = workerData as WorkerData;

await servePorts(parentPort!, async () => {
  const db = openDatabase(file);
  const { ports, migrated } = await openWriter(db).catch((cause) => {
    if (cause instanceof StoreTooNew) throw cause;
    throw new StoreUnusable(`The database "${file}" cannot be used: ${cause.message}.`, { cause });
  });
  return {
    ports: file === IN_MEMORY ? withReader(ports, openReader(db)) : ports,
    around: (work) => inTransaction(db, work),
    close: () => db.close(),
    notes: migrated,
  };
});

function withReader(writer: WriterPorts, reader: ReaderPorts): BothPorts {
  const names = Object.keys(writer) as (keyof WriterPorts)[];
  return Object.fromEntries(names.map((name) => [name, { ...reader[name], ...writer[name] }])) as BothPorts;
}
