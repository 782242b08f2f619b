import type { Kysely } from 'kysely';
import type { Links } from '../links.ts';
import type { Tables } from '../tables.ts';

/** Bound parameters of one question; SQLite takes many more. */
const AT_ONCE = 500;

export function createLinkReader(db: Kysely<Tables>): Links {
  return {
    async linked(shop, files) {
      const found: string[] = [];
      for (let start = 0; start < files.length; start += AT_ONCE) {
        const some = files.slice(start, start + AT_ONCE);
        const query = db.selectFrom('file_links').select('file').distinct();
        const rows = await query.where('shop', '=', shop).where('file', 'in', some).execute();
        found.push(...rows.map((row) => row.file));
      }
      return found;
    },
  };
}
