import { App } from '@capacitor/app';
import { Browser } from '@capacitor/browser';
import { Preferences } from '@capacitor/preferences';

const KEY = 'shopbell.session';

/**
 * The chat in a frame of a Capacitor app's own page, which is a page of the app's origin: the shop lists
 * `capacitor://localhost` (iOS) and `https://localhost` (Android) among its origins.
 * @param {HTMLElement} place where the frame goes
 * @param {{ server: string, shop: string, onClose(): void, onUnread?(count: number): void }} options
 * @returns the stop function
 */
export async function openShopbell(place, { server, shop, onClose, onUnread }) {
  const frame = document.createElement('iframe');
  const stopping = new AbortController();

  const send = (type, payload, replyTo) =>
    frame.contentWindow?.postMessage(JSON.stringify({ shopbell: 1, type, payload, replyTo }), server);

  async function received({ type, id, payload }) {
    if (type === 'ready') {
      const { value } = await Preferences.get({ key: KEY });
      send('init', value ? { session: value } : {}, id);
    } else if (type === 'session') {
      if (payload.token === null) await Preferences.remove({ key: KEY });
      else await Preferences.set({ key: KEY, value: payload.token });
    } else if (type === 'open_url') await Browser.open({ url: payload.url });
    else if (type === 'unread') onUnread?.(payload.count);
    else if (type === 'close') onClose();
    else if (type === 'error') console.warn('chat', payload.code, payload.message);
  }

  addEventListener(
    'message',
    (event) => {
      // Only this frame, and only while it shows the chat.
      if (event.source === frame.contentWindow && event.origin === server) void received(JSON.parse(event.data));
    },
    { signal: stopping.signal },
  );
  const listeners = await Promise.all([
    App.addListener('appStateChange', ({ isActive }) =>
      send('lifecycle', { state: isActive ? 'active' : 'background' }),
    ),
    App.addListener('backButton', () => send('command', { name: 'back' })),
  ]);
  frame.src = `${server}/chat?shop=${encodeURIComponent(shop)}`;
  place.append(frame);
  return async () => {
    stopping.abort();
    frame.remove();
    await Promise.all(listeners.map((listener) => listener.remove()));
  };
}
