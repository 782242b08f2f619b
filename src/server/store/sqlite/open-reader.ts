import type { DatabaseSync } from 'node:sqlite';
import { createLinkReader } from '../queries/links.ts';
import { createPeopleReader } from '../queries/people.ts';
import { createFolderReader } from '../queries/read-folders.ts';
import { createLogReader } from '../queries/read-log.ts';
import { createShopReader } from '../queries/shops.ts';
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
    jobs: {},
    links: createLinkReader(queries),
    people: createPeopleReader(queries, Date.now),
    shops: createShopReader(queries),
    search: createSearchReader(db),
    pulse: createPulse(db),
  };
}
