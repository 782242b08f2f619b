import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { passOnTo } from '../../../bench/page/pass-on.ts';
import { fromRoot } from '../../../tools/build/paths.ts';
import { type Basket, GOODS, newBasket } from './basket.ts';

/** A request to the shop, with the basket of the browser that it came from. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
  basket: Basket;
}

export interface Reply {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body: string;
}

/** What a platform has of its own. */
export interface Platform {
  /** Its folder here, with `theme.js`: what its own code does on a page. */
  name: string;
  /** Path and query of what its server answers beside its page. */
  owns: RegExp;
  /** What its server puts into a page before the theme. */
  head(asked: Asked): string;
  answer(asked: Asked): Reply;
}

export interface ShopServer {
  origin: string;
  /** All that was asked for so far: `POST /cart/add.js`. */
  asked: string[];
  /** Codes in the baskets. */
  codes(): string[];
  /** The snippet at the end of its pages. */
  snippet: string;
  stop(): Promise<void>;
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  type: 'application/json',
  headers,
  body: JSON.stringify(value),
});

const BUTTONS = GOODS.map(
  ({ variant, name }) =>
    `<button data-add="${variant}">Add ${name}</button>` +
    `<button data-set="${variant}" data-quantity="3">Three of ${name}</button>` +
    `<button data-set="${variant}" data-quantity="0">Remove ${name}</button>`,
).join('\n');

/**
 * A shop on that platform, with a basket for each browser; the chat's server stands behind the same address. `/` is its page,
 * `?currency=JPY` begins a basket in yens.
 */
export async function serveShop(platform: Platform, chat: string): Promise<ShopServer> {
  const baskets = new Map<string, Basket>();
  const sockets = new Set<Socket>();
  const passOn = passOnTo(chat);
  const theme = readFileSync(fromRoot(`tests/e2e/platforms/${platform.name}/theme.js`), 'utf8');
  const server: ShopServer = {
    origin: '',
    asked: [],
    codes: () => [...baskets.values()].flatMap((basket) => basket.codes),
    snippet: '<script async src="/shopbell.js?shop=demo"></script>',
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        // Those of WebSockets are no longer known to the server.
        for (const socket of sockets) socket.destroy();
      }),
  };

  const page = (asked: Asked): Reply => ({
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Shop</title>${platform.head(asked)}</head>
<body class="${platform.name}"><main><h1>Shop</h1>${BUTTONS}<p>In the cart: <output></output></p></main>
<script>${asked.query.has('bare') ? '' : theme}</script>${server.snippet}</body></html>`,
  });

  const http = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const session = /shop_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? `s${baskets.size + 1}`;
    const basket = baskets.get(session) ?? newBasket(url.searchParams.get('currency') === 'JPY' ? 'JPY' : undefined);
    baskets.set(session, basket);
    const { method = 'GET', headers } = request;
    const own = method === 'GET' && url.pathname === '/';
    const at = { method, path: url.pathname, query: url.searchParams, headers, basket };
    if (!own && !platform.owns.test(url.pathname + url.search)) return passOn.http(request, response);
    let body = '';
    for await (const chunk of request) body += chunk;
    server.asked.push(`${method} ${url.pathname}`);
    const reply = own ? page({ ...at, body }) : platform.answer({ ...at, body });
    response.writeHead(reply.status ?? 200, {
      'content-type': reply.type ?? 'text/plain',
      'set-cookie': `shop_session=${session}; Path=/; SameSite=Lax`,
      ...reply.headers,
    });
    response.end(reply.body);
  })
    .on('upgrade', passOn.upgrade)
    .on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  server.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}
