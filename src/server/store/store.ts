import type { Folders } from './folders.ts';
import type { Jobs } from './jobs.ts';
import type { Links } from './links.ts';
import type { Log } from './log.ts';
import type { People } from './people.ts';
import type { Search } from './search.ts';
import type { Shops } from './shops.ts';

/** One store behind seven small ports. Adapters: `sqlite/`; every adapter passes the `*.contract.ts` suites. */
export interface Store {
  log: Log;
  folders: Folders;
  jobs: Jobs;
  links: Links;
  people: People;
  shops: Shops;
  search: Search;
  /** Resolves when the store answers; rejects with the reason when it does not. */
  ping(): Promise<void>;
  /** Finishes what is under way, then frees every worker and file. */
  close(): Promise<void>;
}
