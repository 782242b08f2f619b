import { parentPort, workerData } from 'node:worker_threads';
import { StoreTooNew, StoreUnusable } from '../errors.ts';
import { IN_MEMORY, openDatabase } from './open-database.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import type { BothPorts, WorkerData, WriterPorts } from './ports.ts';
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

function withReader(writer: WriterPorts, reader: ReturnType<typeof openReader>): BothPorts {
  return {
    log: { ...reader.log, ...writer.log },
    folders: { ...reader.folders, ...writer.folders },
    jobs: writer.jobs,
    links: reader.links,
    people: { ...reader.people, ...writer.people },
    shops: { ...reader.shops, ...writer.shops },
    search: { ...reader.search, ...writer.search },
    pulse: writer.pulse,
  };
}
