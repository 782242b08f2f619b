import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ToNative } from '../../src/protocol/native.ts';
import { eventually } from '../support/eventually.ts';
import { useStage } from '../support/stage.ts';
import { openWebView, type WebView } from '../support/webview.ts';

const stage = useStage('webview');

const log = (): string =>
  document
    .querySelector('shopbell-chat')
    ?.shadowRoot?.querySelector<HTMLElement>('[role=log]')
    ?.innerText.replace(/\s+/g, ' ') ?? '';
const shows = (app: WebView, text: string): Promise<unknown> =>
  eventually(`the chat shows ${text}`, async () => (await app.run(log)).includes(text));
const heard = <T extends ToNative['type']>(app: WebView, type: T): Promise<Extract<ToNative, { type: T }>> =>
  eventually(`the app hears ${type}`, () =>
    app.told.find((message): message is Extract<ToNative, { type: T }> => message.type === type),
  );

async function inApp(work: (app: WebView) => Promise<void>): Promise<void> {
  const app = await openWebView(stage.server.origin, 'demo', join(stage.dataDir, 'app', 'session'));
  try {
    await work(app);
  } catch (error) {
    throw new Error(`in the app: ${app.output().slice(-1000)}`, { cause: error });
  } finally {
    await app.stop();
  }
}

it('[NA31] the GTK host talks to the chat over a real script-message bridge, and brings its session back', async () => {
  const kept = join(stage.dataDir, 'app', 'session');
  const hard = 'it\'s "so" </script> \u2028 🧵';
  await inApp(async (app) => {
    await heard(app, 'ready');
    await shows(app, 'automated assistant of Hazel & Hem');
    app.say('command', { name: 'send', args: ['do you have a candle'] });
    await shows(app, 'Cedar & fig candle');
    app.say('command', { name: 'send', args: [hard] });
    await shows(app, 'it\'s "so" </script>');
    const { payload } = await heard(app, 'session');
    expect(await readFile(kept, 'utf8')).toBe(payload.token);

    app.sayRaw('{"shopbell":2,"type":"command","id":"m5"}');
    expect(await heard(app, 'error')).toMatchObject({ replyTo: 'm5', payload: { code: 'unsupported_version' } });
    await app.run(() => {
      document.querySelector('shopbell-chat')?.shadowRoot?.querySelector<HTMLElement>('a.sb-product-name')?.click();
    });
    await eventually('the app opens the product', () => app.opened.length === 1);
    // What gets past the page is stopped by the host.
    await app.run(() => void location.assign('/demo/'));
    await eventually('the app opens the address', () => app.opened.length === 2);
    expect(await app.run(() => location.pathname)).toBe('/chat');
    app.say('command', { name: 'back' });
    await eventually('the chat asks to be closed', () => app.closed());
  });

  // The WebView keeps nothing: all that is left is what the app has kept.
  await inApp(async (app) => {
    await shows(app, 'it\'s "so" </script>');
    app.say('insets', { top: 40, bottom: 30 });
    const room = (): string | undefined => {
      const head = document.querySelector('shopbell-chat')?.shadowRoot?.querySelector('.head');
      return head ? getComputedStyle(head).paddingTop : undefined;
    };
    await eventually('there is room for the bars', async () => (await app.run(room)) === '56px');
    app.say('identify', { token: null });
    await eventually('the app forgets', () =>
      readFile(kept, 'utf8').then(
        () => false,
        () => true,
      ),
    );
  });
});
