import type { StoredFile } from '../../protocol/rest.ts';

/** Images and files, by random id, a shop at a time. The same bytes are kept once in a shop, however many files they are. */
export interface Files {
  put(
    shop: string,
    file: { name: string; mime: string; bytes: Uint8Array; width?: number; height?: number },
  ): Promise<StoredFile>;
  info(shop: string, id: string): Promise<StoredFile | undefined>;
  read(shop: string, id: string): Promise<{ mime: string; name: string; bytes: Uint8Array } | undefined>;
  /** Ids of the shop's files that were put before this moment, ms since the epoch. */
  list(shop: string, before: number): Promise<string[]>;
  /** The file is gone, and its bytes too once no other file of the shop has the same. May be done twice. */
  remove(shop: string, id: string): Promise<void>;
  /** Resolves when files can be written; rejects with `FilesUnusable`. */
  ready(): Promise<void>;
}
