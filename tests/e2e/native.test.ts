import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { NativeIn } from '../../src/protocol/native.ts';
import type { WatchedPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { gone, seen } from '../support/see.ts';
import { openShopper, type Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('native');
const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
const WEBVIEW =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36';

interface Told {
  type: string;
  id?: string;
  replyTo?: string;
  payload: Record<string, unknown>;
}
interface InApp {
  page: Page;
  told: Told[];
  /** Every address that the page has asked for. */
  asked: string[];
  of(type: string): Record<string, unknown>[];
  say<T extends keyof NativeIn>(type: T, payload: NativeIn[T], marks?: object): Promise<void>;
  heard(type: string, count?: number): Promise<Record<string, unknown>>;
}

/** A page in an app as Android has it: a WebView with a bridge of that name. */
async function inApp(answer?: NativeIn['init'], before?: string): Promise<InApp & WatchedPage> {
  const watched = await stage.blank({ ...PHONE, userAgent: WEBVIEW });
  const { page } = watched;
  const told: Told[] = [];
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const app: InApp = {
    page,
    told,
    asked,
    of: (type) => told.filter((message) => message.type === type).map(({ payload }) => payload),
    say: (type, payload, marks = {}) =>
      page.evaluate(
        (text) => (window as unknown as { Shopbell: { fromNative(text: string): void } }).Shopbell.fromNative(text),
        JSON.stringify({ shopbell: 1, type, payload, ...marks }),
      ),
    heard: (type, count = 1) => eventually(`the app hears ${type}`, () => app.of(type)[count - 1]),
  };
  await page.exposeFunction('tellApp', (text: string) => {
    const message = JSON.parse(text) as Told;
    told.push(message);
    if (message.type === 'ready' && answer) void app.say('init', answer, { replyTo: message.id });
  });
  await page.addInitScript((said) => {
    const host = window as unknown as Record<string, unknown>;
    host.shopbellNative = { postMessage: (text: unknown) => (host.tellApp as (text: unknown) => void)(text) };
    if (said) host.__SHOPBELL_NATIVE__ = said;
  }, before);
  return { ...watched, ...app };
}
const chatOf = (app: WatchedPage): Promise<Shopper> => openShopper(app, `${stage.server.origin}/chat?shop=demo`);

describe('the chat in an app', () => {
  it('[NA8] waits for the app, then speaks its language', async () => {
    const app = await inApp({ options: { locale: 'fr' }, insets: { top: 40, bottom: 30 } });
    await app.page.goto(`${stage.server.origin}/chat?shop=demo`);
    const panel = app.page.getByRole('dialog');
    await seen(panel.getByRole('textbox', { name: 'Écrire un message' }));
    expect(app.told[0]).toMatchObject({ type: 'ready', id: 'ready' });
    const head = await panel.locator('.head').evaluate((element) => getComputedStyle(element).paddingTop);
    expect(head).toBe('56px');
    expect(app.asked.filter((address) => /token|clientId/i.test(new URL(address).search))).toEqual([]);
  });

  it('[NA8] begins without an app that says nothing', async () => {
    const app = await inApp();
    const { panel } = await chatOf(app);
    await seen(panel.getByText('automated assistant of Hazel & Hem'));
    expect(app.of('error')).toEqual([]);
  });

  it('[NA10][NA12] goes on with the app’s session after the WebView has forgotten everything, and no address has it', async () => {
    const first = await inApp({});
    const before = await chatOf(first);
    expect(first.of('session')).toEqual([]);
    await before.ask('I want to return something', /For a return the team needs two things/);
    const { token } = await first.heard('session');
    const second = await inApp({ session: token as string });
    const after = await chatOf(second);
    await seen(after.log.getByText('I want to return something'));
    expect(await after.conversation()).toBe(await before.conversation());
    const addresses = [...first.asked, ...second.asked].join('\n');
    expect(addresses).not.toContain(String(token).slice(0, 40));
    // Signed out: nothing of it is left, here or in the app.
    await second.say('identify', { token: null });
    await eventually('the app forgets', () => second.of('session').some((session) => session.token === null));
    await gone(after.log.getByText('I want to return something'));
  });

  it('[NA20][NA24][NA26] leaves links, the way back and the cart to the app', async () => {
    const app = await inApp({});
    const shopper = await chatOf(app);
    const address = app.page.url();
    await shopper.ask('do you have a candle', 'These could be something for you:');
    await shopper.log.getByRole('link', { name: 'Cedar & fig candle' }).tap();
    expect(await app.heard('open_url')).toMatchObject({ kind: 'product', url: expect.stringMatching(/^https?:/) });
    expect(app.page.context().pages()).toHaveLength(1);
    expect(app.page.url()).toBe(address);
    await shopper.log
      .getByRole('button', { name: /to cart/ })
      .first()
      .tap();
    expect(await app.heard('cart')).toMatchObject({ name: 'add_to_cart', quantity: 1 });

    await shopper.panel.getByRole('button', { name: 'Emoji' }).tap();
    const emoji = shopper.panel.getByRole('dialog', { name: 'Emoji' });
    await seen(emoji);
    await app.say('command', { name: 'back' });
    await gone(emoji);
    expect(app.of('close')).toEqual([]);
    await app.say('command', { name: 'back' });
    await app.heard('close');
  });

  it('[NA21][NA22] has no connection in the background, and brings what came meanwhile', async () => {
    const app = await inApp({});
    let open = 0;
    app.page.on('websocket', (socket) => {
      open += 1;
      socket.on('close', () => (open -= 1));
    });
    const shopper = await chatOf(app);
    const agent = await stage.agent();
    await shopper.wantPerson();
    const conversation = await shopper.conversation();
    await app.say('lifecycle', { state: 'inactive' });
    await agent.read('New', conversation);
    await agent.reply('Seen from the side');
    expect(await app.heard('unread')).toEqual({ count: 1 });
    await app.say('lifecycle', { state: 'background' });
    await eventually('the socket closes', () => open === 0);
    await agent.reply('Written while you were away');
    expect(open).toBe(0);
    await app.say('lifecycle', { state: 'active' });
    await seen(shopper.log.getByText('Written while you were away'));
    await eventually('all is read', () => app.of('unread').at(-1)?.count === 0);
  });

  it('[NA23] keeps the composer above a keyboard that covers the page', async () => {
    const app = await inApp({});
    const { panel } = await chatOf(app);
    const field = panel.getByRole('textbox', { name: 'Write a message' });
    await seen(field);
    const lowest = async (): Promise<number> => {
      const box = await panel.locator('.foot').boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0);
    };
    expect(await lowest()).toBe(780);
    await app.say('insets', { top: 40, bottom: 30, keyboard: 300 });
    await eventually('the composer is above the keyboard', async () => (await lowest()) === 480);
  });

  it('[NA3] names what it does not know, and goes on', async () => {
    const app = await inApp({});
    const shopper = await chatOf(app);
    await app.say('dance' as never, {} as never, { id: 'm1' });
    await app.heard('error');
    expect(app.told.find(({ type }) => type === 'error')).toMatchObject({ replyTo: 'm1' });
    const hard = "it's </script> \u2028 🧵";
    await app.say('command', { name: 'send', args: [hard] });
    await seen(shopper.log.getByText("it's </script>"));
  });
});

it('[NA7] takes no message from a page that the shop does not list', async () => {
  const { page } = await stage.blank();
  // The server's own demo page may show the chat in a frame; it is no app, and is not listed.
  await page.goto(`${stage.server.origin}/demo/help.html`);
  const said = await page.evaluate(async (address) => {
    const heard: unknown[] = [];
    addEventListener('message', ({ data }) => heard.push(data));
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    frame.contentWindow?.postMessage('{"shopbell":1,"type":"command","payload":{"name":"send","args":["Psst"]}}', '*');
    return heard;
  }, `${stage.server.origin}/chat?shop=demo`);
  const frame = page.frameLocator('iframe');
  await seen(frame.getByText('automated assistant of Hazel & Hem'));
  expect(await frame.getByText('Psst').count()).toBe(0);
  expect(said).toEqual([]);
});

it('[NA30] is nowhere but in the chat as a page', async () => {
  const { page } = await stage.blank();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const shopper = await openShopper({ page, troubles: [] }, `${stage.server.origin}/demo/`);
  await shopper.openChat();
  await seen(shopper.panel.getByText('automated assistant of Hazel & Hem'));
  expect(asked.filter((address) => address.includes('native'))).toEqual([]);
  expect(await page.evaluate(() => Object.keys((window as never as { Shopbell: object }).Shopbell))).not.toContain(
    'fromNative',
  );
});
