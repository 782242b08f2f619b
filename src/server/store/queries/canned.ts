import { type Kysely, sql } from 'kysely';
import type { Canned, CannedResponses } from '../canned.ts';
import type { Columns, Tables } from '../tables.ts';

export function createCannedReader(db: Kysely<Tables>): Pick<CannedResponses, 'page' | 'one'> {
  return {
    async page(shop, { shortcut, locale, department, after, limit }) {
      const start = shortcut && `${shortcut.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      const rows = await db
        .selectFrom('canned_responses')
        .selectAll()
        .where('shop', '=', shop)
        .$if(!!start, (q) => q.where(sql<boolean>`shortcut_key like ${start} escape '\\'`))
        .$if(locale !== undefined, (q) => q.where('locale', 'in', ['', locale!]))
        .$if(department !== undefined, (q) => q.where('department', 'in', ['', department!]))
        .$if(after !== undefined, (q) =>
          q.where((e) =>
            e.or([
              e('shortcut_key', '>', after!.shortcut.toLowerCase()),
              e.and([e('shortcut_key', '=', after!.shortcut.toLowerCase()), e('id', '>', after!.id)]),
            ]),
          ),
        )
        .orderBy('shortcut_key')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toCanned);
    },
    async one(shop, id) {
      const row = await db
        .selectFrom('canned_responses')
        .selectAll()
        .where('shop', '=', shop)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toCanned(row);
    },
  };
}

export function createCannedWriter(db: Kysely<Tables>): Omit<CannedResponses, 'page' | 'one'> {
  return {
    async save(canned) {
      const { shop, id, ...values } = toColumns(canned);
      const other = await db
        .selectFrom('canned_responses')
        .select('id')
        .where('shop', '=', shop)
        .where('shortcut_key', '=', values.shortcut_key)
        .where('locale', '=', values.locale)
        .where('id', '!=', id)
        .executeTakeFirst();
      if (other) return 'exists';
      await db
        .insertInto('canned_responses')
        .values({ shop, id, ...values })
        .onConflict((conflict) => conflict.columns(['shop', 'id']).doUpdateSet(values))
        .execute();
      return 'saved';
    },
    async remove(shop, id) {
      const gone = await db
        .deleteFrom('canned_responses')
        .where('shop', '=', shop)
        .where('id', '=', id)
        .returning('id')
        .execute();
      return gone.length > 0;
    },
  };
}

const toColumns = (canned: Canned): Columns<'canned_responses'> => ({
  shop: canned.shop,
  id: canned.id,
  shortcut: canned.shortcut,
  shortcut_key: canned.shortcut.toLowerCase(),
  text: canned.text,
  locale: canned.locale ?? '',
  department: canned.department ?? '',
  created_at: canned.createdAt,
  updated_at: canned.updatedAt,
});

const toCanned = (row: Columns<'canned_responses'>): Canned => ({
  shop: row.shop,
  id: row.id,
  shortcut: row.shortcut,
  text: row.text,
  ...(row.locale && { locale: row.locale }),
  ...(row.department && { department: row.department }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
