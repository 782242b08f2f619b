import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVER } from '../store/secrets.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { runCli } from '../testing/run-cli.ts';

let env: { DATA_DIR: string };
beforeAll(async () => {
  env = { DATA_DIR: await mkdtemp(join(tmpdir(), 'shopbell-secrets-')) };
  await runCli(['shop', 'add', 'oak', '--name', 'Oak', '--origin', 'https://oak.example'], env);
}, 30_000);
afterAll(() => rm(env.DATA_DIR, { recursive: true }));

const stored = async (owner: string): Promise<string[]> => {
  const store = await createSqliteStore({ file: join(env.DATA_DIR, 'shopbell.db') });
  const secrets = await store.secrets.list(owner);
  await store.close();
  return secrets.map(({ secret }) => secret);
};

describe('secrets on the command line', { timeout: 60_000 }, () => {
  it('[ID38] prints the secret of a shop and nothing else, the same again, and a new one with --rotate', async () => {
    const command = ['shop', 'secret', '--shop', 'oak'];
    const first = await runCli(command, env);
    expect(first).toMatchObject({ code: 0, errors: [] });
    expect(first.out).toMatch(/^sbi_[\w-]{43}\n$/);
    expect((await runCli(command, env)).out).toBe(first.out);
    const next = await runCli([...command, '--rotate'], env);
    expect(next.out).not.toBe(first.out);
    expect(await stored('oak')).toEqual([next.out.trim(), first.out.trim()]);
    const unknown = await runCli(['shop', 'secret', '--shop', 'elm'], env);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.errors[0]).toContain('no shop "elm"');
  });

  it('[ID39] rotates the server’s secret, and forgets the older ones with --drop', async () => {
    const first = await runCli(['secret', 'rotate'], env);
    expect(first).toMatchObject({ code: 0, errors: [] });
    const [newest, older] = await stored(SERVER);
    expect(older).toBeDefined();
    expect(first.out).not.toContain(newest);
    await runCli(['secret', 'rotate', '--drop'], env);
    const left = await stored(SERVER);
    expect(left).toHaveLength(1);
    expect([newest, older]).not.toContain(left[0]);
  });
});
