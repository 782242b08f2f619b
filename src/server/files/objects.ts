/** An object as a listing shows it. */
export interface ListedObject {
  key: string;
  /** When it was last written, ms since the epoch, by the clock of the place. */
  changedAt: number;
}

/**
 * A place that keeps bytes under keys such as `demo/blobs/0f/0f3c…`: a folder, a bucket. Keys are made by us of letters,
 * digits, `.`, `_`, `-` and `/`. What was written is read and listed at once by everybody.
 */
export interface Objects {
  /** Whole or not at all; replaces what is there. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  has(key: string): Promise<boolean>;
  /** Removing what is not there is fine. */
  remove(key: string): Promise<void>;
  /** All objects whose key begins with `prefix`, which ends with `/`; in no order. */
  list(prefix: string): AsyncIterable<ListedObject>;
  /** Resolves when the place can be written; rejects with `FilesUnusable`. */
  ready(): Promise<void>;
}

/** The place for files cannot be used. The message is one line that names it and says why, without secrets. */
export class FilesUnusable extends Error {
  override name = 'FilesUnusable';
}
