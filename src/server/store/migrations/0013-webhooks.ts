import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Endpoints of shops' own servers, and what is on its way to them. */
export const webhooks: Migration = {
  async up({ schema }: Kysely<Tables>) {
    await schema
      .createTable('webhook_endpoints')
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('events', 'text', (c) => c.notNull())
      .addColumn('description', 'text')
      .addColumn('enabled', 'bigint', (c) => c.notNull())
      .addColumn('disabled_because', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('secret', 'text', (c) => c.notNull())
      .addColumn('previous_secret', 'text')
      .addColumn('previous_until', 'bigint')
      .addColumn('failing_since', 'bigint')
      .addPrimaryKeyConstraint('webhook_endpoints_key', ['shop', 'id'])
      .execute();
    await schema
      .createTable('webhook_deliveries')
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('endpoint', 'text', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('run_at', 'bigint', (c) => c.notNull())
      .addColumn('attempt', 'bigint', (c) => c.notNull())
      .addColumn('lease', 'text')
      .addColumn('lease_until', 'bigint')
      .addColumn('tried_at', 'bigint')
      .addColumn('status', 'bigint')
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('webhook_deliveries_key', ['shop', 'id'])
      .execute();
    await schema.createIndex('webhook_deliveries_id').on('webhook_deliveries').column('id').execute();
    await schema
      .createIndex('webhook_deliveries_due')
      .on('webhook_deliveries')
      .columns(['shop', 'endpoint', 'state', 'run_at', 'seq'])
      .execute();
    await schema
      .createIndex('webhook_deliveries_leased')
      .on('webhook_deliveries')
      .columns(['lease_until'])
      .where(sql.ref('lease_until'), 'is not', null)
      .execute();
    await schema
      .createIndex('webhook_deliveries_newest')
      .on('webhook_deliveries')
      .columns(['shop', 'created_at', 'id'])
      .execute();
    await schema
      .createIndex('webhook_deliveries_state')
      .on('webhook_deliveries')
      .columns(['state', 'created_at'])
      .execute();
  },
};
