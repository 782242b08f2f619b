import type { Insertable, Selectable } from 'kysely';

/**
 * The tables as both databases hold them: booleans are 0 or 1, times are epoch milliseconds, JSON is text.
 * Columns of customers' words and names stand apart from columns of order and state, so that erasing the former
 * leaves the latter whole.
 */
export interface Tables {
  meta: MetaTable;
  counters: CounterTable;
  visitors: VisitorTable;
  visitor_pages: VisitorPageTable;
  conversations: ConversationTable;
  entries: EntryTable;
  ledger: LedgerTable;
  jobs: JobTable;
  read_positions: ReadPositionTable;
  file_links: FileLinkTable;
  agents: AgentTable;
  agent_sessions: AgentSessionTable;
  shops: ShopTable;
  catalogues: CatalogueTable;
}

/** `epoch`: random, made with the database. */
export interface MetaTable {
  key: string;
  value: string;
}

/** `changed`: counts the changes of conversations over the whole store. */
export interface CounterTable {
  name: string;
  value: number;
}

export interface VisitorTable {
  shop: string;
  id: string;
  created_at: number;
  last_seen_at: number;
  email: string | null;
  name: string | null;
  country: string | null;
  locale: string | null;
  client_id: string | null;
  cart: string | null;
  blocked: number;
}

/** `n` counts the pages of one visitor. */
export interface VisitorPageTable {
  shop: string;
  visitor: string;
  n: number;
  url: string;
  title: string | null;
  at: number;
}

export interface ConversationTable {
  shop: string;
  id: string;
  visitor: string;
  state: string;
  state_version: number;
  seq: number;
  pub: number;
  open: number;
  folder: string;
  owner: string | null;
  priority: number;
  active: number;
  department: string | null;
  preview: string | null;
  last_at: number;
  visitor_messages: number;
  /** Value of the counter `changed` at the last change: what a sweep compares. */
  changed: number;
}

export interface EntryTable {
  shop: string;
  stream_kind: string;
  stream: string;
  seq: number;
  pub: number | null;
  at: number;
  v: number;
  kind: string;
  by_role: string;
  /** JSON of the author. */
  by: string;
  command: string | null;
  /** JSON of what is left: the words. */
  body: string;
}

export interface LedgerTable {
  shop: string;
  command_id: string;
  sender: string;
  /** Null = accepted; else the code of the final refusal. */
  refusal: string | null;
  conversation: string | null;
  seq: number;
  pub: number;
}

export interface JobTable {
  id: string;
  shop: string;
  kind: string;
  conversation: string;
  seq: number;
  run_at: number;
  attempt: number;
  lease: string | null;
  lease_until: number | null;
  /** When it was given up. */
  dead_at: number | null;
}

export interface ReadPositionTable {
  shop: string;
  conversation: string;
  reader: string;
  position: number;
  at: number;
  /** Visitor's words up to the position. */
  visitor_messages: number;
}

/** A file that an entry of the conversation refers to. */
export interface FileLinkTable {
  shop: string;
  file: string;
  conversation: string;
}

export interface AgentTable {
  shop: string;
  id: string;
  name: string;
  email: string;
  /** The email in lower case: unique in a shop. */
  email_key: string;
  avatar: string | null;
  role: string;
  permissions: string;
  password_hash: string;
}

export interface AgentSessionTable {
  id: string;
  shop: string;
  agent: string;
  created_at: number;
  expires_at: number;
}

export interface ShopTable {
  id: string;
  settings: string;
}

export interface CatalogueTable {
  shop: string;
  catalogue: string;
}

export type Columns<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewColumns<T extends keyof Tables> = Insertable<Tables[T]>;
