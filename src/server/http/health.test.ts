import { describe, expect, it } from 'vitest';
import { createReadiness } from './readiness.ts';
import { serveApp } from './testing/serve-app.ts';

describe('health', () => {
  it('[OP1] tells a live process from a ready one', async () => {
    let reachable = true;
    let draining = false;
    const readiness = createReadiness({
      parts: {
        store: async () => {
          if (!reachable) throw new Error('/var/lib/shopbell.db is gone');
          return { is: 'ok', ready: true };
        },
      },
      draining: () => draining,
      logger: { info: () => {}, warn: () => {} },
      everyMs: 0,
    });
    const server = await serveApp({ readiness });
    const status = async (path: string) => (await server.ask(path)).status;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
    reachable = false;
    const unready = await server.ask('/readyz');
    expect(unready.status).toBe(503);
    expect(unready.headers.get('cache-control')).toBe('no-store');
    expect(await unready.json()).toEqual({ status: 'not_ready', store: 'unreachable', draining: false });
    reachable = true;
    draining = true;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
    await server.stop();
  });

  it('[OP2] shows measurements to this machine alone while there is no token', async () => {
    const server = await serveApp();
    await server.ask('/demo/?q=private-words');
    const response = await server.ask('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toMatch(/shopbell_http_request_seconds_count\{method="GET",route="\/demo\/\*",status="200"\} 1/);
    expect(text).toContain('shopbell_info{version="1.2.3"} 1');
    expect(text).not.toContain('private-words');
    const proxied = await server.ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(proxied.status).toBe(403);
    await server.stop();
  });

  it('[OP2] shows measurements to whoever holds the token', async () => {
    const server = await serveApp({ metricsToken: 'a-long-token' });
    const status = async (authorization?: string) =>
      (await server.ask('/metrics', { headers: authorization ? { authorization } : {} })).status;
    expect(await status()).toBe(401);
    expect(await status('Bearer a-long-tokeN')).toBe(401);
    expect(await status('Bearer a-long-token')).toBe(200);
    await server.stop();
  });

  it('[OP3] keeps query strings, ids and addresses out of the log', async () => {
    const server = await serveApp();
    const cookie = await server.signIn('ann@oak.test');
    await server.ask('/api/v1/conversations/c_secret1234567890?query=private-words', { headers: { cookie } });
    const lines = server.logged.join('');
    expect(lines).toContain('"route":"/api/v1/conversations/:id"');
    expect(lines).not.toMatch(/private-words|c_secret|127\.0\.0\.1|shopbell_session|ann@/);
    await server.stop();
  });
});
