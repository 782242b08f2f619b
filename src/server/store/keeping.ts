import type { Stream } from './log.ts';

/** Names one person in a shop. An address or a client id may stand for several visitors: one a device. */
export type Person = { visitor: string } | { email: string } | { clientId: string };

/** What was erased when, and by whom: nothing of the person. */
export interface Erasure {
  shop: string;
  at: number;
  /** `operator` at the command line, `agent:<id>` or `key:<id>` over REST. */
  by: string;
  /** What the person was named by. */
  named: 'visitor' | 'email' | 'clientId';
  visitors: number;
  conversations: number;
  entries: number;
  files: number;
}

/** Erasing one person's data, in small steps that may be repeated: each is one short call, so that commits go on between. */
export interface Keeping {
  /** Who this is: by what is known now and, for addresses and proven ids, by what their logs say of earlier ones. */
  visitorsOf(shop: string, person: Person): Promise<string[]>;
  /** Ids of a visitor's conversations, in the order of ids, after the one given ('' = from the first). */
  logsOf(shop: string, visitor: string, after: string, limit: number): Promise<string[]>;
  /**
   * Empties the bodies of up to `limit` entries after a position. `last` is the last one looked at, absent at the end of
   * the log; `erased` counts those that had something in them until now.
   */
  eraseEntries(stream: Stream, after: number, limit: number): Promise<{ last?: number; erased: number }>;
  /**
   * What stands beside the log: preview, names in the state, jobs, links to files. From then on no unit is taken that was
   * decided on the row as it was. Returns the files that no entry of the shop refers to any more.
   */
  eraseConversation(shop: string, conversation: string): Promise<string[]>;
  /** All columns of the visitor but id, times and block, and the pages seen. False when there is no such visitor. */
  eraseVisitor(shop: string, visitor: string): Promise<boolean>;
  record(erasure: Erasure): Promise<void>;
  /** Newest first, at most 100. */
  erasures(shop: string): Promise<Erasure[]>;
}

/** A log that has been removed. */
export interface RemovedLog {
  conversation: string;
  visitor: string;
  /** Files that no entry of the shop refers to any more. */
  files: string[];
}

/** Letting go of what is older than a shop wants to keep. Ledger lines stay: they hold no text. */
export interface Retention {
  /** Removes one closed conversation, the oldest, in which nothing has happened since `before` (ms); undefined when there is none. */
  removeClosed(shop: string, before: number): Promise<RemovedLog | undefined>;
  /** Removes up to `limit` visitors without conversations who were not seen since `before`, with all that is known of them. */
  removeVisitors(shop: string, before: number, limit: number): Promise<string[]>;
}
