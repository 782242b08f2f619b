// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { type AppWindow, findApp, saidBefore } from './app.ts';

type Page = Window & AppWindow;
const bridge = () => ({ postMessage: vi.fn() });

/** A page with these bridges in its window. */
function pageWith(parts: object): Page {
  const page = { location: { ancestorOrigins: [] }, document: { referrer: '' }, ...parts } as unknown as Page;
  if (!('parent' in parts)) Object.assign(page, { parent: page });
  return page;
}

describe('the app around the page', () => {
  it('[NA6] is the first bridge that exists, React Native before the handlers of WebKit', () => {
    const all = {
      ReactNativeWebView: bridge(),
      webkit: { messageHandlers: { shopbell: bridge(), cordova_iab: bridge() } },
      shopbellNative: bridge(),
    };
    const { shopbell, cordova_iab } = all.webkit.messageHandlers;
    const expected = [
      [all, all.ReactNativeWebView],
      [{ ...all, ReactNativeWebView: undefined }, shopbell],
      [{ shopbellNative: all.shopbellNative, webkit: { messageHandlers: { cordova_iab } } }, all.shopbellNative],
      [{ webkit: { messageHandlers: { cordova_iab } } }, cordova_iab],
    ] as const;
    for (const [parts, chosen] of expected) {
      chosen.postMessage.mockClear();
      findApp(pageWith(parts), [])?.post('text');
      expect(chosen.postMessage).toHaveBeenCalledExactlyOnceWith('text');
    }
    expect(findApp(pageWith({ webkit: { messageHandlers: {} }, shopbellNative: {} }), [])).toBeUndefined();
  });

  const parent = { postMessage: vi.fn() };
  const framed = (origin: string, more: object = {}): Page =>
    pageWith({
      parent,
      location: { ancestorOrigins: [origin] },
      addEventListener: (...args: Parameters<Window['addEventListener']>) => window.addEventListener(...args),
      ...more,
    });

  it('[NA7] may be the page around the frame, if the shop lists its origin', () => {
    expect(findApp(framed('https://evil.example'), ['https://oak.example'])).toBeUndefined();
    expect(findApp(framed('https://oak.example'), [])).toBeUndefined();
    findApp(framed('capacitor://localhost'), ['capacitor://localhost'])?.post('text');
    expect(parent.postMessage).toHaveBeenCalledExactlyOnceWith('text', 'capacitor://localhost');
    // Firefox knows no ancestors.
    const byReferrer = { location: {}, document: { referrer: 'https://oak.example/account' } };
    expect(findApp(framed('', byReferrer), ['https://oak.example'])).toBeDefined();
    expect(findApp(framed('', { ...byReferrer, document: { referrer: '' } }), ['https://oak.example'])).toBeUndefined();
  });

  it('[NA7] hears that page alone: other frames and origins are named and refused', () => {
    const stop = new AbortController();
    const take = vi.fn();
    const refuse = vi.fn();
    findApp(framed('https://oak.example'), ['https://oak.example'])?.listen(take, refuse, stop.signal);
    const say = (source: unknown, origin: string): void => {
      const event = new MessageEvent('message', { data: 'text', origin });
      Object.defineProperty(event, 'source', { value: source });
      window.dispatchEvent(event);
    };
    say({}, 'https://oak.example');
    say(parent, 'https://evil.example');
    expect(take).not.toHaveBeenCalled();
    expect(refuse.mock.calls).toEqual([['https://oak.example'], ['https://evil.example']]);
    say(parent, 'https://oak.example');
    expect(take).toHaveBeenCalledExactlyOnceWith('text');
    stop.abort();
    say(parent, 'https://oak.example');
    expect(take).toHaveBeenCalledOnce();
  });

  it('[NA9] may have spoken before: in the window, or through React Native’s object', () => {
    expect(saidBefore({ __SHOPBELL_NATIVE__: { options: {} } })).toEqual({ options: {} });
    expect(saidBefore({ ReactNativeWebView: { ...bridge(), injectedObjectJson: () => '{}' } })).toBe('{}');
    expect(saidBefore({ ReactNativeWebView: bridge() })).toBeUndefined();
    const broken = () => {
      throw new Error('none');
    };
    expect(saidBefore({ ReactNativeWebView: { ...bridge(), injectedObjectJson: broken } })).toBeUndefined();
  });
});
