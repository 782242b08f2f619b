import type { Insertable, Selectable } from 'kysely';
import type {
  AgentFactorTable,
  AgentRecoveryTable,
  AgentSessionTable,
  AgentTable,
  InvitationTable,
} from './account-tables.ts';
import type { IdentityTable, SecretTable, TokenGenerationTable } from './identity-tables.ts';
import type { ErasureTable } from './keeping-tables.ts';
import type { PushDeviceTable } from './push-tables.ts';
import type { WebhookDeliveryTable, WebhookEndpointTable } from './webhook-tables.ts';

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
  agent_factors: AgentFactorTable;
  agent_recovery: AgentRecoveryTable;
  invitations: InvitationTable;
  shops: ShopTable;
  api_keys: ApiKeyTable;
  replies: ReplyTable;
  canned_responses: CannedTable;
  shop_flows: ShopFlowTable;
  goods: GoodsTable;
  webhook_endpoints: WebhookEndpointTable;
  webhook_deliveries: WebhookDeliveryTable;
  identities: IdentityTable;
  token_generations: TokenGenerationTable;
  secrets: SecretTable;
  erasures: ErasureTable;
  push_devices: PushDeviceTable;
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
  /** JSON of what the shop knows beside that. */
  attributes: string | null;
  /** JSON of what a page says of who they are. */
  claims: string | null;
  /** 1 when the shop has vouched for `client_id`; else that is a label. */
  proven: number;
}

/** `n` counts the pages of one visitor. */
export interface VisitorPageTable {
  shop: string;
  visitor: string;
  n: number;
  url: string;
  title: string | null;
  at: number;
  /** JSON of what was done there; null: it was looked at. */
  event: string | null;
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
  /** When anything last happened, ms. */
  updated_at: number;
  /** Value of the counter `changed` at the last change: what a sweep compares. */
  changed: number;
  /** How often the log was erased: a copy of it from before is no longer good. */
  erasures: number;
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

export interface ShopTable {
  id: string;
  settings: string;
  /** Counts the changes, so that nobody overwrites what they have not read. */
  revision: number;
}

export interface ApiKeyTable {
  shop: string;
  id: string;
  name: string;
  scopes: string;
  hash: string;
  created_at: number;
  created_by: string;
  last_used_at: number | null;
}

/** First answers to requests with an idempotency key. `status` null: under way; `body` null beside a status: withheld. */
export interface ReplyTable {
  shop: string;
  id: string;
  digest: string;
  begun_at: number;
  expires_at: number;
  status: number | null;
  body: string | null;
}

/** An empty `locale` or `department` stands for all of them. */
export interface CannedTable {
  shop: string;
  id: string;
  shortcut: string;
  /** The shortcut in lower case. */
  shortcut_key: string;
  text: string;
  locale: string;
  department: string;
  created_at: number;
  updated_at: number;
}

export interface ShopFlowTable {
  shop: string;
  language: string;
  flow: string;
}

/** The embedded catalogue: a row a product, order or discount code. */
export interface GoodsTable {
  shop: string;
  kind: string;
  id: string;
  /** Place in the order in which things were added. */
  n: number;
  /** Of an order: the customer's email in lower case, and when it was placed. */
  owner: string | null;
  at: number | null;
  body: string;
}

export type Columns<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewColumns<T extends keyof Tables> = Insertable<Tables[T]>;
