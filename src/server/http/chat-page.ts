import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { OptionRow } from '../../protocol/option-kinds.ts';
import { OPTION_TABLE } from '../../protocol/option-table.ts';
import type { Shops } from '../store/shops.ts';
import type { Env } from './env.ts';
import { chatPage, isSource } from './policies.ts';
import { problemResponse, refuse } from './problem.ts';
import type { StaticFolder } from './static-folder.ts';
import { Visit } from './widget-settings.ts';

const plain = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();
const SECRETS = new Set(
  Object.entries(OPTION_TABLE)
    .filter(([, row]: [string, OptionRow]) => row.secret)
    .map(([name]) => plain(name)),
);

/** The page's side of the bridge to native apps. It brings the loader, at once or when the app around it has spoken. */
const BRIDGE = 'parts/native.js';

export interface ChatPageParts {
  shops: Shops;
  dist: StaticFolder;
  version: string;
}

/**
 * `GET /chat`: the chat as a full page, for WebViews and links. The loader reads the options from the page's own address;
 * the ones that prove who somebody is are refused there, since addresses end up in logs and histories.
 */
export function mountChatPage(app: Hono<Env>, { shops, dist, version }: ChatPageParts): void {
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
      loader: asked.size > 0 ? `/shopbell.js?${asked}` : '/shopbell.js',
      bridge: { src: `/v/${version}/${BRIDGE}`, hash: await hashOf(dist, BRIDGE) },
      parents: (shop?.origins ?? []).filter(isSource),
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

/** Of a file of this version; undefined before `dist/` is built. */
async function hashOf(dist: StaticFolder, file: string): Promise<string | undefined> {
  const manifest = await dist.read('manifest.json');
  if (!manifest) return undefined;
  const { files } = JSON.parse(new TextDecoder().decode(manifest.bytes)) as { files?: Record<string, string> };
  return files?.[file];
}

interface ChatHtml {
  nonce: string;
  title: string;
  lang: string;
  loader: string;
  bridge: { src: string; hash: string | undefined };
  /** Origins that may show the page and speak to it. */
  parents: string[];
}

/** `data-page` tells the loader that the panel is the page; with the bridge, that comes from there. */
function chatHtml({ nonce, title, lang, loader, bridge, parents }: ChatHtml): string {
  const scripts = bridge.hash
    ? `<link rel="preload" as="script" nonce="${nonce}" href="${escaped(loader)}">
    <script type="module" nonce="${nonce}" src="${bridge.src}" integrity="${bridge.hash}" data-loader="${escaped(loader)}" data-parents="${escaped(parents.join(' '))}"></script>`
    : `<script async nonce="${nonce}" data-page src="${escaped(loader)}"></script>`;
  return `<!doctype html>
<html lang="${escaped(lang)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>${escaped(title)}</title>
    <link rel="icon" href="data:,">
    ${scripts}
  </head>
  <body></body>
</html>
`;
}
