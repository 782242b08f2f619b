import type { DatabaseSync } from 'node:sqlite';
import { steadyNow } from '../../steady-now.ts';
import { createAccountWriter } from '../queries/accounts.ts';
import { createApiKeyWriter } from '../queries/api-keys.ts';
import { createCannedWriter } from '../queries/canned.ts';
import { countChange } from '../queries/count-change.ts';
import { createDeadJobWriter } from '../queries/dead-jobs.ts';
import { createDeliveryWriter } from '../queries/deliveries.ts';
import { createEraseWriter } from '../queries/erase.ts';
import { createFactorWriter } from '../queries/factors.ts';
import { createGoodsWriter } from '../queries/goods.ts';
import { createIdentityWriter } from '../queries/identities.ts';
import { createInvitationWriter } from '../queries/invitations.ts';
import { createListingWriter } from '../queries/listing.ts';
import { createPeopleWriter } from '../queries/people.ts';
import { createPushDeviceWriter } from '../queries/push-devices.ts';
import { createReplyWriter } from '../queries/replies.ts';
import { createRetentionWriter } from '../queries/retention.ts';
import { createSecretWriter } from '../queries/secrets.ts';
import { createShopFlowWriter } from '../queries/shop-flows.ts';
import { createShopWriter } from '../queries/shops.ts';
import { createWebhookWriter } from '../queries/webhooks.ts';
import { createFolderWriter } from '../queries/write-folders.ts';
import { bringUpToDate, type Changes } from './bring-up-to-date.ts';
import { createCommit } from './commit.ts';
import { createQueries } from './dialect.ts';
import { createJobsWriter } from './jobs-writer.ts';
import type { Pulse, WriterPorts } from './ports.ts';
import { createSearchWriter } from './search.ts';

/** Brings the database to today's form and gives the writing ports on it, and what was changed for that. */
export async function openWriter(db: DatabaseSync, file: string): Promise<{ ports: WriterPorts; changes: Changes }> {
  const queries = createQueries(db);
  const changes = await bringUpToDate(db, queries, file);
  const commit = createCommit(db, steadyNow);
  const ports: WriterPorts = {
    log: { commit: async (units) => commit(units) },
    folders: createFolderWriter(queries),
    jobs: { ...createJobsWriter(db, steadyNow), ...createDeadJobWriter(queries, steadyNow) },
    links: {},
    people: createPeopleWriter(queries, Date.now),
    accounts: createAccountWriter(queries),
    factors: createFactorWriter(queries),
    invitations: createInvitationWriter(queries, Date.now),
    shops: createShopWriter(queries),
    search: createSearchWriter(db),
    listing: createListingWriter(queries),
    goods: createGoodsWriter(queries),
    canned: createCannedWriter(queries),
    shopFlows: createShopFlowWriter(queries),
    apiKeys: createApiKeyWriter(queries),
    pushDevices: createPushDeviceWriter(queries),
    replies: createReplyWriter(queries, Date.now),
    webhooks: createWebhookWriter(queries, steadyNow),
    deliveries: createDeliveryWriter(queries, steadyNow),
    identities: createIdentityWriter(queries),
    secrets: createSecretWriter(queries),
    keeping: createEraseWriter(queries, () => countChange(queries)),
    retention: createRetentionWriter(queries),
    pulse: createPulse(db),
  };
  return { ports, changes };
}

/** Proves that the database answers. */
export function createPulse(db: DatabaseSync): Pulse {
  const question = db.prepare('select value from meta where key = ?');
  return {
    async ping() {
      question.get('epoch');
    },
  };
}
