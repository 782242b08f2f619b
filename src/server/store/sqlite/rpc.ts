/** One call of a port's method, as plain data. */
export interface Call {
  n: number;
  port: string;
  method: string;
  parameters: unknown[];
}

/** What goes to a worker: a call, or the wish that it ends when all calls before are done. */
export type ToWorker = Call | { end: true };

export interface Failure {
  name: string;
  message: string;
}

/** What is worth a line in the log of the process, as its fields. */
export type Notes = Record<string, unknown>;

/** What comes from a worker. It is `open` or has `failed` before anything else. */
export type FromWorker =
  | { at: 'open'; notes: Notes }
  | { at: 'failed'; failure: Failure }
  | { at: 'answer'; n: number; value: unknown }
  | { at: 'error'; n: number; failure: Failure };

/** Ports, by name, of which each method takes and gives plain data. */
export type PortTable = Record<string, object>;

export function toFailure(error: unknown): Failure {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
