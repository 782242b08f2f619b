import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** A conversation refers to no file any more. Returns the files to which nothing else in the shop does. */
export async function unlinkFiles(db: Kysely<Tables>, shop: string, conversation: string): Promise<string[]> {
  const gone = await db
    .deleteFrom('file_links')
    .where('shop', '=', shop)
    .where('conversation', '=', conversation)
    .returning('file')
    .execute();
  const files = gone.map(({ file }) => file);
  if (files.length === 0) return [];
  const shared = new Set<string>();
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    const rows = await db
      .selectFrom('file_links')
      .select('file')
      .where('shop', '=', shop)
      .where('file', 'in', some)
      .execute();
    for (const { file } of rows) shared.add(file);
  }
  return files.filter((file) => !shared.has(file));
}

/** Bound parameters of one question. */
const AT_ONCE = 500;
