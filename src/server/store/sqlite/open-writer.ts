import type { DatabaseSync } from 'node:sqlite';
import { migrate } from '../migrations/migrate.ts';
import { createPeopleWriter } from '../queries/people.ts';
import { createShopWriter } from '../queries/shops.ts';
import { createFolderWriter } from '../queries/write-folders.ts';
import { createCommit } from './commit.ts';
import { createQueries } from './dialect.ts';
import { createJobsWriter } from './jobs-writer.ts';
import type { Pulse, WriterPorts } from './ports.ts';
import { createSearchWriter } from './search.ts';
import { searchTables } from './search-tables.ts';

/** Brings the database to today's form and gives the writing ports on it, and the names of migrations taken. */
export async function openWriter(db: DatabaseSync): Promise<{ ports: WriterPorts; migrated: string[] }> {
  const queries = createQueries(db);
  const migrated = await migrate(queries, { '0002_search': searchTables });
  const commit = createCommit(db, Date.now);
  const ports: WriterPorts = {
    log: { commit: async (units) => commit(units) },
    folders: createFolderWriter(queries),
    jobs: createJobsWriter(db, Date.now),
    links: {},
    people: createPeopleWriter(queries, Date.now),
    shops: createShopWriter(queries),
    search: createSearchWriter(db),
    pulse: createPulse(db),
  };
  return { ports, migrated };
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
