import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fromRoot, packageFile } from '../../tools/build/paths.ts';

/** A server with the built files, a shop's settings and pages of one's own; no conversations behind it. */
export interface LoaderServer {
  origin: string;
  /** Paths asked for so far, with queries. */
  asked: string[];
  /** Pages by path. */
  pages: Map<string, { html: string; policy?: string }>;
  /** Changes what is sent for a file of `dist/`; `undefined` = 404. */
  tamper: (file: string, text: string) => string | undefined;
  stop(): Promise<void>;
}

export const SETTINGS = {
  shop: 'demo',
  name: 'Hazel & Hem',
  locale: 'en',
  appearance: { accent: '#1f5b4c', theme: 'light', radius: 1, launcher: 'icon', font: 'system' },
  teaser: 'Ask me about an order, a return or a size.',
  strings: {
    open: 'Open chat',
    close: 'Close chat',
    dismiss: 'Dismiss message',
    unread: '{n} unread messages',
    unreadOne: '1 unread message',
  },
};

export async function startLoaderServer(): Promise<LoaderServer> {
  const files = `/v/${packageFile().version}/`;
  const server: LoaderServer = {
    origin: '',
    asked: [],
    pages: new Map(),
    tamper: (_, text) => text,
    stop: () => new Promise((resolve) => http.close(() => resolve())),
  };

  async function answer(url: URL): Promise<{ type: string; text: string; policy?: string } | undefined> {
    const page = server.pages.get(url.pathname);
    if (page) return { type: 'text/html', text: page.html, policy: page.policy };
    if (url.pathname === '/shopbell.js') {
      const code = server.tamper('shopbell.js', await readFile(fromRoot('dist/shopbell.js'), 'utf8'));
      if (code === undefined) return undefined;
      const known = url.searchParams.get('shop') === SETTINGS.shop;
      return {
        type: 'text/javascript',
        text: known ? code.replace('"__SHOPBELL_SETTINGS__"', JSON.stringify(SETTINGS)) : code,
      };
    }
    if (url.pathname === `/api/v1/shops/${SETTINGS.shop}/widget`) {
      const locale = url.searchParams.get('locale') ?? 'en';
      const strings = { ...SETTINGS.strings, open: locale.startsWith('fr') ? 'Ouvrir le chat' : SETTINGS.strings.open };
      return { type: 'application/json', text: JSON.stringify({ ...SETTINGS, locale, strings }) };
    }
    if (!url.pathname.startsWith(files)) return undefined;
    const file = url.pathname.slice(files.length);
    const text = server.tamper(file, await readFile(fromRoot('dist', file), 'utf8'));
    return text === undefined
      ? undefined
      : { type: file.endsWith('.json') ? 'application/json' : 'text/javascript', text };
  }

  const http = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    server.asked.push(url.pathname + url.search);
    const found = await answer(url).catch(() => undefined);
    response.statusCode = found ? 200 : 404;
    response.setHeader('content-type', `${found?.type ?? 'text/plain'}; charset=utf-8`);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'date, age');
    if (found?.policy) response.setHeader('content-security-policy', found.policy);
    response.end(found?.text ?? '');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  server.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}
