import type { MessagePort } from 'node:worker_threads';
import { type FromWorker, type PortTable, type ToWorker, toFailure } from './rpc.ts';

/** What a worker has opened: the ports that it answers for, and how to let go. */
export interface Opened {
  ports: PortTable;
  /** Runs one call; the writer wraps a transaction around it. */
  around?(work: () => Promise<unknown>): Promise<unknown>;
  close(): void;
  /** What is worth a line in the log of the process. */
  notes: string[];
}

/**
 * Answers calls one after the other, in the order in which they came: the worker's side of the wire. Ends the worker
 * after an `end`, or when opening fails.
 */
export async function servePorts(parent: MessagePort, open: () => Promise<Opened>): Promise<void> {
  const tell = (message: FromWorker) => parent.postMessage(message);
  let opened: Opened;
  try {
    opened = await open();
  } catch (error) {
    tell({ at: 'failed', failure: toFailure(error) });
    parent.close();
    return;
  }
  const { ports, around = (work) => work() } = opened;

  const answer = async (call: Extract<ToWorker, { n: number }>) => {
    try {
      const methods = ports[call.port] as Record<string, (...parameters: unknown[]) => Promise<unknown>>;
      const method = methods[call.method];
      if (!method) throw new Error(`The worker has no method ${call.port}.${call.method}.`);
      tell({ at: 'answer', n: call.n, value: await around(() => method(...call.parameters)) });
    } catch (error) {
      tell({ at: 'error', n: call.n, failure: toFailure(error) });
    }
  };

  let last: Promise<void> = Promise.resolve();
  parent.on('message', (message: ToWorker) => {
    last = last.then(() => {
      if ('n' in message) return answer(message);
      opened.close();
      parent.close();
    });
  });
  tell({ at: 'open', notes: opened.notes });
}
