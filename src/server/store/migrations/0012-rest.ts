import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Keys and answers of the REST API, what it manages, and the columns that its lists are ordered and found by. */
export const rest: Migration = {
  async up(db: Kysely<Tables>) {
    await createKeys(db);
    await createContents(db);
    await createLists(db);
    await moveCatalogues(db);
  },
};

async function createKeys({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('api_keys')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .addPrimaryKeyConstraint('api_keys_key', ['shop', 'id'])
    .execute();
  await schema.createIndex('api_keys_hash').unique().on('api_keys').columns(['shop', 'hash']).execute();
  await schema
    .createTable('replies')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('begun_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('status', 'bigint')
    .addColumn('body', 'text')
    .addPrimaryKeyConstraint('replies_key', ['shop', 'id'])
    .execute();
  await schema.createIndex('replies_expiry').on('replies').column('expires_at').execute();
}

async function createContents({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('canned_responses')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('shortcut', 'text', (c) => c.notNull())
    .addColumn('shortcut_key', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('canned_responses_key', ['shop', 'id'])
    .execute();
  await schema
    .createIndex('canned_responses_shortcut')
    .unique()
    .on('canned_responses')
    .columns(['shop', 'shortcut_key', 'locale'])
    .execute();
  await schema
    .createTable('shop_flows')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('flow', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('shop_flows_key', ['shop', 'language'])
    .execute();
  await schema
    .createTable('goods')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('n', 'bigint', (c) => c.notNull())
    .addColumn('owner', 'text')
    .addColumn('at', 'bigint')
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('goods_key', ['shop', 'kind', 'id'])
    .execute();
  await schema.createIndex('goods_in_order').unique().on('goods').columns(['shop', 'kind', 'n']).execute();
  await schema
    .createIndex('goods_by_owner')
    .on('goods')
    .columns(['shop', 'kind', 'owner', 'at'])
    .where(sql.ref('owner'), 'is not', null)
    .execute();
}

async function createLists(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('conversations')
    .addColumn('updated_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  // Of what happened before, the last words are known; what came after them is not in a column.
  await db
    .updateTable('conversations')
    .set((e) => ({ updated_at: e.ref('last_at') }))
    .execute();
  await schema.createIndex('conversations_by_update').on('conversations').columns(['shop', 'updated_at']).execute();
  await schema.createIndex('conversations_by_words').on('conversations').columns(['shop', 'last_at']).execute();
  await schema
    .createIndex('conversations_by_department')
    .on('conversations')
    .columns(['shop', 'department', 'last_at'])
    .where(sql.ref('department'), 'is not', null)
    .execute();

  await schema.alterTable('visitors').addColumn('attributes', 'text').execute();
  await schema.createIndex('visitors_in_order').on('visitors').columns(['shop', 'created_at']).execute();
  await schema
    .createIndex('visitors_by_email')
    .on('visitors')
    .column('shop')
    .expression(sql`lower(email)`)
    .column('created_at')
    .execute();
  await schema.createIndex('visitors_by_client').on('visitors').columns(['shop', 'client_id', 'created_at']).execute();

  await schema
    .alterTable('shops')
    .addColumn('revision', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
}

interface OldCatalogue {
  products: { id: string }[];
  orders: { card: { number: string }; email: string; placedAt: number }[];
  discounts: { code: string }[];
}

/** What was one text a shop becomes a row a thing. */
async function moveCatalogues(db: Kysely<Tables>): Promise<void> {
  const old = db.withTables<{ catalogues: { shop: string; catalogue: string } }>();
  for (const { shop, catalogue } of await old.selectFrom('catalogues').selectAll().execute()) {
    const { products, orders, discounts } = JSON.parse(catalogue) as OldCatalogue;
    const things = [
      ...products.map((one) => ({ kind: 'products', id: one.id, owner: null, at: null, one })),
      ...orders.map((one) => {
        const id = one.card.number.replace(/[\s#]/g, '').toLowerCase();
        return { kind: 'orders', id, owner: one.email.trim().toLowerCase(), at: one.placedAt, one };
      }),
      ...discounts.map((one) => ({ kind: 'discounts', id: folded(one.code), owner: null, at: null, one })),
    ];
    for (const [index, { one, ...columns }] of things.entries()) {
      await db
        .insertInto('goods')
        .values({ shop, ...columns, n: index + 1, body: JSON.stringify(one) })
        .onConflict((conflict) => conflict.columns(['shop', 'kind', 'id']).doNothing())
        .execute();
    }
    await db
      .insertInto('counters')
      .values({ name: `goods:${shop}`, value: things.length })
      .execute();
  }
  await db.schema.dropTable('catalogues').execute();
}

const folded = (code: string): string =>
  code.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').trim();
