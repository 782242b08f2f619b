/** A secret as it was made: texts that sign and verify. */
export interface StoredSecret {
  secret: string;
  /** Epoch ms. */
  createdAt: number;
}

/** The owner of what the server itself signs with; no shop can have this key. */
export const SERVER = '';

/**
 * The secrets that all processes on one store share. They belong to a shop, or to `SERVER`; the newest signs, all verify.
 */
export interface Secrets {
  /** Newest first; empty when none was made. */
  list(owner: string): Promise<StoredSecret[]>;
  /** Keeps this secret if the owner has none; of several at once one wins. Answers with what there is, newest first. */
  begin(owner: string, secret: string, at: number): Promise<StoredSecret[]>;
  /** Puts this secret in front and forgets all but `keep`. Answers with what there is, newest first. */
  rotate(owner: string, secret: string, at: number, keep: number): Promise<StoredSecret[]>;
}
