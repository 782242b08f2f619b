import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { QUEUE_STUB } from '../../protocol/snippet.ts';
import type { Env } from './env.ts';
import { previewPage } from './policies.ts';

/**
 * `GET /inbox/preview`: an empty shop page for the frame of the settings page, which calls `init` itself with what is not
 * published yet. Nothing on it depends on who asks.
 */
export function mountPreviewPage(app: Hono<Env>): void {
  app.get('/inbox/preview', () => {
    const nonce = randomBytes(16).toString('base64url');
    return new Response(previewHtml(nonce), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': previewPage(nonce),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      },
    });
  });
}

const TILE = '<p><i></i><b></b><s></s></p>';
const STYLE = `body{margin:0;background:#fff;font-family:system-ui}main{display:grid;grid-template-columns:repeat(auto-fill,minmax(160px,1fr));gap:20px;padding:24px}
p{margin:0}i,b,s{display:block;border-radius:4px;background:#f1eee8}i{aspect-ratio:1;border-radius:10px}b,s{block-size:8px;margin-block-start:10px;inline-size:70%}s{inline-size:32%}`;

const previewHtml = (nonce: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Preview</title>
    <link rel="icon" href="data:,">
    <style nonce="${nonce}">${STYLE}</style>
    <script nonce="${nonce}">${QUEUE_STUB}</script>
    <script async nonce="${nonce}" src="/shopbell.js"></script>
  </head>
  <body><main aria-hidden="true">${TILE.repeat(9)}</main></body>
</html>
`;
