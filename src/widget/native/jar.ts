const VISITOR = /(?:^|; ?)shopbell_visitor=([^;]*)/;

/** Where the visitor's token is kept while the page runs in an app. */
export interface Jar {
  token(): string | undefined;
  /** What the app has kept. */
  put(token: string): void;
  /** Nobody is signed in any more. */
  forget(): void;
}

/**
 * [NA10, NA11] Lays the visitor's token over the document's cookies. WebViews sweep their cookies, or have none; an app keeps
 * the token in its own storage. The widget reads and writes cookies as everywhere, by its table of consent, and what it
 * writes is told.
 * @param onToken the token to keep, or undefined: forget it
 */
export function layJar(page: Document, onToken: (token: string | undefined) => void, signal: AbortSignal): Jar {
  const own: object = Object.getPrototypeOf(page);
  const real = (): string => Reflect.get(own, 'cookie', page);
  let token = VISITOR.exec(real())?.[1] || undefined;

  Object.defineProperty(page, 'cookie', {
    configurable: true,
    get() {
      const others = real()
        .split('; ')
        .filter((cookie) => cookie !== '' && !VISITOR.test(cookie));
      return [...others, ...(token ? [`shopbell_visitor=${token}`] : [])].join('; ');
    },
    set(text: string) {
      Reflect.set(own, 'cookie', text, page);
      // An empty one is a token that may not be kept yet: the chat has not been started. Signing out is the app's word.
      const next = VISITOR.exec(text)?.[1];
      if (!next || next === token) return;
      token = next;
      onToken(token);
    },
  });
  signal.addEventListener('abort', () => Reflect.deleteProperty(page, 'cookie'));
  return {
    token: () => token,
    put(kept) {
      token = kept;
    },
    forget() {
      token = undefined;
      onToken(token);
    },
  };
}
