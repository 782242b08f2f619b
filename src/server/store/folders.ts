import type { Counts, PageView, Tracked } from '../../protocol/frames.ts';
import type { Folder } from '../../protocol/rows.ts';
import type { ConversationRow } from './log.ts';
import type { Visitor } from './people.ts';

/** A row with what lists show of the visitor and of the reader. */
export interface ListedRow {
  row: ConversationRow;
  visitor: Visitor;
  /** Visitor's words that this agent has not read. */
  unread: number;
}

export interface ReadPosition {
  /** `visitor`, or an agent's id. `team` = the farthest of any agent. */
  reader: string;
  /** seq for an agent, pub for the visitor. */
  position: number;
  at: number;
}

/** A page that was looked at, or with `event` something that was done there. */
export type PageSeen = PageView & { at: number; event?: Tracked };

/** What the inbox reads: derived from logs, never the truth itself. */
export interface Folders {
  /**
   * Newest first; `before` is the `lastAt` of the last row of the page before. Rows of one millisecond stay on one
   * page, which may then be longer than `limit` (by 50 at most); a page shorter than `limit` is the last.
   */
  list(query: { shop: string; agent: string; folder: Folder; before?: number; limit: number }): Promise<ListedRow[]>;
  /** Rows of these conversations, in any order; unknown ids are left out. */
  rows(shop: string, agent: string, conversations: string[]): Promise<ListedRow[]>;
  /** Each capped at `LIMITS.countCap` + 1. */
  counts(shop: string, agent: string): Promise<Counts>;
  /** All conversations of a visitor, newest first, at most 50. */
  ofVisitor(shop: string, visitor: string): Promise<ConversationRow[]>;
  /** Only forwards: a smaller position changes nothing. Does nothing for an unknown conversation. */
  markRead(shop: string, conversation: string, read: ReadPosition): Promise<void>;
  /** Each reader's own, and last `team` once an agent has read. */
  reads(shop: string, conversation: string): Promise<ReadPosition[]>;
  /** Newest 50 a visitor are kept; only for visitors that have a row or with consent to analytics. */
  addPage(shop: string, visitor: string, page: PageSeen): Promise<void>;
  pages(shop: string, visitor: string): Promise<PageSeen[]>;
}
