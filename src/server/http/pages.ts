import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { cachedResponse } from './cached-response.ts';
import type { Env } from './env.ts';
import { DEMO, INBOX, strictestPage } from './policies.ts';
import { problemResponse, refuse } from './problem.ts';
import type { StaticFolder } from './static-folder.ts';

/** Asked for at each visit, answered with 304 while nothing changed. */
const FRESH = 'no-cache';
const FOREVER = 'public, max-age=31536000, immutable';
const NONCE = /__NONCE__/g;

/** The demo shop and the team's app. */
export function mountPages(app: Hono<Env>, { demo, inbox }: { demo: StaticFolder; inbox: StaticFolder }): void {
  app.get('/', (c) => c.redirect('/demo/', 302));
  app.get('/demo', (c) => c.redirect('/demo/', 301));
  app.get('/inbox', (c) => c.redirect('/inbox/', 301));

  app.get('/demo/csp/', async (c) => {
    const page = await demo.read('csp/index.html');
    if (!page) return problemResponse(c, refuse('not_found'));
    const nonce = randomBytes(16).toString('base64url');
    return new Response(new TextDecoder().decode(page.bytes).replace(NONCE, nonce), {
      headers: {
        'content-type': page.type,
        'content-security-policy': strictestPage(nonce),
        'cache-control': 'no-store',
      },
    });
  });

  app.get('/demo/*', async (c) => {
    const path = rest(c, '/demo/');
    const found = await demo.read(path === '' || path.endsWith('/') ? `${path}index.html` : path);
    if (!found) return problemResponse(c, refuse('not_found'));
    return cachedResponse(c.req.raw, found, { 'cache-control': FRESH, 'content-security-policy': DEMO });
  });

  app.get('/inbox/*', async (c) => {
    const path = rest(c, '/inbox/');
    const headers = { 'content-security-policy': INBOX, 'referrer-policy': 'no-referrer' };
    const found = path === '' ? undefined : await inbox.read(path);
    if (found) {
      const cache = path.startsWith('assets/') ? FOREVER : FRESH;
      return cachedResponse(c.req.raw, found, { ...headers, 'cache-control': cache });
    }
    // A view of the app has no file: the app itself reads the address. A missing file is missing.
    if (/\.\w+$/.test(path)) return problemResponse(c, refuse('not_found'));
    const page = await inbox.read('index.html');
    if (!page) return problemResponse(c, refuse('not_found', { detail: 'The inbox is not built: npm run build.' }));
    return cachedResponse(c.req.raw, page, { ...headers, 'cache-control': FRESH });
  });
}

/** The decoded path behind a prefix; one that cannot be decoded names no file. */
function rest(c: Context<Env>, prefix: string): string {
  try {
    return decodeURIComponent(new URL(c.req.url).pathname.slice(prefix.length));
  } catch {
    return '\0';
  }
}
