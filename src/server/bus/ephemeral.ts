/** What is known for a while and then forgotten: presence and rate limits. Memory, or shared between processes. */
export interface Ephemeral {
  /** Adds or renews members; a member that is not renewed within `ttlMs` is gone. */
  touch(key: string, member: string, ttlMs: number, value?: string): Promise<void>;
  leave(key: string, member: string): Promise<void>;
  /** Living members and their values. */
  members(key: string): Promise<Map<string, string>>;
  /** Takes one token of a bucket that holds `burst` and refills at `perSecond`: 0 = taken, else ms to wait. */
  take(key: string, bucket: Bucket): Promise<number>;
  /** Takes one token of each bucket, or, if one of them is empty, none: 0 = taken, else ms until all of them have one. */
  takeAll(buckets: readonly KeyedBucket[]): Promise<number>;
}

export interface Bucket {
  burst: number;
  perSecond: number;
}

export interface KeyedBucket extends Bucket {
  key: string;
}
