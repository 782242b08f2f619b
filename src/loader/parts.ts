import { TABLE_HASH } from './built.ts';
import type { Verified } from './verified.ts';

/** The export of `parts/table.js`: the hash of each part, and the parts that it needs. The build makes it. */
interface TableModule {
  parts: Readonly<Record<string, readonly string[]>>;
}

/** Loads a part by its name, such as `parts/unread.js`, after the parts that it needs. */
export type LoadPart = (file: string) => Promise<unknown>;

/** The hashes of parts come with the first part: who only opens the chat needs none. */
export function createParts(verified: Verified): LoadPart {
  return async function loadPart(file) {
    const { parts } = (await verified('parts/table.js', TABLE_HASH)) as TableModule;
    const [hash, ...needed] = parts[file]!;
    await Promise.all(needed.map(loadPart));
    return verified(file, hash!);
  };
}
