import type { Folder } from '../../protocol/rows.ts';
import type { Visitor } from './people.ts';

export interface ConversationFilter {
  /** Without `mine`, which is `owner` of one's own. */
  folder?: Exclude<Folder, 'mine'>;
  open?: boolean;
  department?: string;
  owner?: string;
  visitor?: string;
  /** Epoch ms: only those in which something has happened since, the longest ago first; otherwise the latest words first. */
  updatedSince?: number;
  /** The last one of the page before. */
  after?: { at: number; id: string };
  limit: number;
}

export interface VisitorFilter {
  /** In any case. */
  email?: string;
  clientId?: string;
  after?: { at: number; id: string };
  limit: number;
}

/** What may be changed of a visitor by hand; null takes it away. */
export interface VisitorChange {
  name?: string | null;
  email?: string | null;
  attributes?: Record<string, string | number | boolean> | null;
}

/** Lists for other programs: walked page by page without a hole. */
export interface Listing {
  conversations(shop: string, filter: ConversationFilter): Promise<{ id: string; at: number }[]>;
  /** In the order in which they came. */
  visitors(shop: string, filter: VisitorFilter): Promise<Visitor[]>;
  /** Undefined when there is no such visitor. */
  changeVisitor(shop: string, visitor: string, change: VisitorChange): Promise<Visitor | undefined>;
  /** Whether an open conversation, or a canned response, belongs to the department. */
  departmentInUse(shop: string, department: string): Promise<boolean>;
}
