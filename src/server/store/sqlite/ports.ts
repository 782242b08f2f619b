import type { Folders } from '../folders.ts';
import type { Jobs } from '../jobs.ts';
import type { Links } from '../links.ts';
import type { Log } from '../log.ts';
import type { PeopleReader, PeopleWriter } from '../queries/people.ts';
import type { ShopReader, ShopWriter } from '../queries/shops.ts';
import type { Search } from '../search.ts';

export interface Pulse {
  ping(): Promise<void>;
}

/** What the writer's worker answers for. */
export type WriterPorts = {
  log: Pick<Log, 'commit'>;
  folders: Pick<Folders, 'markRead' | 'addPage'>;
  jobs: Jobs;
  people: PeopleWriter;
  shops: ShopWriter;
  search: Pick<Search, 'index' | 'remove'>;
  pulse: Pulse;
};

/** What the reader's worker answers for. */
export type ReaderPorts = {
  log: Omit<Log, 'commit'>;
  folders: Omit<Folders, 'markRead' | 'addPage'>;
  links: Links;
  people: PeopleReader;
  shops: ShopReader;
  search: Pick<Search, 'find'>;
  pulse: Pulse;
};

/** A database in memory belongs to one worker, which then answers for both. */
export type BothPorts = WriterPorts & ReaderPorts;

/** What a worker is started with. */
export interface WorkerData {
  file: string;
}
