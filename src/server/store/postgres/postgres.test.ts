import { afterAll, beforeAll } from 'vitest';
import { type PostgresServer, startPostgres } from '../../testing/start-postgres.ts';
import type { OpenStore } from '../fixtures.contract.ts';
import { storeContract } from '../store.contract.ts';
import { createPostgresStore } from './create-postgres-store.ts';

let server: PostgresServer;
beforeAll(async () => {
  // Suites that expect each change to be told just once are not to meet a vacuum of the server's own.
  server = await startPostgres({ settings: { autovacuum: 'off', fsync: 'off' } });
}, 60_000);
afterAll(() => server.stop());

const open: OpenStore = async () => createPostgresStore({ url: await server.url() });
storeContract('PostgreSQL', open);
