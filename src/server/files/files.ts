import type { StoredFile } from '../../protocol/rest.ts';

/** Bytes of images and files, by random id, a shop at a time. */
export interface Files {
  put(
    shop: string,
    file: { name: string; mime: string; bytes: Uint8Array; width?: number; height?: number },
  ): Promise<StoredFile>;
  info(shop: string, id: string): Promise<StoredFile | undefined>;
  read(shop: string, id: string): Promise<{ mime: string; name: string; bytes: Uint8Array } | undefined>;
  /** Ids of the shop's files that were put before this moment, ms since the epoch. */
  list(shop: string, before: number): Promise<string[]>;
  remove(shop: string, id: string): Promise<void>;
}
