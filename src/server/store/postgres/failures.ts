import { StoreFull, StoreUnusable } from '../errors.ts';

/** What a failure of the database means for whoever asked it. */
export type Failure =
  /** Somebody was at the same place at the same time: ask again. */
  | 'raced'
  /** What was written cannot be stored: asking again is in vain. */
  | 'unfit'
  /** The database, or the way to it, is out of order for now. */
  | 'away'
  /** A defect of ours. */
  | 'defect';

/** Two writers may add the same row at once; the database lets one through. Other constraints are broken by a unit alone. */
const RACED_FOR = new Set([
  'ledger_key',
  'visitors_key',
  'conversations_key',
  'conversations_open',
  'entries_key',
  'entries_pub',
]);
const UNIQUE_VIOLATION = '23505';
/** What `pg` says, without a code, of connections that break or do not come about. */
const CUT = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has|was) )/;
/** The server goes down, has crashed, or is not up yet. */
const SHUT_DOWN = new Set(['57P01', '57P02', '57P03']);
const DISK_FULL = '53100';

/** What `pg` throws: an answer of the server has a severity and an SQLSTATE, a broken connection has neither. */
interface Thrown {
  severity?: string;
  code?: string;
  constraint?: string;
  syscall?: string;
}

export function failureOf(error: unknown): Failure {
  const { code, constraint, severity } = error as Thrown;
  if (severity === undefined || code === undefined) return isCut(error) ? 'away' : 'defect';
  if (code === UNIQUE_VIOLATION) return RACED_FOR.has(constraint ?? '') ? 'raced' : 'unfit';
  const kind = code.slice(0, 2);
  // Deadlock, serialization failure.
  if (kind === '40') return 'raced';
  // Values, constraints, sizes.
  if (['21', '22', '23', '54'].includes(kind)) return 'unfit';
  // Connections, transaction states (a standby, a time-out), resources (a full disk), operators, the system.
  if (['08', '25', '53', '55', '57', '58'].includes(kind)) return 'away';
  return 'defect';
}

/** The way to the database has broken: what was asked may have happened or not. */
export function isCut(error: unknown): boolean {
  const { severity, code, syscall } = error as Thrown;
  if (severity !== undefined) return SHUT_DOWN.has(code ?? '');
  return (
    syscall !== undefined || error instanceof AggregateError || (error instanceof Error && CUT.test(error.message))
  );
}

/** Whether a transaction failed because of another one, so that the same may succeed when it is done again. */
export const mayBeRaced = (error: unknown): boolean =>
  failureOf(error) === 'raced' || (error as Thrown).code === UNIQUE_VIOLATION;

/** Why, in words without values: what the server says of them may hold what customers wrote. */
export function reasonOf(error: unknown): string {
  const { severity, code } = error as Thrown;
  if (severity === undefined) return (error instanceof Error && error.message) || (code ?? String(error));
  const words = code?.startsWith('22') ? 'a value cannot be stored' : (error as Error).message;
  return `PostgreSQL: ${words} (${code}).`;
}

/** The error as the rest of the server may see and log it. @param place where the database is */
export function told(error: unknown, place: string): Error {
  if (isCut(error)) return new StoreUnusable(`The database at "${place}" cannot be reached: ${reasonOf(error)}`);
  if ((error as Thrown).severity === undefined) return error as Error;
  if ((error as Thrown).code === DISK_FULL) {
    return new StoreFull('There is no room left on the disk of the database.');
  }
  return new Error(reasonOf(error));
}
