import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { startS3Server } from '../files/testing/s3-server.ts';
import { findInstallation } from '../installation.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { startRedis } from '../testing/start-redis.ts';
import type { CliParts } from './command.ts';
import { CHECKS } from './doctor-checks.ts';

const dir = mkdtempSync(join(tmpdir(), 'shopbell-doctor-'));
beforeAll(() => chmodSync(dir, 0o700));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What one check says, or has thrown. */
async function check(name: string, env: Record<string, string> = {}): Promise<string> {
  const config = readConfig({ DATA_DIR: dir, ...env });
  const openStore = () => createSqliteStore({ file: config.database.kind === 'sqlite' ? config.database.file : '' });
  const parts = { env, print: () => {}, readInput: async () => '', openStore } as unknown as CliParts;
  return CHECKS[name]!(parts, config, findInstallation()).catch((error: Error) => `wrong: ${error.message}`);
}

describe('shopbell doctor', { timeout: 60_000 }, () => {
  it('[BK7] finds room on the disk, a clock that is right, and files that can be written', async () => {
    expect(await check('disk space')).toMatch(/^\d+ MiB free$/);
    expect(await check('clock')).toMatch(/^\d{4}-/);
    expect(await check('files')).toContain('can be written');
    expect(await check('store')).toContain('answers');
  });

  it('[BK7] finds data that others can read', async () => {
    expect(await check('secrets')).toBe('readable by their owner alone');
    chmodSync(dir, 0o755);
    expect(await check('secrets')).toBe(`wrong: others can read ${dir}: chmod go= ${dir}`);
    chmodSync(dir, 0o700);
  });

  it('[BK7] asks a bucket, and shows no secret when it refuses', async () => {
    const server = await startS3Server();
    const { endpoint, bucket, accessKey } = server.location;
    const url = (secret: string): string =>
      `s3://${accessKey}:${encodeURIComponent(secret)}@${endpoint.slice('http://'.length)}/${bucket}?region=eu-west-3&tls=false`;
    expect(await check('files', { FILES_URL: url(server.location.secretKey) })).toBe(
      `the bucket "${bucket}" can be written`,
    );
    const refused = await check('files', { FILES_URL: url('not-the-secret') });
    expect(refused).toContain('wrong: The bucket "chat-files"');
    expect(refused).not.toContain('not-the-secret');
    await server.stop();
  });

  it('[BK7] asks the mail server', async () => {
    const server = new SMTPServer({ disabledCommands: ['AUTH', 'STARTTLS'] });
    await new Promise<void>((resolve) => server.listen(21_850, '127.0.0.1', resolve));
    expect(await check('email', { SMTP_URL: 'smtp://127.0.0.1:21850' })).toContain('the server answers');
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await check('email', { SMTP_URL: 'smtp://127.0.0.1:21850' })).toContain('ECONNREFUSED');
    expect(await check('email')).toContain('not sent');
  });

  it('[BK7] asks Redis, and compares the clocks', async () => {
    const redis = await startRedis();
    expect(await check('redis', { REDIS_URL: redis.url })).toBe('answers');
    expect(await check('clock', { REDIS_URL: redis.url })).toMatch(/ms off that of Redis$/);
    await redis.stop();
    expect(await check('redis', { REDIS_URL: redis.url })).toMatch(/^wrong: Redis does not answer/);
  });

  it.each([
    [{}, 'as each request names it'],
    [{ NODE_ENV: 'production' }, 'wrong: PUBLIC_URL is not set'],
    [{ NODE_ENV: 'production', PUBLIC_URL: 'http://chat.oak.example' }, 'shops need https'],
    [{ NODE_ENV: 'production', PUBLIC_URL: 'https://chat.oak.example' }, 'https://chat.oak.example'],
  ])('[BK7] with %j says of the address: %s', async (env, says) => {
    expect(await check('address', env)).toContain(says);
  });
});
