import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../testing/start-postgres.ts';
import { begin, started } from '../fixtures.contract.ts';
import { createPostgresBackup } from './backup.ts';
import { createPostgresStore } from './create-postgres-store.ts';

let server: PostgresServer;
const root = mkdtempSync(join(tmpdir(), 'shopbell-pg-backup-'));
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } });
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('a copy of PostgreSQL', { timeout: 60_000 }, () => {
  it('[BK4] is taken and put back by its own tools, into an empty database, with an epoch of its own', async () => {
    const [url, other] = [await server.url(), await server.url()];
    const store = await createPostgresStore({ url });
    const begun = begin();
    const row = await started(store, begun);
    const epoch = await store.log.epoch();
    const folder = join(root, 'copy');
    mkdirSync(folder);
    await createPostgresBackup({ url }).dump(folder);
    await expect(createPostgresBackup({ url }).restore(folder)).rejects.toThrow('holds data');
    await store.close();

    const backup = createPostgresBackup({ url: other });
    expect(await backup.holdsData()).toBe(false);
    await backup.restore(folder);
    expect(await backup.holdsData()).toBe(true);
    const restored = await createPostgresStore({ url: other });
    expect(await restored.log.conversation(begun.shop, begun.conversation)).toEqual(row);
    expect(await restored.log.epoch()).not.toBe(epoch);
    await restored.close();
  });

  it('[BK4] that fails says so in one line, without the password', async () => {
    const url = (await server.url()).replace(/\/[^/]*$/, '/no-such-database');
    const folder = join(root, 'failed');
    mkdirSync(folder);
    const error: unknown = await createPostgresBackup({ url })
      .dump(folder)
      .catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(/^pg_dump for .* has failed: .*no-such-database/);
    expect((error as Error).message).not.toContain(new URL(url).password);
    expect((error as Error).message).not.toContain('\n');
  });
});
