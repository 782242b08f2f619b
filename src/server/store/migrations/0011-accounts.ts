import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Deactivated agents, what sessions tell of themselves, second factors, invitations. */
export const accounts: Migration = {
  async up({ schema }: Kysely<Tables>) {
    await schema.alterTable('agents').addColumn('disabled_at', 'bigint').execute();
    await schema
      .alterTable('agent_sessions')
      .addColumn('last_used_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('agent_sessions')
      .addColumn('device', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    await schema.createIndex('agent_sessions_of_agent').on('agent_sessions').columns(['shop', 'agent']).execute();
    await createFactors({ schema });
    await createInvitations({ schema });
  },
};

async function createFactors({ schema }: Pick<Kysely<Tables>, 'schema'>): Promise<void> {
  await schema
    .createTable('agent_factors')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('agent', 'text', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('confirmed_at', 'bigint')
    .addColumn('last_step', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('agent_factors_key', ['shop', 'agent'])
    .execute();
  await schema
    .createTable('agent_recovery')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('agent', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('agent_recovery_key', ['shop', 'agent', 'hash'])
    .execute();
}

async function createInvitations({ schema }: Pick<Kysely<Tables>, 'schema'>): Promise<void> {
  await schema
    .createTable('invitations')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('email_key', 'text')
    .addColumn('name', 'text')
    .addColumn('role', 'text')
    .addColumn('permissions', 'text')
    .addColumn('agent', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('invitations_key', ['shop', 'id'])
    .execute();
  await schema.createIndex('invitations_hash').unique().on('invitations').columns(['shop', 'hash']).execute();
}
