import { parentPort, workerData } from 'node:worker_threads';
import { StoreTooNew, StoreUnusable } from '../errors.ts';
import { createApart } from './apart.ts';
import { IN_MEMORY, openDatabase } from './open-database.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import type { BothPorts, ReaderPorts, WorkerData, WriterPorts } from './ports.ts';
import { createRoom } from './room.ts';
import { servePorts } from './serve-ports.ts';

// The worker that writes, so that no wait for the disk ever holds up a socket.
const { file } = workerData as WorkerData;

await servePorts(parentPort!, async () => {
  const db = openDatabase(file);
  const { ports: opened, changes } = await openWriter(db, file).catch((cause) => {
    db.close();
    if (cause instanceof StoreTooNew) throw cause;
    throw new StoreUnusable(`The database "${file}" cannot be used: ${cause.message}.`, { cause });
  });
  const room = createRoom(db);
  const ports = { ...opened, pulse: room.pulse };
  return {
    ports: file === IN_MEMORY ? withReader(ports, openReader(db)) : ports,
    transaction: { around: room.around, ...createApart(db) },
    close: () => db.close(),
    notes: { ...changes },
  };
});

function withReader(writer: WriterPorts, reader: ReaderPorts): BothPorts {
  const names = Object.keys(writer) as (keyof WriterPorts)[];
  return Object.fromEntries(names.map((name) => [name, { ...reader[name], ...writer[name] }])) as BothPorts;
}
