import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from './open-database.ts';
import { openReader } from './open-reader.ts';
import type { WorkerData } from './ports.ts';
import { servePorts } from './serve-ports.ts';

// The worker that reads, so that no long question ever holds up a commit or a socket.
const { file } = workerData as WorkerData;

await servePorts(parentPort!, async () => {
  const db = openForReading(file);
  return { ports: { ...openReader(db) }, close: () => db.close(), notes: {} };
});
