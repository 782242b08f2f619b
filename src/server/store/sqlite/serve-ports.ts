import type { MessagePort } from 'node:worker_threads';
import { type Call, type FromWorker, type Notes, type PortTable, type ToWorker, toFailure } from './rpc.ts';

/** What a worker has opened: the ports that it answers for, and how to let go. */
export interface Opened {
  ports: PortTable;
  /** How the writer keeps calls together and apart; absent: each call stands alone. */
  transaction?: Transaction;
  close(): void;
  /** What is worth a line in the log of the process. */
  notes: Notes;
}

export interface Transaction {
  /** Runs calls that share one wait for the disk: all of them are kept, or none when it throws. */
  around<T>(work: () => Promise<T>): Promise<T>;
  /** Runs one call of them: what it throws leaves nothing of it behind. */
  apart<T>(work: () => Promise<T>): Promise<T>;
  /** Whether an error has taken the other calls down too. */
  isLost(error: unknown): boolean;
}

/** Calls that share a transaction at most: enough to share the disk, few enough to keep each answer quick. */
const TOGETHER = 64;

const alone: Transaction = { around: (work) => work(), apart: (work) => work(), isLost: () => false };

/**
 * Answers calls in the order in which they came: the worker's side of the wire. Those that wait for one another anyway
 * go into one transaction. Ends the worker after an `end`, or when opening fails.
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
  const { ports, transaction = alone } = opened;

  async function answer({ n, port, method, parameters }: Call): Promise<FromWorker> {
    try {
      const run = (ports[port] as Record<string, (...parameters: unknown[]) => Promise<unknown>>)[method];
      if (!run) throw new Error(`The worker has no method ${port}.${method}.`);
      return { at: 'answer', n, value: await transaction.apart(() => run(...parameters)) };
    } catch (error) {
      if (transaction.isLost(error)) throw error;
      return { at: 'error', n, failure: toFailure(error) };
    }
  }

  async function answerAll(calls: Call[]): Promise<FromWorker[]> {
    try {
      return await transaction.around(async () => {
        const answers: FromWorker[] = [];
        for (const call of calls) answers.push(await answer(call));
        return answers;
      });
    } catch (error) {
      return calls.map(({ n }) => ({ at: 'error', n, failure: toFailure(error) }));
    }
  }

  const waiting: Call[] = [];
  let state: 'resting' | 'working' | 'ending' = 'resting';

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      for (const message of await answerAll(waiting.splice(0, TOGETHER))) tell(message);
      // Calls that came meanwhile are handed over between two turns of the loop.
      if (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    if (state === 'ending') {
      opened.close();
      parent.close();
    } else state = 'resting';
  }

  parent.on('message', (message: ToWorker) => {
    const begins = state === 'resting';
    if ('n' in message) waiting.push(message);
    state = 'n' in message && state !== 'ending' ? 'working' : 'ending';
    // A turn later, so that calls of the same moment go together.
    if (begins) setImmediate(() => void work());
  });
  tell({ at: 'open', notes: opened.notes });
}
