import { useEffect, useRef } from 'react';
import { AppState, BackHandler, Linking } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { WebView, type WebViewMessageEvent } from 'react-native-webview';

interface Envelope {
  type: string;
  id?: string;
  payload: { token?: string | null; url?: string; count?: number; code?: string; message?: string };
}

/** The app's secure storage, such as react-native-keychain. */
export interface SessionKeep {
  read(): Promise<string | null>;
  write(token: string | null): Promise<void>;
}

export interface ShopbellChatProps {
  /** Such as `https://chat.example.com`. */
  server: string;
  shop: string;
  keep: SessionKeep;
  onClose(): void;
  onUnread?(count: number): void;
  /** A new proof of who is signed in; undefined: nobody is. */
  freshToken?(): Promise<string | undefined>;
}

const OUTSIDE = /^(https?|mailto|tel):/i;

/** The chat in a WebView of React Native, on both platforms. */
export function ShopbellChat({ server, shop, keep, onClose, onUnread, freshToken }: ShopbellChatProps) {
  const view = useRef<WebView>(null);
  const insets = useSafeAreaInsets();
  const home = `${server}/chat`;

  const send = (type: string, payload: object, replyTo?: string): void => {
    const text = JSON.stringify({ shopbell: 1, type, payload, ...(replyTo && { replyTo }) });
    // The encoder a second time makes the text a literal; never quotes by hand.
    const literal = JSON.stringify(text)
      .replace(/\u2028/g, '\\u2028')
      .replace(/\u2029/g, '\\u2029');
    view.current?.injectJavaScript(`window.Shopbell && Shopbell.fromNative && Shopbell.fromNative(${literal});true;`);
  };
  const open = (url: string): void => {
    if (OUTSIDE.test(url)) void Linking.openURL(url);
  };

  useEffect(() => send('insets', insets), [insets]);
  useEffect(() => {
    const app = AppState.addEventListener('change', (state) => send('lifecycle', { state }));
    const back = BackHandler.addEventListener('hardwareBackPress', () => {
      send('command', { name: 'back' });
      return true;
    });
    return () => {
      app.remove();
      back.remove();
    };
  }, []);

  async function onMessage({ nativeEvent }: WebViewMessageEvent): Promise<void> {
    // Only the chat's own page is heard.
    if (nativeEvent.url.split('?')[0] !== home) return;
    const { type, id, payload } = JSON.parse(nativeEvent.data) as Envelope;
    if (type === 'ready') {
      const [session, clientToken] = await Promise.all([keep.read(), freshToken?.()]);
      send('init', { insets, ...(session && { session }), ...(clientToken && { identity: { clientToken } }) }, id);
    } else if (type === 'session') await keep.write(payload.token ?? null);
    else if (type === 'need_token') send('identify', { token: (await freshToken?.()) ?? null }, id);
    else if (type === 'open_url') open(payload.url ?? '');
    else if (type === 'unread') onUnread?.(payload.count ?? 0);
    else if (type === 'close') onClose();
    else if (type === 'error') console.warn('chat', payload.code, payload.message);
  }

  return (
    <WebView
      ref={view}
      source={{ uri: `${home}?shop=${encodeURIComponent(shop)}` }}
      originWhitelist={[server]}
      onMessage={(event) => void onMessage(event)}
      onShouldStartLoadWithRequest={({ url }) => {
        if (url.split('?')[0] === home) return true;
        open(url);
        return false;
      }}
      setSupportMultipleWindows
      onOpenWindow={({ nativeEvent }) => open(nativeEvent.targetUrl)}
      onContentProcessDidTerminate={() => view.current?.reload()}
      onRenderProcessGone={() => view.current?.reload()}
      domStorageEnabled
      hideKeyboardAccessoryView
      contentInsetAdjustmentBehavior="never"
    />
  );
}
