interface Handler {
  postMessage(text: string): unknown;
}

/** What apps put into a page's window. */
export interface AppWindow {
  ReactNativeWebView?: Handler & { injectedObjectJson?(): string | undefined };
  webkit?: { messageHandlers?: { shopbell?: Handler; cordova_iab?: Handler } };
  shopbellNative?: Handler;
  __SHOPBELL_NATIVE__?: unknown;
}

/** The app around the page, or the page that shows this one in a frame. */
export interface App {
  post(text: string): void;
  /** Takes what the app says by other ways than `Shopbell.fromNative`. */
  listen(take: (text: unknown) => void, refuse: (origin: string) => void, signal: AbortSignal): void;
}

const usable = (handler: Handler | undefined): handler is Handler => typeof handler?.postMessage === 'function';
const nowhere = (): void => undefined;

/**
 * [NA6, NA7] The first bridge that exists. The order counts: React Native has handlers of WebKit's beside its own.
 * @param parents origins that may show this page in a frame and speak to it
 */
export function findApp(page: Window & AppWindow, parents: readonly string[]): App | undefined {
  const handlers = page.webkit?.messageHandlers;
  const handler = [page.ReactNativeWebView, handlers?.shopbell, page.shopbellNative, handlers?.cordova_iab].find(
    usable,
  );
  if (handler) return { post: (text) => void handler.postMessage(text), listen: nowhere };
  if (page.parent === page) return undefined;
  const origin = parentOrigin(page);
  if (!origin || !parents.includes(origin)) return undefined;
  return {
    post: (text) => page.parent.postMessage(text, origin),
    listen(take, refuse, signal) {
      page.addEventListener(
        'message',
        (event) => {
          if (event.source === page.parent && event.origin === origin) take(event.data);
          else refuse(event.origin);
        },
        { signal },
      );
    },
  };
}

/** Firefox names no ancestors, but says where the frame was asked from. */
function parentOrigin({ location, document }: Window): string | undefined {
  const [nearest] = location.ancestorOrigins ?? [];
  if (nearest) return nearest;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined;
}

/** What the app has said before the page loaded: a value in the window, or React Native's injected object. */
export function saidBefore(page: AppWindow): unknown {
  try {
    return page.__SHOPBELL_NATIVE__ ?? page.ReactNativeWebView?.injectedObjectJson?.();
  } catch {
    // An app without such an object.
    return undefined;
  }
}
