import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findChromium } from '../../tools/system.ts';
import { addOrigins } from '../support/add-origin.ts';
import { FLAGS } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { useStage } from '../support/stage.ts';

/** A page that Chromium itself prepares for a visit. Whoever debugs a page forbids that: these pages tell of themselves. */
const stage = useStage('prerender');

interface Told {
  when: 'loaded' | 'looked' | 'visited' | 'ready' | 'connected';
  prerendering: boolean;
  hosts: number;
  cookie: string;
  sockets: number;
}

/** It has the next page prepared, and goes there when the server lets it. */
const FIRST = `<!doctype html><title>First</title>
<script type="speculationrules">{"prerender":[{"urls":["/next"],"eagerness":"immediate"}]}</script>
<script>fetch('/go').then(() => { location.href = '/next'; });</script>`;

const next = (chat: string): string => `<!doctype html><title>Next</title><body><h1>Shop</h1><script>
  let sockets = 0;
  window.WebSocket = class extends WebSocket { constructor(...parts) { super(...parts); sockets += 1; } };
  const tell = (when) => fetch('/told', { method: 'POST', body: JSON.stringify({
    when, prerendering: document.prerendering, hosts: document.querySelectorAll('shopbell-chat').length,
    cookie: document.cookie, sockets }) });
  // By then the launcher of a visited page stands.
  const loaded = () => { tell('loaded'); setTimeout(tell, 500, 'looked'); };
  document.addEventListener('prerenderingchange', () => tell('visited'));
  (window.Shopbell = window.Shopbell || []).push(['on', 'ready', () => tell('ready')],
    ['on', 'connection', ({ state }) => state === 'online' && tell('connected')], ['open'], ['consent', 3]);
</script><script async src="${chat}/shopbell.js?shop=demo" onload="loaded()"></script></body>`;

async function serve(chat: string) {
  const told: Told[] = [];
  let go: (() => void) | undefined;
  const http = createServer(async (request, response) => {
    if (request.url === '/go') go = () => response.end();
    else if (request.url === '/told') {
      let body = '';
      for await (const chunk of request) body += chunk;
      told.push(JSON.parse(body));
      response.end();
    } else {
      response.setHeader('content-type', 'text/html');
      response.end({ '/': FIRST, '/next': next(chat) }[request.url ?? ''] ?? '');
    }
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    go: () => go!(),
    heard: (when: Told['when']) =>
      eventually(`the page has ${when}`, () => told.find((one) => one.when === when), 20_000),
    stop: () => http.closeAllConnections(),
  };
}

it('[LO51] does nothing in a page that the browser itself prepares, and everything once it is visited', async () => {
  const pages = await serve(stage.server.origin);
  await addOrigins(stage, pages.origin);
  const profile = await mkdtemp(join(tmpdir(), 'shopbell-prerender-'));
  const flags = [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(findChromium()!, [...flags, `${pages.origin}/`], { stdio: 'ignore' });
  try {
    const nothing = { prerendering: true, hosts: 0, cookie: '', sockets: 0 };
    expect(await pages.heard('loaded')).toMatchObject(nothing);
    expect(await pages.heard('looked')).toMatchObject(nothing);
    pages.go();
    expect(await pages.heard('visited')).toMatchObject({ prerendering: false, cookie: '', sockets: 0 });
    expect(await pages.heard('ready')).toMatchObject({ hosts: 1, prerendering: false });
    expect(await pages.heard('connected')).toMatchObject({ hosts: 1, sockets: 1 });
  } finally {
    browser.kill();
    await once(browser, 'exit');
    pages.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
