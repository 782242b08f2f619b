import { Worker } from 'node:worker_threads';
import { StoreFull, StoreTooNew, StoreUnusable } from '../errors.ts';
import type { Failure, FromWorker, Notes, PortTable, ToWorker } from './rpc.ts';

/** A worker seen from the process that uses it. */
export interface Remote<P extends PortTable> {
  /** The worker's own port, as if it were here; calls reject with `StoreUnusable` once the worker is gone. */
  port<N extends keyof P & string>(name: N): P[N];
  /** What the worker had to tell when it opened. */
  notes: Notes;
  /** Finishes the calls under way, then ends the worker. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * Starts a worker and waits until it has opened.
 *
 * @param onDeath told once, should the worker stop without having been asked to.
 * @throws what the worker's opening has failed with.
 */
export async function startRemote<P extends PortTable>(options: {
  name: string;
  entry: URL;
  data: unknown;
  onDeath(error: StoreUnusable): void;
}): Promise<Remote<P>> {
  const { name, entry, data, onDeath } = options;
  const worker = new Worker(entry, { workerData: data, name: `store ${name}`, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let gone: Error | undefined;
  let closing: Promise<void> | undefined;
  const opening = deferred<Notes>();
  const exit = deferred<void>();

  const leave = (error: Error) => {
    gone ??= error;
    opening.reject(gone);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  worker.on('message', (message: FromWorker) => {
    if (message.at === 'open') return opening.resolve(message.notes);
    if (message.at === 'failed') return opening.reject(toError(message.failure));
    const call = waiting.get(message.n);
    waiting.delete(message.n);
    if (message.at === 'answer') call?.resolve(message.value);
    else call?.reject(toError(message.failure));
  });
  worker.on('error', (cause) => leave(new StoreUnusable(`The store's ${name} has died: ${cause.message}`, { cause })));
  worker.on('exit', () => {
    if (closing) leave(new StoreUnusable('The store is closed.'));
    else {
      const error = new StoreUnusable(`The store's ${name} has stopped.`);
      leave(error);
      onDeath(gone instanceof StoreUnusable ? gone : error);
    }
    exit.resolve();
  });

  const send = (message: ToWorker) => worker.postMessage(message);
  const call = (port: string, method: string, parameters: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (gone || closing) return reject(gone ?? new StoreUnusable('The store is closed.'));
      calls += 1;
      send({ n: calls, port, method, parameters });
      waiting.set(calls, { resolve, reject });
    });

  const close = async () => {
    if (!gone) send({ end: true });
    await exit.promise;
  };

  let notes: Notes;
  try {
    notes = await opening.promise;
  } catch (error) {
    closing = exit.promise;
    await closing;
    throw error;
  }
  return {
    notes,
    port: (port) =>
      new Proxy({} as P[typeof port], {
        get: (_, method) =>
          typeof method === 'string' && method !== 'then'
            ? (...parameters: unknown[]) => call(port, method, parameters)
            : undefined,
      }),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function toError({ name, message }: Failure): Error {
  if (name === 'StoreTooNew') return new StoreTooNew(message);
  if (name === 'StoreUnusable') return new StoreUnusable(message);
  if (name === 'StoreFull') return new StoreFull(message);
  return new Error(message);
}
