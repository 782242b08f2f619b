import type { Hono } from 'hono';
import * as v from 'valibot';
import type { ShopSettings } from '../settings/shop-settings.ts';
import { bodyOf, cachedResponse } from './cached-response.ts';
import type { Env } from './env.ts';
import { FOR_PAGES } from './for-pages.ts';
import { problemResponse, refuse } from './problem.ts';
import type { StaticFolder } from './static-folder.ts';
import { Visit } from './widget-settings.ts';

/** The place in the built loader that the settings go to; a minifier chooses the quotes. */
const PLACEHOLDER = /(["'`])__SHOPBELL_SETTINGS__\1/;
const CACHE = 'public, max-age=300, stale-while-revalidate=86400';

/**
 * `GET /shopbell.js`: the newest loader. With `?shop=` that shop's launcher settings are inside, so that a page needs one
 * request; for a shop that nobody knows it comes without, and says so in the page's console.
 */
export function mountLoader(app: Hono<Env>, { dist, settings }: { dist: StaticFolder; settings: ShopSettings }): void {
  app.get('/shopbell.js', async (c) => {
    const loader = await dist.read('shopbell.js');
    if (!loader) return problemResponse(c, refuse('not_found', { detail: 'dist/shopbell.js is not built.' }));
    const headers = { 'cache-control': CACHE, ...FOR_PAGES };
    const shop = c.req.query('shop');
    const launcher = shop ? await settings.launcher(shop, v.parse(Visit, c.req.query())) : undefined;
    if (!launcher) return cachedResponse(c.req.raw, loader, headers);
    const code = new TextDecoder().decode(loader.bytes).replace(PLACEHOLDER, () => scriptLiteral(launcher));
    return cachedResponse(c.req.raw, bodyOf(code, loader.type), headers);
  });
}

/** JSON as an expression of any script, even one that somebody pastes into a page. */
const scriptLiteral = (value: unknown): string =>
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
