/** Kinds of reactions to entries; each has one handler in `server/jobs`. */
export const JOB_KINDS = ['bot', 'email', 'index', 'handoff', 'block', 'webhook', 'push'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** A job to create with the entry that causes it. Holds references, never text. */
export interface NewJob {
  id: string;
  shop: string;
  kind: JobKind;
  conversation: string;
  /** seq of the entry that caused it. */
  seq: number;
  /** Not before this moment, ms by the store's clock offset: a delay in ms from the commit. */
  delayMs: number;
}

export interface Job extends Omit<NewJob, 'delayMs'> {
  /** 1 at the first try. */
  attempt: number;
  /** Proof that the claimer still holds the job. */
  lease: string;
}

export interface JobCompletion {
  job: string;
  lease: string;
}

/** A job that was given up after its last try, and waits for a person. Why it failed stands in the log of the process. */
export interface DeadJob extends Omit<NewJob, 'delayMs'> {
  attempts: number;
  deadAt: number;
}

export interface DeadJobQuery {
  kind?: JobKind;
  /** Only those that come after this one in the list. */
  after?: { at: number; id: string };
  limit: number;
}

/** The durable job list. Time is the store's own clock. At most one job of a (conversation, kind) is leased at a time. */
export interface Jobs {
  /** Leases up to `limit` due jobs, oldest first. A lapsed lease makes a job due again. */
  claim(limit: number, leaseMs: number): Promise<Job[]>;
  /** False when the lease was lost. */
  renew(completion: JobCompletion, leaseMs: number): Promise<boolean>;
  /** Gives a job back for another try, or buries it as dead when `retryInMs` is absent. False when the lease was lost. */
  release(completion: JobCompletion, retryInMs?: number): Promise<boolean>;
  /** Milliseconds until the next job is due; undefined when there is none. */
  nextDueMs(): Promise<number | undefined>;
  /** Dead ones of a shop, newest first. */
  dead(shop: string, query: DeadJobQuery): Promise<DeadJob[]>;
  /** Has a dead job tried again from the first try on. False when there is none. */
  revive(shop: string, id: string): Promise<boolean>;
  /** Forgets a dead job. False when there is none. */
  discard(shop: string, id: string): Promise<boolean>;
  /** How all shops' jobs stand: how long the oldest due one has waited, ms, and how many are dead, by kind. */
  health(): Promise<{ lagMs: number; dead: { [K in JobKind]?: number } }>;
}
