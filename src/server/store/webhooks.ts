/** Where a shop's server wants to be told of entries. Secrets never leave the store but to sign. */
export interface WebhookEndpoint {
  shop: string;
  id: string;
  url: string;
  /** Kinds of entries, or `*`. */
  events: string[];
  description?: string;
  enabled: boolean;
  /** Why the server has disabled it; absent while enabled, and when a person has. */
  disabledBecause?: 'gone';
  createdAt: number;
  secret: string;
  /** The secret before, signed with as well until then, ms. */
  previous?: { secret: string; until: number };
  /** Since when nothing has come through, ms; absent when the last delivery did, or none was tried. */
  failingSince?: number;
}

/** What may change; `null` takes a value away. */
export interface WebhookChange {
  url?: string;
  events?: string[];
  description?: string | null;
  enabled?: boolean;
  disabledBecause?: 'gone' | null;
  secret?: string;
  previous?: { secret: string; until: number };
}

/** One entry on its way to one endpoint. Holds references, never text. */
export interface NewDelivery {
  shop: string;
  /** The same for the same endpoint and entry, however often it is planned: it is the `webhook-id` too. */
  id: string;
  endpoint: string;
  /** Empty with `seq` 0: a test that somebody asked for. */
  conversation: string;
  seq: number;
  /** Kind of the entry. */
  event: string;
}

/** A delivery that is leased to whoever claimed it. */
export interface Delivery extends NewDelivery {
  kind: 'delivery';
  /** 1 at the first try. */
  attempt: number;
  lease: string;
}

export type DeliveryState = 'waiting' | 'delivered' | 'dead';

/** A delivery as people see it. */
export interface DeliveryRecord extends NewDelivery {
  state: DeliveryState;
  attempts: number;
  createdAt: number;
  /** When it was last tried, ms. */
  triedAt?: number;
  /** When it will be tried, ms; only while waiting. */
  nextAt?: number;
  /** The last answer's status, if there was one. */
  status?: number;
  /** Why the last try failed, as a short code. */
  reason?: string;
}

/** What a try has come to. */
export type DeliveryOutcome =
  | { at: 'delivered'; status: number }
  | { at: 'failed'; retryInMs: number; status?: number; reason: string }
  | { at: 'dead'; status?: number; reason: string }
  /** Nothing was sent: it does not count as a try. */
  | { at: 'returned'; retryInMs: number };

export interface DeliveryQuery {
  endpoint?: string;
  state?: DeliveryState;
  /** Only those that come after this one in the list. */
  after?: { at: number; id: string };
  limit: number;
}

/** What people look at and change. */
export interface Webhooks {
  /** Oldest first. */
  endpoints(shop: string): Promise<WebhookEndpoint[]>;
  endpoint(shop: string, id: string): Promise<WebhookEndpoint | undefined>;
  /** Leaves one that has this id already as it is. */
  create(endpoint: WebhookEndpoint): Promise<void>;
  /** Undefined when there is none. */
  change(shop: string, id: string, change: WebhookChange): Promise<WebhookEndpoint | undefined>;
  /** Takes its deliveries along. False when there is none. */
  remove(shop: string, id: string): Promise<boolean>;
  /** Newest first. */
  deliveries(shop: string, query: DeliveryQuery): Promise<DeliveryRecord[]>;
  /** Has one that is not waiting tried again, from the first try on, or all dead ones. Returns how many. */
  redeliver(shop: string, which: { id: string } | { dead: true; endpoint?: string }): Promise<number>;
}

/** The list that deliveries are run from. Time is the store's own clock. */
export interface Deliveries {
  /** Adds those that are not there yet; endpoints that are gone or disabled get none. Returns how many were added. */
  plan(deliveries: NewDelivery[]): Promise<number>;
  /**
   * Leases up to `limit` due deliveries: few at a time of one endpoint, one while it fails, and one of an endpoint and
   * a conversation, so that nobody has to wait for an endpoint that hangs.
   */
  claim(limit: number, leaseMs: number): Promise<Delivery[]>;
  /** False when the lease was lost. */
  renew(held: { job: string; lease: string }, leaseMs: number): Promise<boolean>;
  /** False when the lease was lost: then nothing is written. */
  settle(held: { job: string; lease: string }, outcome: DeliveryOutcome): Promise<boolean>;
  /** Milliseconds until it is worth claiming again; undefined when nothing waits. */
  nextDueMs(): Promise<number | undefined>;
  /** Forgets some of what was delivered before the one time, ms, and of all else from before the other. Returns how many. */
  sweep(before: { delivered: number; others: number }): Promise<number>;
  /** How all shops' deliveries stand: counts, and how long the oldest due one has waited, ms. */
  health(): Promise<{ waiting: number; dead: number; lagMs: number }>;
}
