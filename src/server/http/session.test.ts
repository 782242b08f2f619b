import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../protocol/error-codes.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serveApp();
});
afterAll(() => server.stop());

const JSON_HEADERS = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  server.ask('/api/v1/session', {
    method: 'POST',
    headers: { ...JSON_HEADERS, origin: server.origin, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const RIGHT = { email: 'ann@oak.test', password: 'correct horse' };

describe('signing in', () => {
  it('[AU1] sets a cookie that scripts cannot read and other sites cannot send along', async () => {
    const response = await post(RIGHT);
    expect(response.status).toBe(200);
    const flags = response.headers.get('set-cookie')!.split('; ');
    expect(flags[0]).toMatch(/^shopbell_session=[\w-]{43}$/);
    expect(flags).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax', 'Max-Age=2592000']));
    expect(flags).not.toContain('Secure');
    expect(await response.json()).toEqual({
      agent: { id: 'a_ann', name: 'Ann Oak', email: 'ann@oak.test', role: 'agent', permissions: ['chat'] },
      shop: { id: 'oak', name: 'Oak </script> & Co' },
    });
  });

  it('[AU1] asks for https where the world sees https', async () => {
    const behind = await serveApp({ trustedProxies: 1 });
    const response = await behind.ask('/api/v1/session', {
      method: 'POST',
      headers: {
        ...JSON_HEADERS,
        origin: 'https://chat.oak.example',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'chat.oak.example',
      },
      body: JSON.stringify(RIGHT),
    });
    expect(response.status).toBe(200);
    // This name binds the cookie to the very host: no sibling of it can plant one.
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-shopbell_session=[\w-]{43}; .*; Secure/);
    const secret = /=([\w-]{43})/.exec(response.headers.get('set-cookie')!)![1]!;
    const seenWith = async (cookie: string): Promise<number> => {
      const headers = { cookie, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'chat.oak.example' };
      return (await behind.ask('/api/v1/session', { headers })).status;
    };
    expect(await seenWith(`__Host-shopbell_session=${secret}`)).toBe(200);
    expect(await seenWith(`shopbell_session=${secret}`)).toBe(204);
    await behind.stop();
  });

  it('[AU2] tells neither whether an address is known nor what was typed', async () => {
    const wrong = await post({ ...RIGHT, password: 'guess-of-mine' });
    const unknown = await post({ email: 'nobody@oak.test', password: 'guess-of-mine' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const problem = await wrong.json();
    expect(problem).toEqual(await unknown.json());
    expect(problem).toMatchObject({ code: 'wrong_password', status: 401 });
    expect(wrong.headers.get('content-type')).toBe('application/problem+json');
    expect(wrong.headers.get('set-cookie')).toBeNull();
    const lines = server.logged.join('');
    expect(lines).toContain('sign-in refused');
    expect(lines).not.toMatch(/guess-of-mine|nobody@|ann@|correct horse/);
  });

  it('[AU3] says who is signed in, and nothing any more after signing out', async () => {
    const cookie = await server.signIn('ann@oak.test');
    const me = await server.ask('/api/v1/session', { headers: { cookie } });
    expect(await me.json()).toMatchObject({ agent: { id: 'a_ann' } });
    const out = await server.ask('/api/v1/session', { method: 'DELETE', headers: { cookie, origin: server.origin } });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^shopbell_session=; Max-Age=0/);
    // The inbox asks who is there before anybody has signed in: nobody is no error in a page's console.
    expect((await server.ask('/api/v1/session', { headers: { cookie } })).status).toBe(204);
    const agents = await server.ask('/api/v1/agents', { headers: { cookie } });
    expect([agents.status, await agents.json()]).toMatchObject([401, { code: 'unauthorised' }]);
  });

  it('[AU4] keeps a team to its own shop and to what its permissions allow', async () => {
    const reporter = await server.signIn('rep@oak.test');
    const refused = await server.ask('/api/v1/conversations', { headers: { cookie: reporter } });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'forbidden' });
    const other = await server.signIn('elm@oak.test');
    const agents = await (await server.ask('/api/v1/agents', { headers: { cookie: other } })).json();
    expect(agents.agents.map(({ id }: { id: string }) => id)).toEqual(['a_elm']);
  });

  it('[AU5] slows down who guesses', async () => {
    const guessed = await serveApp();
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let n = 0; n < 6; n++) {
      last = await guessed.ask('/api/v1/session', {
        method: 'POST',
        headers: { ...JSON_HEADERS, origin: guessed.origin },
        body: JSON.stringify({ email: 'ann@oak.test', password: `guess-${n}` }),
      });
      statuses.push(last.status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    const { code, retryAfterMs } = await last!.json();
    expect(code).toBe('too_fast');
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(1000);
    await guessed.stop();
  });
});

describe('requests that change something', () => {
  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['no page at all', { origin: 'null' }],
    ['a sibling site, by fetch metadata', { 'sec-fetch-site': 'same-site' }],
    ['another scheme', { origin: 'https://127.0.0.1' }],
  ])('[AU6] are refused from %s', async (_from, headers) => {
    const response = await post(RIGHT, headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'wrong_origin' });
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('[AU6] are refused as forms, which need no permission to come from elsewhere', async () => {
    const response = await server.ask('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(RIGHT),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'wrong_origin' });
  });

  it('[AU6] may come from a program, which names no origin', async () => {
    const response = await server.ask('/api/v1/session', {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify(RIGHT),
    });
    expect(response.status).toBe(200);
  });
});

describe('refusals', () => {
  it.each(['/nothing', '/api/v1/nothing', '/api/v1/conversations', '/files/oak/f_0'])(
    '[HT1] are problems with a code, never kept by a cache: %s',
    async (path) => {
      const response = await server.ask(path);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const { type, title, status, code } = await response.json();
      expect({ type, status }).toEqual({ type: 'about:blank', status: response.status });
      expect(ERROR_CODES[code as ErrorCode]).toMatchObject({ status, message: title });
    },
  );

  it('[HT1] of our own making say nothing of their cause', async () => {
    const broken = await serveApp({
      settings: {
        launcher: async () => Promise.reject(new Error('password of the database')),
        panel: async () => undefined,
      },
    });
    const response = await broken.ask('/api/v1/shops/oak/widget');
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'server_error' });
    expect(JSON.stringify(await (await broken.ask('/api/v1/shops/oak/widget')).json())).not.toContain('password');
    expect(broken.logged.join('')).toContain('a request failed');
    await broken.stop();
  });
});

describe('request bodies', () => {
  it.each([
    ['no JSON', '{"email":', 400, 'invalid'],
    ['a missing field', { email: 'ann@oak.test' }, 400, 'invalid'],
    ['too much', { ...RIGHT, more: 'x'.repeat(17_000) }, 413, 'too_large'],
  ])('[HT2] are refused with %s, by code and without an echo', async (_what, body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const problem = await response.json();
    expect(problem).toMatchObject({ code, status });
    expect(JSON.stringify(problem)).not.toContain('ann@oak.test');
  });

  it('[HT2] name the field that is wrong', async () => {
    expect(await (await post({ email: 'ann@oak.test' })).json()).toMatchObject({ detail: 'Wrong: password.' });
  });

  it('[HT2] must be JSON by their type', async () => {
    const response = await post(RIGHT, { 'content-type': 'application/xml' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'unsupported_type' });
  });
});
