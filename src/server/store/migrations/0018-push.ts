import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Devices that visitors can be reached on while they are away. */
export const push: Migration = {
  async up({ schema }: Kysely<Tables>) {
    await schema
      .createTable('push_devices')
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('visitor', 'text', (c) => c.notNull())
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('registered_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('push_devices_key', ['shop', 'id'])
      .execute();
    await schema
      .createIndex('push_devices_of_visitor')
      .on('push_devices')
      .columns(['shop', 'visitor', 'registered_at'])
      .execute();
  },
};
