import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../protocol/limits.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
afterEach(() => server.stop());

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('requests of one address', () => {
  it('[RL13] are refused beyond its share as too_fast with the time to wait, and nobody else with them', async () => {
    const limits = { ...LIMITS, commandBurst: 4, commandsPerSecond: 0.5, connectionsPerPrefix: 2 };
    server = await serveApp({ limits, trustedProxies: 1 });
    const path = '/api/v1/shops/oak/widget';
    for (let n = 0; n < 8; n++) expect((await server.ask(path, from('203.0.113.7'))).status).toBe(200);
    const refused = await server.ask(path, from('203.0.113.7'));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({ code: 'too_fast' });
    expect((await server.ask(path, from('203.0.113.8'))).status).toBe(200);
    // Machines of the operator may look as often as they like.
    for (const asked of ['/healthz', '/readyz']) {
      expect((await server.ask(asked, from('203.0.113.7'))).status).toBe(200);
    }
    expect(server.logged.join('')).not.toContain('203.0.113');
  });

  it('[RL13] that change something are counted apart and closer', async () => {
    const limits = { ...LIMITS, commandBurst: 8, commandsPerSecond: 0.1, connectionsPerPrefix: 1 };
    server = await serveApp({ limits, trustedProxies: 1 });
    const post = async () => (await server.ask('/api/v1/session', { method: 'POST', ...from('203.0.113.7') })).status;
    expect([await post(), await post()].includes(429)).toBe(false);
    expect(await post()).toBe(429);
    expect((await server.ask('/api/v1/shops/oak/widget', from('203.0.113.7'))).status).toBe(200);
  });
});
