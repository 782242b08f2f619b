import { type Kysely, sql } from 'kysely';
import { StoreUnusable } from '../errors.ts';
import type { Tables } from '../tables.ts';

const VERSION_AT_LEAST = 140_000;

interface Server {
  version: number;
  name: string;
  encoding: string;
  standby: boolean;
}

/** @throws StoreUnusable when the server is too old, or the database cannot hold or take what customers write */
export async function requireFit(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Server>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby`.execute(db);
  const { version, name, encoding, standby } = rows[0]!;
  if (version < VERSION_AT_LEAST) throw new StoreUnusable(`PostgreSQL ${name} is too old: 14 or newer is needed.`);
  if (encoding !== 'UTF8') throw new StoreUnusable(`The database is encoded in ${encoding}: UTF8 is needed.`);
  if (standby) throw new StoreUnusable('The database is a standby, which cannot be written.');
}
