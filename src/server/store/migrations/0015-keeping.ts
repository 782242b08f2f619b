import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Erasing and retention: how often a log was erased, what was erased when, and who was not seen for long. */
export const keeping: Migration = {
  async up({ schema }: Kysely<Tables>) {
    await schema
      .alterTable('conversations')
      .addColumn('erasures', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await schema.createIndex('visitors_by_sight').on('visitors').columns(['shop', 'last_seen_at']).execute();
    await schema
      .createTable('erasures')
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('named', 'text', (c) => c.notNull())
      .addColumn('visitors', 'bigint', (c) => c.notNull())
      .addColumn('conversations', 'bigint', (c) => c.notNull())
      .addColumn('entries', 'bigint', (c) => c.notNull())
      .addColumn('files', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('erasures_key', ['shop', 'id'])
      .execute();
  },
};
