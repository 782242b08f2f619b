import type { Accounts } from './accounts.ts';
import type { ApiKeys } from './api-keys.ts';
import type { CannedResponses } from './canned.ts';
import type { Factors } from './factors.ts';
import type { Folders } from './folders.ts';
import type { Goods } from './goods.ts';
import type { Identities } from './identities.ts';
import type { Invitations } from './invitations.ts';
import type { Jobs } from './jobs.ts';
import type { Keeping, Retention } from './keeping.ts';
import type { Links } from './links.ts';
import type { Listing } from './listing.ts';
import type { Log } from './log.ts';
import type { People } from './people.ts';
import type { PushDevices } from './push-devices.ts';
import type { Replies } from './replies.ts';
import type { Search } from './search.ts';
import type { Secrets } from './secrets.ts';
import type { ShopFlows } from './shop-flows.ts';
import type { Shops } from './shops.ts';
import type { Deliveries, Webhooks } from './webhooks.ts';

/** One store behind many small ports. Adapters: `sqlite/`, `postgres/`; both pass `store.contract.ts`, the suites of all ports. */
export interface Store {
  log: Log;
  folders: Folders;
  jobs: Jobs;
  links: Links;
  people: People;
  accounts: Accounts;
  factors: Factors;
  invitations: Invitations;
  shops: Shops;
  search: Search;
  listing: Listing;
  goods: Goods;
  canned: CannedResponses;
  shopFlows: ShopFlows;
  apiKeys: ApiKeys;
  replies: Replies;
  pushDevices: PushDevices;
  webhooks: Webhooks;
  deliveries: Deliveries;
  identities: Identities;
  secrets: Secrets;
  keeping: Keeping;
  retention: Retention;
  /** Resolves when the store answers; rejects with the reason when it does not. */
  ping(): Promise<void>;
  /** Finishes what is under way, then frees every worker and file. */
  close(): Promise<void>;
}
