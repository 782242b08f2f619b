import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** What pages say: who a shopper is, and what they did. */
export const claims: Migration = {
  async up({ schema }: Kysely<Tables>) {
    await schema.alterTable('visitors').addColumn('claims', 'text').execute();
    await schema.alterTable('visitor_pages').addColumn('event', 'text').execute();
  },
};
