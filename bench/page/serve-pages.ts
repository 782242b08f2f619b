import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStaticFolder } from '../../src/server/http/static-folder.ts';
import { fromRoot } from '../../tools/build/paths.ts';
import { passOnTo } from './pass-on.ts';
import { shopPage } from './shop-page.ts';

/** The quiet page without a chat, with the least that a chat can be, and with the widget. */
export type Kind = 'control' | 'floor' | 'widget';

export interface Pages {
  /** The quiet page of this kind. */
  quiet(kind: Kind): string;
  /** The demo shop's home page, with the widget or without it. */
  demo(widget: boolean): string;
  stop(): Promise<void>;
}

interface Answer {
  type: string;
  text: string | Uint8Array;
}

/**
 * Serves the benchmark's own pages; the chat's server stands behind the same address.
 * @param chat origin of the chat's server
 * @param floor the scripts of the floor by file name
 */
export async function servePages(chat: string, floor: ReadonlyMap<string, string> = new Map()): Promise<Pages> {
  const demo = createStaticFolder(fromRoot('demo'));
  const home = await readFile(fromRoot('demo/index.html'), 'utf8');
  const pages: Record<string, string> = {
    '/control': shopPage(''),
    '/floor': shopPage('<script async src="/floor-launcher.js"></script>'),
    '/widget': shopPage(`<script async src="/shopbell.js?shop=demo"></script>
<script>(window.Shopbell = window.Shopbell || []).push(['init', { shop: 'demo' }])</script>`),
    '/demo/': withoutChat(home),
    '/demo/?chat': home,
    '/robots.txt': 'User-agent: *\nAllow: /\n',
  };

  async function answer(path: string): Promise<Answer | undefined> {
    const page = pages[path];
    if (page) return { type: path.endsWith('.txt') ? 'text/plain' : 'text/html', text: page };
    const script = floor.get(path.slice(1));
    if (script) return { type: 'text/javascript', text: script };
    const file = path.startsWith('/demo/') ? await demo.read(path.slice('/demo/'.length)) : undefined;
    return file && { type: file.type, text: file.bytes };
  }

  const passOn = passOnTo(chat);
  const http = createServer(async (asked, response) => {
    const found = await answer(asked.url ?? '/');
    if (!found) return passOn.http(asked, response);
    response.writeHead(200, { 'content-type': found.type, 'cache-control': 'max-age=60' });
    response.end(found.text);
  }).on('upgrade', passOn.upgrade);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    quiet: (kind) => `${origin}/${kind}`,
    demo: (widget) => `${origin}/demo/${widget ? '?chat' : ''}`,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

/** All from the comment above the snippet on, which is the last thing on the page. */
function withoutChat(page: string): string {
  const snippet = page.indexOf('<!-- The chat,');
  if (snippet < 0 || !page.includes('src="/shopbell.js"', snippet)) throw new Error('The demo page has no chat');
  return `${page.slice(0, snippet)}</body>\n</html>\n`;
}
