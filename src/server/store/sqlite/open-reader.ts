import type { DatabaseSync } from 'node:sqlite';
import { createAccountReader } from '../queries/accounts.ts';
import { createApiKeyReader } from '../queries/api-keys.ts';
import { createCannedReader } from '../queries/canned.ts';
import { createDeadJobReader } from '../queries/dead-jobs.ts';
import { createDeliveryReader } from '../queries/deliveries.ts';
import { createEraseReader } from '../queries/erase.ts';
import { createFactorReader } from '../queries/factors.ts';
import { createGoodsReader } from '../queries/goods.ts';
import { createIdentityReader } from '../queries/identities.ts';
import { createInvitationReader } from '../queries/invitations.ts';
import { createLinkReader } from '../queries/links.ts';
import { createListingReader } from '../queries/listing.ts';
import { createPeopleReader } from '../queries/people.ts';
import { createPushDeviceReader } from '../queries/push-devices.ts';
import { createFolderReader } from '../queries/read-folders.ts';
import { createLogReader } from '../queries/read-log.ts';
import { createSecretReader } from '../queries/secrets.ts';
import { createShopFlowReader } from '../queries/shop-flows.ts';
import { createShopReader } from '../queries/shops.ts';
import { createWebhookReader } from '../queries/webhooks.ts';
import { createQueries } from './dialect.ts';
import { createPulse } from './open-writer.ts';
import type { ReaderPorts } from './ports.ts';
import { createSearchReader } from './search.ts';

/** The reading ports on a database that the writer has brought to today's form. */
export function openReader(db: DatabaseSync): ReaderPorts {
  const queries = createQueries(db);
  return {
    log: createLogReader(queries),
    folders: createFolderReader(queries),
    jobs: createDeadJobReader(queries, Date.now),
    links: createLinkReader(queries),
    people: createPeopleReader(queries, Date.now),
    accounts: createAccountReader(queries, Date.now),
    factors: createFactorReader(queries),
    invitations: createInvitationReader(queries, Date.now),
    shops: createShopReader(queries),
    search: createSearchReader(db),
    listing: createListingReader(queries),
    goods: createGoodsReader(queries),
    canned: createCannedReader(queries),
    shopFlows: createShopFlowReader(queries),
    apiKeys: createApiKeyReader(queries),
    pushDevices: createPushDeviceReader(queries),
    replies: {},
    webhooks: createWebhookReader(queries),
    deliveries: createDeliveryReader(queries, Date.now),
    identities: createIdentityReader(queries),
    secrets: createSecretReader(queries),
    keeping: createEraseReader(queries),
    retention: {},
    pulse: createPulse(db),
  };
}
