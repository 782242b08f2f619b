import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** The first tables. Whole numbers are `bigint`: milliseconds do not fit the smaller type of PostgreSQL. */
export const first: Migration = {
  async up(db: Kysely<Tables>) {
    await createLogs(db);
    await createReactions(db);
    await createPeople(db);
    await createShops(db);
    await db
      .insertInto('meta')
      .values({ key: 'epoch', value: randomBytes(12).toString('base64url') })
      .execute();
    await db.insertInto('counters').values({ name: 'changed', value: 0 }).execute();
  },
};

async function createLogs(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('conversations')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('visitor', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('state_version', 'bigint', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('pub', 'bigint', (c) => c.notNull())
    .addColumn('open', 'bigint', (c) => c.notNull())
    .addColumn('folder', 'text', (c) => c.notNull())
    .addColumn('owner', 'text')
    .addColumn('priority', 'bigint', (c) => c.notNull())
    .addColumn('active', 'bigint', (c) => c.notNull())
    .addColumn('department', 'text')
    .addColumn('preview', 'text')
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('visitor_messages', 'bigint', (c) => c.notNull())
    .addColumn('changed', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('conversations_key', ['shop', 'id'])
    .execute();
  const index = (name: string, columns: string[]) =>
    schema.createIndex(`conversations_${name}`).on('conversations').columns(columns).execute();
  await index('by_folder', ['shop', 'folder', 'last_at']);
  await index('by_owner', ['shop', 'owner', 'open', 'last_at']);
  await index('by_priority', ['shop', 'priority', 'open', 'last_at']);
  await index('by_visitor', ['shop', 'visitor', 'last_at']);
  await index('by_change', ['changed']);
  // Two tabs cannot open two conversations: the database itself refuses the second.
  await schema
    .createIndex('conversations_open')
    .unique()
    .on('conversations')
    .columns(['shop', 'visitor'])
    .where(sql.ref('open'), '=', sql.lit(1))
    .execute();

  await schema
    .createTable('entries')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('stream_kind', 'text', (c) => c.notNull())
    .addColumn('stream', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('pub', 'bigint')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('v', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('by_role', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('command', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('entries_key', ['shop', 'stream_kind', 'stream', 'seq'])
    .execute();
  await schema
    .createIndex('entries_pub')
    .unique()
    .on('entries')
    .columns(['shop', 'stream_kind', 'stream', 'pub'])
    .where(sql.ref('pub'), 'is not', null)
    .execute();

  await schema
    .createTable('ledger')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('command_id', 'text', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('refusal', 'text')
    .addColumn('conversation', 'text')
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('pub', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ledger_key', ['shop', 'command_id'])
    .execute();
}

async function createReactions({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('file_links')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('conversation', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('file_links_key', ['shop', 'file', 'conversation'])
    .execute();
  await schema
    .createTable('jobs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('conversation', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('run_at', 'bigint', (c) => c.notNull())
    .addColumn('attempt', 'bigint', (c) => c.notNull())
    .addColumn('lease', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('dead_at', 'bigint')
    .execute();
  await schema.createIndex('jobs_leases').on('jobs').column('lease_until').execute();
  await schema.createIndex('jobs_due').on('jobs').columns(['dead_at', 'run_at', 'seq', 'id']).execute();
  await schema
    .createIndex('jobs_of_conversation')
    .on('jobs')
    .columns(['shop', 'conversation', 'kind', 'dead_at', 'run_at', 'seq', 'id'])
    .execute();
  await schema
    .createTable('read_positions')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('conversation', 'text', (c) => c.notNull())
    .addColumn('reader', 'text', (c) => c.notNull())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('visitor_messages', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('read_positions_key', ['shop', 'conversation', 'reader'])
    .execute();
}

async function createPeople({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('visitors')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('name', 'text')
    .addColumn('country', 'text')
    .addColumn('locale', 'text')
    .addColumn('client_id', 'text')
    .addColumn('cart', 'text')
    .addColumn('blocked', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('visitors_key', ['shop', 'id'])
    .execute();
  await schema
    .createTable('visitor_pages')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('visitor', 'text', (c) => c.notNull())
    .addColumn('n', 'bigint', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('visitor_pages_key', ['shop', 'visitor', 'n'])
    .execute();
  await schema
    .createTable('agents')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('avatar', 'text')
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('permissions', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('agents_key', ['shop', 'id'])
    .execute();
  await schema.createIndex('agents_email').unique().on('agents').columns(['email_key', 'shop']).execute();
  await schema
    .createTable('agent_sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('agent', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('agent_sessions_expiry').on('agent_sessions').column('expires_at').execute();
}

async function createShops({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('shops')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('settings', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('catalogues')
    .addColumn('shop', 'text', (c) => c.primaryKey())
    .addColumn('catalogue', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('meta')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('counters')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .execute();
}
