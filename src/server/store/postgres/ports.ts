import { type Kysely, sql } from 'kysely';
import { createAccountReader, createAccountWriter } from '../queries/accounts.ts';
import { createApiKeyReader, createApiKeyWriter } from '../queries/api-keys.ts';
import { createCannedReader, createCannedWriter } from '../queries/canned.ts';
import { createDeadJobReader, createDeadJobWriter } from '../queries/dead-jobs.ts';
import { createDeliveryReader, createDeliveryWriter } from '../queries/deliveries.ts';
import { createEraseReader, createEraseWriter } from '../queries/erase.ts';
import { createFactorReader, createFactorWriter } from '../queries/factors.ts';
import { createGoodsReader, createGoodsWriter } from '../queries/goods.ts';
import { createIdentityReader, createIdentityWriter } from '../queries/identities.ts';
import { createInvitationReader, createInvitationWriter } from '../queries/invitations.ts';
import { createLinkReader } from '../queries/links.ts';
import { createListingReader, createListingWriter } from '../queries/listing.ts';
import { createPeopleReader, createPeopleWriter } from '../queries/people.ts';
import { createPushDeviceReader, createPushDeviceWriter } from '../queries/push-devices.ts';
import { createFolderReader } from '../queries/read-folders.ts';
import { createLogReader } from '../queries/read-log.ts';
import { createReplyWriter } from '../queries/replies.ts';
import { createRetentionWriter } from '../queries/retention.ts';
import { createSecretReader, createSecretWriter } from '../queries/secrets.ts';
import { createShopFlowReader, createShopFlowWriter } from '../queries/shop-flows.ts';
import { createShopReader, createShopWriter } from '../queries/shops.ts';
import { createWebhookReader, createWebhookWriter } from '../queries/webhooks.ts';
import { createFolderWriter } from '../queries/write-folders.ts';
import type { Tables } from '../tables.ts';
import { NOW } from './commit-statements.ts';
import { createHeads } from './heads.ts';
import { createSearchReader, createSearchWriter } from './search.ts';
import { CHANGED } from './write-statement.ts';

/** What only asks: each method is one question, or several of which none needs to see what another saw. */
export const createReaders = (db: Kysely<Tables>) => ({
  log: { ...createLogReader(db), heads: createHeads(db) },
  folders: createFolderReader(db),
  jobs: createDeadJobReader(db, clockOf(db)),
  links: createLinkReader(db),
  people: createPeopleReader(db, Date.now),
  accounts: createAccountReader(db, Date.now),
  factors: createFactorReader(db),
  invitations: createInvitationReader(db, Date.now),
  shops: createShopReader(db),
  search: createSearchReader(db),
  listing: createListingReader(db),
  goods: createGoodsReader(db),
  canned: createCannedReader(db),
  shopFlows: createShopFlowReader(db),
  apiKeys: createApiKeyReader(db),
  pushDevices: createPushDeviceReader(db),
  replies: {},
  webhooks: createWebhookReader(db),
  deliveries: createDeliveryReader(db, clockOf(db)),
  identities: createIdentityReader(db),
  secrets: createSecretReader(db),
  keeping: createEraseReader(db),
  retention: {},
});

/** What changes something, besides units and the leases of jobs: each call is a transaction. */
export const createWriters = (db: Kysely<Tables>) => ({
  folders: createFolderWriter(db),
  jobs: createDeadJobWriter(db, clockOf(db)),
  people: createPeopleWriter(db, Date.now),
  accounts: createAccountWriter(db),
  factors: createFactorWriter(db),
  invitations: createInvitationWriter(db, Date.now),
  shops: createShopWriter(db),
  search: createSearchWriter(db),
  listing: createListingWriter(db),
  goods: createGoodsWriter(db),
  canned: createCannedWriter(db),
  shopFlows: createShopFlowWriter(db),
  apiKeys: createApiKeyWriter(db),
  pushDevices: createPushDeviceWriter(db),
  replies: createReplyWriter(db, Date.now),
  webhooks: createWebhookWriter(db, clockOf(db)),
  deliveries: createDeliveryWriter(db, clockOf(db)),
  identities: createIdentityWriter(db),
  secrets: createSecretWriter(db),
  keeping: createEraseWriter(db, () => sql<number>`${sql.raw(CHANGED)}`),
  retention: createRetentionWriter(db),
});

/** Calls that have to see all that others of their kind did before, in whatever process: `port.method` and a number. */
export const ONE_AT_A_TIME: Record<string, number> = { 'deliveries.claim': 5_140_020_252 };

/** The database's clock: one for all processes. */
const clockOf = (db: Kysely<Tables>) => async (): Promise<number> =>
  (await sql<{ now: number }>`select ${sql.raw(NOW)} as now`.execute(db)).rows[0]!.now;
