import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serveApp();
});
afterAll(() => server.stop());

/** `fetch` tidies paths up before it sends them; an attacker does not. */
const rawStatus = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    rawRequest({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe('the loader', () => {
  it('[HT4] carries the settings of the shop that its address names, safe inside any script', async () => {
    const response = await server.ask('/shopbell.js?shop=oak');
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toMatch(/max-age=300\b/);
    const code = await response.text();
    expect(code).not.toContain('</script>');
    const settings = JSON.parse(/^start\(Object\((.*)\)\);$/.exec(code)![1]!);
    expect(settings).toMatchObject({
      shop: 'oak',
      name: 'Oak </script> & Co',
      locale: 'en',
      strings: { open: 'Open chat', unreadOne: '{n} unread message' },
    });
    expect(settings.teaser).not.toBe('');
    expect(settings.appearance.accent).toBe('#1f5b4c');
  });

  it.each(['/shopbell.js', '/shopbell.js?shop=nobody', '/shopbell.js?shop=%00'])(
    '[HT4] comes plain at %s',
    async (path) => {
      const response = await server.ask(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('start(Object("__SHOPBELL_SETTINGS__"));');
    },
  );

  it('[HT4] is not sent again to who has it', async () => {
    const first = await server.ask('/shopbell.js?shop=oak');
    const again = await server.ask('/shopbell.js?shop=oak', {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
    const other = await server.ask('/shopbell.js?shop=elm', {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect(other.status).toBe(200);
  });
});

describe('public settings', () => {
  const settings = async (query: string) => (await server.ask(`/api/v1/shops/oak/widget${query}`)).json();

  it('[HT5] speak the language of the page, else the shop’s, else English', async () => {
    expect(await settings('?locale=fr-CA&country=ca')).toMatchObject({ locale: 'fr-CA', strings: { open: 'Ouvrir' } });
    expect(await settings('?locale=tlh')).toMatchObject({ locale: 'en', strings: { open: 'Open chat' } });
    expect(await settings('?locale=%3Cscript&country=nowhere')).toMatchObject({ locale: 'en' });
  });

  it('[HT5] may be read and kept by any page', async () => {
    const response = await server.ask('/api/v1/shops/oak/widget');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toMatch(/public, max-age=\d+/);
    expect(response.headers.get('etag')).toBeTruthy();
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('[HT5] of an unknown shop are a problem that the page can read', async () => {
    const response = await server.ask('/api/v1/shops/nobody/widget');
    expect(response.status).toBe(404);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({ code: 'unknown_shop' });
  });
});

describe('versions', () => {
  it('[HT6] never change, and come compressed', async () => {
    const response = await server.ask('/v/1.2.3/widget.js', { headers: { 'accept-encoding': 'br' } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'access-control-allow-origin': '*',
      vary: 'accept-encoding',
    });
    expect(await response.text()).toMatch(/^export const mount = 1;/);
  });

  it.each(['/v/1.2.2/widget.js', '/v/1.2.3/none.js', '/v/latest/widget.js', '/v/1.2.3/', '/v/1.2.3/locales'])(
    '[HT6] have nothing at %s',
    async (path) => {
      expect((await server.ask(path)).status).toBe(404);
    },
  );
});

describe('paths', () => {
  it.each([
    '/v/1.2.3/../../secret.html',
    '/v/1.2.3/..%2f..%2fsecret.html',
    '/v/1.2.3/%2e%2e/%2e%2e/secret.html',
    '/v/1.2.3/..%5c..%5csecret.html',
    '/v/../secret.html',
    '/v/%2e%2e/secret.html',
    '/demo/../secret.html',
    '/demo/..%2fsecret.html',
    '/demo/%2e%2e%2fsecret.html',
    '/demo/.hidden.html',
    '/demo//../secret.html',
    '/demo/%00index.html',
    '/demo/%',
    '/inbox/..%2fsecret.html',
    '/inbox/assets/..%2f..%2fsecret.html',
    '/nothing',
  ])('[HT7] never leave their folder: %s', async (path) => {
    expect([400, 404]).toContain(await rawStatus(path));
  });
});

describe('pages', () => {
  it('[HT8] run the strict demo under a policy with a fresh nonce', async () => {
    const [one, two] = await Promise.all([server.ask('/demo/csp/'), server.ask('/demo/csp/')]);
    const policy = one.headers.get('content-security-policy')!;
    const nonce = /'nonce-([\w-]{22})'/.exec(policy)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'none'");
    expect(policy).toContain("'strict-dynamic'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(await one.text()).toContain(`nonce="${nonce}"`);
    expect(two.headers.get('content-security-policy')).not.toBe(policy);
    expect(one.headers.get('cache-control')).toBe('no-store');
  });

  it('[HT8] are the app for each of its views, under a policy without inline code', async () => {
    for (const path of ['/inbox/', '/inbox/conversations/c_1']) {
      const response = await server.ask(path);
      expect(await response.text()).toContain('<title>Inbox</title>');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(response.headers.get('content-security-policy')).not.toContain('unsafe-inline');
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
    expect((await server.ask('/inbox/assets/app-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    expect((await server.ask('/inbox/assets/gone.js')).status).toBe(404);
  });

  it('[HT8] lead from the bare address to the demo shop', async () => {
    const response = await server.ask('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/demo/']);
    expect(await (await server.ask('/demo/')).text()).toContain('<title>Shop</title>');
    expect(await (await server.ask('/demo/spa/')).text()).toContain('<title>Single page</title>');
  });

  it('[HT9] show the chat alone, framed only by the shop’s own pages', async () => {
    const response = await server.ask('/chat?shop=oak&locale=fr&prefill=%22%3E%3Cscript%3E');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("frame-ancestors 'self' https://oak.example;");
    const html = await response.text();
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<title>Oak &#60;/script&#62; &#38; Co</title>');
    expect(html).toContain('data-page src="/shopbell.js?shop=oak&#38;locale=fr"');
    expect(html).not.toContain('prefill');
    expect(html).toContain(`nonce="${/'nonce-([\w-]+)'/.exec(policy)![1]}"`);
  });

  it.each(['clientId=7', 'clientToken=abc', 'client_id=7', 'client-token=abc', 'CLIENTID=7'])(
    '[HT9] refuse what proves a person in an address: %s',
    async (query) => {
      const response = await server.ask(`/chat?shop=oak&${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid' });
    },
  );

  it.each(['/demo/', '/inbox/', '/chat', '/shopbell.js', '/api/v1/session', '/healthz', '/nothing'])(
    '[HT10] carry the headers that keep browsers careful: %s',
    async (path) => {
      const { headers } = await server.ask(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBeTruthy();
      expect(headers.get('referrer-policy')).toBeTruthy();
      expect(headers.get('permissions-policy')).toContain('camera=()');
    },
  );
});
