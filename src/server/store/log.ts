import type { Conversation } from '../../domain/conversation.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { Folder, Preview } from '../../protocol/rows.ts';
import type { JobCompletion, NewJob } from './jobs.ts';
import type { VisitorPatch } from './people.ts';

/** Names one log. Streams of two shops never meet: the shop is part of every key. */
export interface Stream {
  shop: string;
  kind: 'conversation' | 'visitor';
  /** A conversation's id, or a visitor's. */
  id: string;
}

/** The row of a conversation: `evolve`'s output plus what lists are ordered and filtered by. Written whole with each unit. */
export interface ConversationRow {
  shop: string;
  id: string;
  visitor: string;
  state: Conversation;
  stateVersion: number;
  /** Head of the log: all entries, and the public ones. */
  seq: number;
  pub: number;
  /** False once closed. A visitor has at most one open conversation: a second one is a conflict. */
  open: boolean;
  /** Without `mine` and `priority`, which depend on the reader or are a column of their own. */
  folder: Exclude<Folder, 'mine' | 'priority'>;
  owner?: string;
  priority: boolean;
  active: boolean;
  department?: string;
  preview?: Preview;
  /** When the visitor, the bot or an agent last said something, ms: the order of lists. */
  lastAt: number;
  visitorMessages: number;
  /** How often the log was erased; absent = never. A unit that was decided on another number is a conflict. */
  erasures?: number;
}

/** What a command came to, kept for ever and without text: a retry gets the same answer. */
export interface LedgerLine {
  commandId: string;
  /** `visitor:<id>`, `agent:<id>` or `job:<id>`. */
  sender: string;
  outcome: { ok: true } | { ok: false; code: ErrorCode };
  conversation?: string;
  /** Head after the command, in both numberings. */
  seq: number;
  pub: number;
}

/** All that one command changes: committed whole or not at all, and apart from any other unit of the same call. */
export interface Unit {
  stream: Stream;
  /** The head this unit was decided on; 0 creates the stream. */
  expectedSeq: number;
  entries: Entry[];
  /** Absent on a visitor's stream, and where nothing changes (a recorded refusal, a completed job). */
  row?: ConversationRow;
  visitor?: VisitorPatch;
  ledger?: LedgerLine;
  jobs?: NewJob[];
  /** Completes this job; the unit is `fenced` when the lease has been lost meanwhile. */
  completes?: JobCompletion;
}

export type Outcome =
  | { at: 'committed' }
  /** Somebody was faster (or the visitor has an open conversation already): reload and decide again. */
  | { at: 'conflict' }
  /** The ledger knows this command id. Nothing was changed. */
  | { at: 'duplicate'; line: LedgerLine }
  | { at: 'fenced' }
  /** This unit cannot be stored; others of the same call are not touched. */
  | { at: 'failed'; reason: string };

/** Which part of a log to read. `by` says whose numbering counts: `pub` leaves team entries out. */
export interface PageQuery {
  by: 'seq' | 'pub';
  /** Entries above this position, oldest first … */
  after?: number;
  /** … or the last ones below it; in order within the page. Exactly one of the two. */
  before?: number;
  limit: number;
  /** Stop before the JSON of the entries passes this many bytes; at least one entry is returned. */
  maxBytes: number;
}

export interface Head {
  shop: string;
  conversation: string;
  visitor: string;
  seq: number;
  pub: number;
  /** How often the log was erased: entries read before the last time are no longer good. */
  erasures: number;
}

/** The append-only logs and what commits with them. A remote-call boundary: plain data in and out. */
export interface Log {
  /** One durable group commit; outcome i belongs to unit i. Units of one call may touch the same stream, in order. */
  commit(units: Unit[]): Promise<Outcome[]>;
  page(stream: Stream, query: PageQuery): Promise<Entry[]>;
  /**
   * Heads of conversations changed after `mark`, oldest change first; pass the returned mark next time, at once if there
   * is `more`. 0 = from the start; -1 = only today's mark. What one transaction changed stays on one page, which may
   * then be longer than `limit`. While others write, a head may be told again; none is ever left out.
   */
  heads(mark: number, limit: number): Promise<{ heads: Head[]; mark: number; more: boolean }>;
  conversation(shop: string, id: string): Promise<ConversationRow | undefined>;
  /** The visitor's open conversation, else the newest one. */
  latest(shop: string, visitor: string): Promise<ConversationRow | undefined>;
  /** Head of a visitor's own log; 0 when there is none. */
  visitorHead(shop: string, visitor: string): Promise<number>;
  ledger(shop: string, commandId: string): Promise<LedgerLine | undefined>;
  /** Changes when a backup is restored: positions from before mean nothing then. */
  epoch(): Promise<string>;
}
