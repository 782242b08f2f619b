import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { openLine } from '../faults/line.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { count, seen, textOf } from '../support/see.ts';
import { openShopper, type Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('connection');
const closing: (() => Promise<unknown>)[] = [];
// When all pages are closed: they would miss it.
afterAll(() => Promise.all(closing.splice(0).map((close) => close())));

const field = ({ panel }: Shopper) => panel.getByRole('textbox', { name: 'Write a message' });
const isSent = (tab: Shopper) =>
  eventually('nothing is on its way any more', async () => !/Sending…|Will send/.test(await textOf(tab.log)));
const saidOnce = async (tab: Shopper, text: string): Promise<void> =>
  expect(count(await textOf(tab.log), text)).toBe(1);

/** A company's proxy that lets requests through and no socket. @returns its origin */
async function proxyWithoutSockets(): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: stage.server.port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      outgoing.on('close', () => answer.destroy());
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  proxy.on('upgrade', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  closing.push(async () => {
    proxy.closeAllConnections();
    await new Promise((closed) => proxy.close(closed));
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

/** A whole conversation: bot, person, and a reload in the middle. */
async function converse(shopper: Shopper): Promise<void> {
  await shopper.openChat();
  await shopper.ask('What is your returns policy?', /For a return/);
  const agent = await stage.agent();
  await shopper.wantPerson();
  await agent.folder('New');
  await agent.rows.first().getByRole('link').click();
  await agent.reply('Hello, Jonas here');
  await seen(shopper.log.getByText('Hello, Jonas here'));
  await shopper.page.reload();
  await seen(shopper.log.getByText('Hello, Jonas here'));
  await shopper.say('Nice to meet you');
  await seen(agent.log.getByText('Nice to meet you'));
  await agent.reply('Likewise');
  await seen(shopper.log.getByText('Likewise'));
  await isSent(shopper);
  for (const text of ['Hello, Jonas here', 'Nice to meet you', 'Likewise']) await saidOnce(shopper, text);
}

it('[EE50] behind a proxy that lets no socket through a whole conversation goes on, over a reload', async () => {
  stage.forgive(/third party|WebSocket connection to|ERR_INCOMPLETE/);
  const shopper = await openShopper(await stage.blank(), `${await proxyWithoutSockets()}/demo/`);
  await converse(shopper);
  expect(shopper.frames).toEqual([]);
});

it('[EE51] a browser without sockets has the whole conversation too', async () => {
  const watched = await stage.blank();
  await watched.page.addInitScript(() => Reflect.deleteProperty(window, 'WebSocket'));
  const shopper = await openShopper(watched, `${stage.server.origin}/demo/`);
  await converse(shopper);
});

it('[EE52] what was written without a network, and what is half written, survives a reload and is sent once', async () => {
  stage.forgive(/WebSocket connection to|ERR_|Failed to load resource/);
  const watched = await stage.blank();
  let blocked = false;
  await watched.page.routeWebSocket(/\/ws$/, (socket) => void (blocked ? socket.close() : socket.connectToServer()));
  await watched.page.route(/\/stream/, (route) => (blocked ? route.abort() : route.continue()));
  const shopper = await openShopper(watched, `${stage.server.origin}/demo/`);
  await shopper.openChat();
  await shopper.ask('What is your returns policy?', /For a return/);
  await eventually('the part for those who stay has come', () =>
    shopper.page.evaluate(async () => ((await navigator.locks.query()).held ?? []).length > 0),
  );
  blocked = true;
  await stage.server.kill();
  await stage.server.start();
  await shopper.say('Written in a tunnel');
  await field(shopper).fill('Half a word');
  await shopper.page.reload();
  await seen(shopper.log.getByText('Written in a tunnel'));
  await expect.poll(() => field(shopper).inputValue()).toBe('Half a word');
  blocked = false;
  await isSent(shopper);
  await saidOnce(shopper, 'Written in a tunnel');
  await expect.poll(() => field(shopper).inputValue()).toBe('Half a word');
});

it('[EE53] a socket that died unnoticed is noticed by the message that nobody answers', async () => {
  stage.forgive(/third party|WebSocket connection to|ERR_/);
  const line = await openLine([stage.server.port], Math.random);
  closing.push(line.close);
  const shopper = await openShopper(await stage.blank(), `http://127.0.0.1:${line.port}/demo/`);
  await shopper.openChat();
  await shopper.ask('What is your returns policy?', /For a return/);
  await eventually('the part for those who stay has come', () =>
    shopper.page.evaluate(async () => ((await navigator.locks.query()).held ?? []).length > 0),
  );
  line.stall(1, 60_000);
  await shopper.say('Can you hear me?');
  await eventually('it is sent', async () => !/Sending…|Will send/.test(await textOf(shopper.log)), 25_000);
  await saidOnce(shopper, 'Can you hear me?');
});

it('[EE54] a page that is gone back to goes on where it was, with what was said meanwhile', async () => {
  const browser = await launchBrowser({ without: ['--disable-back-forward-cache'] });
  closing.push(() => browser.close());
  const shopper = await openShopper(await openPage(browser, stage.server.origin), `${stage.server.origin}/demo/`);
  const { page } = shopper;
  await shopper.openChat();
  await shopper.ask('What is your returns policy?', /For a return/);
  await eventually('the part for those who stay has come', () =>
    page.evaluate(async () => ((await navigator.locks.query()).held ?? []).length > 0),
  );
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.goto(`${stage.server.origin}/demo/help.html`);
  await seen(shopper.log.getByText('What is your returns policy?'));
  await shopper.say('Said on another page');
  await isSent(shopper);
  // A page out of the browser's memory loads nothing: there is no event to wait for.
  await page.evaluate(() => history.back()).catch(() => {});
  await eventually('the page is back as it was', () => page.evaluate(() => 'sameDocument' in window), 5000);
  await seen(shopper.log.getByText('Said on another page'));
  await shopper.say('And back again');
  await isSent(shopper);
  for (const text of ['Said on another page', 'And back again']) await saidOnce(shopper, text);
});
