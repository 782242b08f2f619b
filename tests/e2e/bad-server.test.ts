import type { Route, WebSocketRoute } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../tools/build/paths.ts';
import { eventually } from '../support/eventually.ts';
import { count, gone, seen, textOf } from '../support/see.ts';
import { useStage } from '../support/stage.ts';
import {
  ASK,
  ASKING,
  composer,
  launcher,
  type Shop,
  send,
  talks,
  untouched,
  type Visit,
  visitOwn,
} from '../support/troubled-page.ts';

/** Whatever comes into the widget, the shopper sees what is going on, the console names it once, and the page stands. */
const stage = useStage('bad-server');
const FILES = `/v/${packageFile().version}`;
const visit = (how?: Visit) => visitOwn(stage, how);

const GARBAGE = [
  ['HTML', { contentType: 'text/html', body: '<!doctype html><h1>Log in to this Wi-Fi</h1>' }],
  ['JSON of another form', { contentType: 'application/json', body: '{"settings":[]}' }],
  ['null', { contentType: 'application/json', body: 'null' }],
  ['500', { status: 500, body: 'Internal Server Error' }],
  ['502', { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }],
  ['nothing', { status: 200, body: '' }],
] as const;

describe('what the server says', () => {
  it.each(GARBAGE)('[BI24] %s for settings: no launcher, the page is told, one line', async (_name, answer) => {
    stage.forgive(/Failed to load resource/);
    const { page, said } = await visit({
      body: ASKING,
      network: (page) => page.route('**/api/v1/shops/demo/widget*', (route) => route.fulfill(answer)),
    });
    await eventually('the page is told', () => page.evaluate(() => (window as unknown as Shop).told.length > 0));
    expect(await page.evaluate(() => (window as unknown as Shop).told.map(({ code }) => code))).toEqual([
      'settings_unavailable',
    ]);
    expect(said).toHaveLength(1);
    expect(await page.locator('shopbell-chat').count()).toBe(0);
    await untouched(page);
  });

  it.each(GARBAGE.filter(([name]) => name !== 'null'))(
    '[BI25] %s for the widget: one line, and the next click opens the chat',
    async (_name, answer) => {
      stage.forgive(/Failed to load|integrity|digest|MIME/i);
      let broken = true;
      const { page, said, panel } = await visit({
        network: (page) =>
          page.route(`**${FILES}/widget.js`, (route) => (broken ? route.fulfill(answer) : route.continue())),
      });
      await launcher(page).click();
      await eventually('it is named', () => said.some((line) => line.startsWith('Shopbell: ')));
      broken = false;
      expect(await launcher(page).getAttribute('aria-expanded')).not.toBe('true');
      await launcher(page).click();
      await seen(panel);
      expect(said.filter((line) => line.startsWith('Shopbell: '))).toHaveLength(1);
      await untouched(page);
    },
  );

  it('[BI26] frames that cannot be read are named once and passed over', async () => {
    const garbage = [
      'garbage',
      '',
      '[]',
      '7',
      'null',
      '{"type":7}',
      '{"type":"entries"}',
      '{"type":"welcome","settings":{}}',
      '{"type":"fireworks"}',
    ];
    const shopper = await visit({
      network: (page) =>
        page.routeWebSocket(/\/ws$/, (socket) => {
          const server = socket.connectToServer();
          for (const text of garbage) socket.send(text);
          server.onMessage((frame) => {
            socket.send(frame);
            for (const text of garbage) socket.send(text);
          });
        }),
    });
    await talks(shopper);
    expect(count(await textOf(shopper.log), ASK)).toBe(1);
    expect(shopper.said).toEqual(['Shopbell: unreadable frame']);
  });

  it('[BI27] entries of unknown kinds, or without what their kind has, are shown as nothing', async () => {
    const bot = { role: 'bot' };
    const message = (content: unknown) => ({ kind: 'message.sent', content });
    const bodies = [
      { kind: 'parcel.flown' },
      { kind: 'message.sent' },
      message(null),
      message({}),
      message({ type: 'hologram' }),
      message({ type: 'text' }),
      message({ type: 'text', text: 7 }),
      message({ type: 'text', text: {} }),
      message({ type: 'choices' }),
      message({ type: 'choices', choices: [null] }),
      message({ type: 'choices', choices: 'yes' }),
      message({ type: 'products' }),
      message({ type: 'products', products: [null, {}] }),
      message({ type: 'products', products: [{ title: 'Mug', price: 5, currency: 'nothing' }] }),
      message({ type: 'order' }),
      message({ type: 'order', order: {} }),
      message({ type: 'image' }),
      message({ type: 'file' }),
      message({ type: 'discount' }),
      { kind: 'choice.picked' },
      { kind: 'handoff.accepted' },
      { kind: 'handoff.accepted', agent: {} },
      { kind: 'survey.answered' },
      { kind: 'discount.applied' },
      { kind: 'email.captured' },
      { ...message({ type: 'text', text: 'nameless' }), by: { role: 'agent' } },
      { ...message({ type: 'text', text: 'timeless' }), at: 9e15 },
    ];
    const shopper = await visit({
      network: (page) =>
        page.routeWebSocket(/\/ws$/, (socket) => {
          const server = socket.connectToServer();
          server.onMessage((text) => {
            const frame = JSON.parse(`${text}`);
            if (frame.type === 'welcome') {
              const at = Date.now() - 60_000;
              frame.conversation = 'c_0123456789abcdef';
              frame.from = 1;
              frame.entries = [...bodies, message({ type: 'text', text: 'This one is whole.' })].map((body, index) => ({
                position: index + 1,
                at,
                v: 1,
                by: bot,
                ...body,
              }));
            }
            socket.send(JSON.stringify(frame));
          });
        }),
    });
    await shopper.openChat();
    await seen(shopper.log.getByText('This one is whole.'));
    await composer(shopper).fill('Still here');
    await send(shopper).click();
    await seen(shopper.log.getByText('Still here'));
    expect(await textOf(shopper.log)).not.toMatch(/undefined|NaN|\[object/);
  });

  it('[BI28] a server that says nothing: the shopper is told, and what they wrote waits until it speaks', async () => {
    stage.forgive(/Failed to load/);
    let silent = true;
    const open: WebSocketRoute[] = [];
    const held: Route[] = [];
    const shopper = await visit({
      network: async (page) => {
        await page.routeWebSocket(/\/ws$/, (socket) => {
          if (silent) open.push(socket);
          else socket.connectToServer();
        });
        // Nor does the other way lead anywhere.
        await page.route('**/stream', (route) => (silent ? held.push(route) : route.continue()));
      },
    });
    await shopper.openChat();
    await shopper.say('Is anybody there?');
    await seen(shopper.panel.getByText('Reconnecting…'));
    await seen(shopper.log.getByText('Will send when you’re back online'));
    expect(shopper.said).toEqual([]);
    silent = false;
    for (const socket of open) await socket.close({ code: 1011 });
    for (const route of held) await route.abort();
    await gone(shopper.panel.getByText('Reconnecting…'));
    await gone(shopper.log.getByText(/Will send|Sending/));
    expect(count(await textOf(shopper.log), 'Is anybody there?')).toBe(1);
    await untouched(shopper.page);
  });
});
