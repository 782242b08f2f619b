import type { Kysely } from 'kysely';
import type { Scope } from '../../../protocol/scopes.ts';
import type { ApiKeys, StoredApiKey } from '../api-keys.ts';
import type { Columns, Tables } from '../tables.ts';

export function createApiKeyReader(db: Kysely<Tables>): Pick<ApiKeys, 'list' | 'byHash'> {
  return {
    async list(shop) {
      const rows = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('shop', '=', shop)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toKey);
    },
    async byHash(shop, hash) {
      const row = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('shop', '=', shop)
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row && toKey(row);
    },
  };
}

export function createApiKeyWriter(db: Kysely<Tables>): Omit<ApiKeys, 'list' | 'byHash'> {
  return {
    async add(key) {
      await db
        .insertInto('api_keys')
        .values({
          shop: key.shop,
          id: key.id,
          name: key.name,
          scopes: JSON.stringify(key.scopes),
          hash: key.hash,
          created_at: key.createdAt,
          created_by: key.createdBy,
          last_used_at: key.lastUsedAt ?? null,
        })
        .execute();
    },
    async used(shop, id, at) {
      await db
        .updateTable('api_keys')
        .set({ last_used_at: at })
        .where('shop', '=', shop)
        .where('id', '=', id)
        .where((e) => e.or([e('last_used_at', 'is', null), e('last_used_at', '<', at)]))
        .execute();
    },
    async revoke(shop, id) {
      const gone = await db
        .deleteFrom('api_keys')
        .where('shop', '=', shop)
        .where('id', '=', id)
        .returning('id')
        .execute();
      return gone.length > 0;
    },
  };
}

const toKey = (row: Columns<'api_keys'>): StoredApiKey => ({
  shop: row.shop,
  id: row.id,
  name: row.name,
  scopes: JSON.parse(row.scopes) as Scope[],
  hash: row.hash,
  createdAt: row.created_at,
  createdBy: row.created_by,
  ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
});
