import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Who visitors have been proven to be, which of their tokens hold, and the secrets that all processes share. */
export const identities: Migration = {
  async up({ schema }: Kysely<Tables>) {
    await schema
      .alterTable('visitors')
      .addColumn('proven', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await schema
      .createTable('identities')
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('visitor', 'text', (c) => c.notNull())
      .addColumn('client_id', 'text', (c) => c.notNull())
      .addColumn('main', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('identities_key', ['shop', 'visitor'])
      .execute();
    // Two devices that prove the same id at the same moment end up as one person: the database refuses the second.
    await schema
      .createIndex('identities_main')
      .unique()
      .on('identities')
      .columns(['shop', 'client_id'])
      .where(sql.ref('main'), '=', sql.lit(1))
      .execute();
    await schema
      .createIndex('identities_by_client')
      .on('identities')
      .columns(['shop', 'client_id', 'main', 'visitor'])
      .execute();
    await schema
      .createTable('token_generations')
      .addColumn('shop', 'text', (c) => c.notNull())
      .addColumn('visitor', 'text', (c) => c.notNull())
      .addColumn('generation', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('token_generations_key', ['shop', 'visitor'])
      .execute();
    await schema
      .createTable('secrets')
      .addColumn('owner', 'text', (c) => c.notNull())
      .addColumn('n', 'bigint', (c) => c.notNull())
      .addColumn('secret', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('secrets_key', ['owner', 'n'])
      .execute();
  },
};
