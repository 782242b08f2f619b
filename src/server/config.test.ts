import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../protocol/limits.ts';
import { ConfigError, readConfig } from './config.ts';

const message = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('the environment', () => {
  it('[OP4] needs nothing: every variable has a default, and an empty one counts as absent', () => {
    const config = readConfig({ PORT: '', DATA_DIR: '' });
    expect(config).toMatchObject({ port: 8787, host: '127.0.0.1', trustedProxies: 0, logLevel: 'info', mode: 'demo' });
    expect(config.dataDir).toBe(`${process.cwd()}/data`);
    expect(config.database).toEqual({ kind: 'sqlite', file: `${process.cwd()}/data/shopbell.db` });
    expect(config.limits).toEqual(LIMITS);
    expect([config.publicUrl, config.redisUrl, config.smtpUrl, config.metricsToken]).toEqual(Array(4).fill(undefined));
  });

  it('[SR6] lists what webhooks may reach inside, and [MT10] where traces go', () => {
    const listed = readConfig({ WEBHOOK_ALLOW: 'hooks.internal, 10.1.0.0/16,::1' });
    expect(listed.webhookAllow).toEqual(['hooks.internal', '10.1.0.0/16', '::1']);
    expect(message({ WEBHOOK_ALLOW: 'https://hooks.internal/' })).toContain('WEBHOOK_ALLOW');
    expect(message({ WEBHOOK_ALLOW: '10.1.0.0/64' })).toContain('CIDR');
    const traced = readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_TRACES_SAMPLER_ARG: '0.1' });
    expect([traced.otlpEndpoint, traced.traceRatio]).toEqual(['http://localhost:4318', 0.1]);
    const bare = readConfig({});
    expect([bare.webhookAllow, bare.otlpEndpoint, bare.traceRatio]).toEqual([[], undefined, 1]);
    expect(message({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })).toMatch(/OTEL_EXPORTER_OTLP_ENDPOINT.*http/);
    expect(message({ OTEL_TRACES_SAMPLER_ARG: '2' })).toContain('from 0 to 1');
  });

  it('[PU9] names the services that devices are told by', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shopbell-push-'));
    const pem = (type: 'ec' | 'rsa'): string =>
      (type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
      ).privateKey
        .export({ type: 'pkcs8', format: 'pem' })
        .toString();
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const account = { project_id: 'oak-shop', client_email: 'push@oak.example', private_key: pem('rsa') };
    const fcm = await file('fcm.json', JSON.stringify(account));
    const p8 = await file('AuthKey.p8', pem('ec'));
    const { push } = readConfig({
      PUSH_FCM: fcm,
      PUSH_APNS: `ABC123DEFG:DEF123GHIJ:${p8}`,
      PUSH_CONTACT: 'mailto:ops@oak.example',
    });
    expect(push).toMatchObject({
      fcm: { project_id: 'oak-shop', token_uri: 'https://oauth2.googleapis.com/token' },
      apns: { keyId: 'ABC123DEFG', teamId: 'DEF123GHIJ', key: expect.stringContaining('PRIVATE KEY') },
      contact: 'mailto:ops@oak.example',
    });
    expect(readConfig({}).push).toEqual({});
    expect(message({ PUSH_FCM: join(folder, 'none.json') })).toMatch(/^PUSH_FCM .*not shown/);
    expect(message({ PUSH_FCM: p8 })).toContain('PUSH_FCM');
    expect(message({ PUSH_APNS: `ABC123DEFG:DEF123GHIJ:${fcm}` })).toContain('PUSH_APNS');
    expect(message({ PUSH_APNS: p8 })).toContain('PUSH_APNS');
    expect(message({ PUSH_CONTACT: 'ops@oak.example' })).toContain('mailto:');
    await rm(folder, { recursive: true });
  });

  it('[OP4] is read as it is meant', () => {
    const config = readConfig({
      PORT: '9000',
      PUBLIC_URL: 'https://Chat.example.com/',
      TRUST_PROXY: 'true',
      LIMITS: '{"textLength": 500, "connectionsPerPrefix": 1000}',
      DATA_DIR: '/srv/chat',
      DATABASE_URL: 'sqlite:/srv/db/chat.db',
      REDIS_URL: 'rediss://chat:secret@redis.example:6380/2',
      FILES_URL: 'file:///srv/files',
      MAIL_FROM: 'Oak <chat@oak.example>',
      NODE_ENV: 'production',
    });
    expect(config).toMatchObject({
      port: 9000,
      publicUrl: 'https://chat.example.com',
      trustedProxies: 1,
      dataDir: '/srv/chat',
      database: { kind: 'sqlite', file: '/srv/db/chat.db' },
      redisUrl: 'rediss://chat:secret@redis.example:6380/2',
      files: { kind: 'disk', dir: '/srv/files' },
      mailFrom: 'Oak <chat@oak.example>',
      mode: 'production',
    });
    expect(config.limits).toEqual({ ...LIMITS, textLength: 500, connectionsPerPrefix: 1000 });
  });

  it.each(['postgres', 'postgresql'])('[PG1] names a PostgreSQL database by %s://', (scheme) => {
    const url = `${scheme}://chat:secret@db.example:5433/chat?sslmode=verify-full`;
    expect(readConfig({ DATABASE_URL: url }).database).toEqual({ kind: 'postgres', url });
  });

  it.each([
    ['PORT', 'eighty', '65535'],
    ['PORT', '70000', '65535'],
    ['PORT', '-1', '65535'],
    ['HOST', 'a b', '127.0.0.1'],
    ['PUBLIC_URL', 'chat.example.com', 'without a path'],
    ['PUBLIC_URL', 'https://chat.example.com/sub', 'without a path'],
    ['TRUST_PROXY', 'perhaps', 'true, false'],
    ['LIMITS', '{', 'JSON'],
    ['LIMITS', '{"textlength": 5}', 'textLength (1–4000)'],
    ['LIMITS', '{"textLength": 5000}', 'textLength (1–4000)'],
    ['LIMITS', '{"helloTimeoutMs": 1}', 'JSON'],
    ['LIMITS', '{"bufferSoftBytes": 2000000}', 'at most bufferHardBytes'],
    ['MAIL_FROM', 'nobody', 'email address'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn'],
  ])('[OP5] names %s=%s, what it held and what it may hold', (name, value, may) => {
    const line = message({ [name]: value });
    expect(line).toMatch(new RegExp(`^${name} holds `));
    expect(line).toContain(JSON.stringify(value));
    expect(line).toContain(may);
    expect(line).not.toContain('\n');
  });

  it.each([
    ['SMTP_URL', 'http://user:hunter2@mail.example'],
    ['DATABASE_URL', 'mysql://user:hunter2@db.example/chat'],
    ['DATABASE_URL', 'postgres://user:hunter2@db.example'],
    ['FILES_URL', 's3://key:hunter2@bucket'],
    ['METRICS_TOKEN', 'hunter2'],
    ['REDIS_URL', 'http://:hunter2@redis.example'],
    ['REDIS_URL', 'redis://:hunter2@redis.example/shop'],
    ['REDIS_URL', 'redis://:hunter2@redis.example?enableOfflineQueue=true'],
    ['REDIS_URL', 'redis://'],
    ['LLM_URL', 'https://hunter2.example'],
  ])('[OP5] never prints what %s held', (name, value) => {
    expect(message({ [name]: value })).toMatch(new RegExp(`^${name} .*; it may hold `));
    expect(message({ [name]: value })).not.toContain('hunter2');
  });

  it('[OP5] keeps its line a line, whatever a variable held', () => {
    const line = message({ LOG_LEVEL: `a\nb${'x'.repeat(5000)}` });
    expect(line).not.toContain('\n');
    expect(line.length).toBeLessThan(400);
  });
});
