import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { OptionRow } from '../../protocol/option-kinds.ts';
import { OPTION_TABLE } from '../../protocol/option-table.ts';
import type { Shops } from '../store/shops.ts';
import type { Env } from './env.ts';
import { chatPage } from './policies.ts';
import { problemResponse, refuse } from './problem.ts';
import { Visit } from './widget-settings.ts';

const plain = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();
const SECRETS = new Set(
  Object.entries(OPTION_TABLE)
    .filter(([, row]: [string, OptionRow]) => row.secret)
    .map(([name]) => plain(name)),
);

/**
 * `GET /chat`: the chat as a full page, for WebViews and links. The loader reads the options from the page's own address;
 * the ones that prove who somebody is are refused there, since addresses end up in logs and histories.
 */
export function mountChatPage(app: Hono<Env>, shops: Shops): void {
  app.get('/chat', async (c) => {
    const query = c.req.query();
    const secret = Object.keys(query).find((name) => SECRETS.has(plain(name)));
    if (secret)
      return problemResponse(c, refuse('invalid', { detail: `${plainName(secret)} may not stand in an address.` }));
    const shop = await shops.shop(query.shop ?? '');
    const visit = v.parse(Visit, query);
    const nonce = randomBytes(16).toString('base64url');
    const asked = new URLSearchParams({ ...(shop && { shop: shop.id }), ...defined(visit) });
    const page = chatHtml({
      nonce,
      title: shop?.name ?? 'Shopbell',
      lang: visit.locale ?? shop?.locale ?? 'en',
      script: asked.size > 0 ? `/shopbell.js?${asked}` : '/shopbell.js',
    });
    return new Response(page, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': chatPage(nonce, shop?.origins ?? []),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      },
    });
  });
}

const plainName = (name: string): string => name.replace(/[^\w-]/g, '');

const defined = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined));

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** `data-page` tells the loader that the panel is the page. */
function chatHtml(page: { nonce: string; title: string; lang: string; script: string }): string {
  return `<!doctype html>
<html lang="${escaped(page.lang)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>${escaped(page.title)}</title>
    <link rel="icon" href="data:,">
    <script async nonce="${page.nonce}" data-page src="${escaped(page.script)}"></script>
  </head>
  <body></body>
</html>
`;
}
