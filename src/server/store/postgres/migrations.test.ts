import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../testing/start-postgres.ts';
import { migrate } from '../migrations/migrate.ts';
import { type BareDatabase, migrationsContract } from '../migrations/migrations.contract.ts';
import { connectForMigrations } from './connect.ts';
import { createPostgresStore, POSTGRES_STEPS } from './create-postgres-store.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ settings: { autovacuum: 'off', fsync: 'off' } });
}, 60_000);
afterAll(() => server.stop());

migrationsContract('PostgreSQL', POSTGRES_STEPS, async (): Promise<BareDatabase> => {
  const url = await server.url();
  const queries = connectForMigrations(url);
  return {
    queries,
    bringUpToDate: (steps) => migrate(queries, steps),
    open: async () => {
      await queries.destroy();
      return createPostgresStore({ url });
    },
  };
});

describe('an empty PostgreSQL database', () => {
  it('[PG23] is made by one of several processes that start at once', async () => {
    const url = await server.url();
    const stores = await Promise.all([1, 2, 3, 4].map(() => createPostgresStore({ url })));
    const epochs = await Promise.all(stores.map((store) => store.log.epoch()));
    expect(new Set(epochs).size).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });
});
