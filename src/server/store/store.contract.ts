import { accountsContract } from './accounts.contract.ts';
import { apiKeysContract } from './api-keys.contract.ts';
import type { OpenStore } from './fixtures.contract.ts';
import { foldersContract } from './folders.contract.ts';
import { identitiesContract } from './identities.contract.ts';
import { jobsContract } from './jobs.contract.ts';
import { keepingContract } from './keeping.contract.ts';
import { linksContract } from './links.contract.ts';
import { listingContract } from './listing.contract.ts';
import { logContract } from './log.contract.ts';
import { peopleContract } from './people.contract.ts';
import { pushDevicesContract } from './push-devices.contract.ts';
import { repliesContract } from './replies.contract.ts';
import { restContentsContract } from './rest-contents.contract.ts';
import { retentionContract } from './retention.contract.ts';
import { searchContract } from './search.contract.ts';
import { shopsContract } from './shops.contract.ts';
import { webhooksContract } from './webhooks.contract.ts';

/** All suites of the store's ports: every store runs every one of them. */
export function storeContract(name: string, open: OpenStore): void {
  logContract(name, open);
  linksContract(name, open);
  keepingContract(name, open);
  retentionContract(name, open);
  jobsContract(name, open);
  peopleContract(name, open);
  accountsContract(name, open);
  foldersContract(name, open);
  shopsContract(name, open);
  searchContract(name, open);
  apiKeysContract(name, open);
  pushDevicesContract(name, open);
  repliesContract(name, open);
  restContentsContract(name, open);
  listingContract(name, open);
  identitiesContract(name, open);
  webhooksContract(name, open);
}
