/** What a request that carries a key finds of those before it. */
export type Begun =
  /** It is the first, or the first was abandoned: do the work, then finish or forget. */
  | { at: 'begun' }
  | { at: 'running' }
  /** The key belongs to another request. */
  | { at: 'other' }
  /** Done, but the answer held a secret. */
  | { at: 'withheld' }
  | { at: 'done'; status: number; body: string };

/** First answers to requests with an idempotency key, kept for a while. Time is the store's own clock. */
export interface Replies {
  /**
   * Claims a request. Of two that come at once one has begun and the other is running.
   * @param id hash of who asks and of their key
   * @param digest hash of what they ask
   */
  begin(shop: string, id: string, digest: string, times: { keptMs: number; abandonedMs: number }): Promise<Begun>;
  finish(
    shop: string,
    id: string,
    reply: { status: number; body: string } | { status: number; withheld: true },
  ): Promise<void>;
  /** The request came to nothing final: it may be tried again. */
  forget(shop: string, id: string): Promise<void>;
}
