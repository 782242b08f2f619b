// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStorage } from './storage.ts';
import { createFakeHost } from './testing/fakes.ts';

const KEY = 'shopbell_outbox';
const places = () => [sessionStorage.getItem(KEY), localStorage.getItem(KEY)];

function setUp(cookieConsent: 0 | 1 | 2 | 3, begun = false) {
  const { host, options, started, cookies: written } = createFakeHost({ cookieConsent, cookieTTL: 365 });
  started.now = begun;
  const storage = createStorage(host);
  const start = (): void => {
    started.now = true;
    storage.apply();
  };
  return { options, written, storage, start };
}

afterEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  for (const name of ['shopbell_visitor', 'other_shopbell_visitor']) document.cookie = `${name}=; max-age=0`;
});

describe('storage', () => {
  it.each([
    [0, 'none', 'session'],
    [1, 365, 365],
    [2, 'session', 'session'],
    [3, 365, 365],
  ] as const)(
    '[WI40] with consent %i keeps the token %s before the chat is started and %s after',
    (consent, before, after) => {
      const { storage, written, start } = setUp(consent);
      storage.keepToken('t1');
      start();
      storage.keepToken('t2');
      expect(written.at(0)).toEqual(['t1', before]);
      expect(written.at(-1)).toEqual(['t2', after]);
    },
  );

  it('[WI41] holds unsent messages in memory, then for the session, and longer only with personalisation', () => {
    const { storage, options, start } = setUp(0);
    storage.outbox.save('a');
    expect(places()).toEqual([null, null]);
    start();
    expect(places()).toEqual(['a', null]);
    options.cookieConsent = 1;
    storage.apply();
    expect(places()).toEqual([null, 'a']);
    options.cookieConsent = 2;
    storage.apply();
    expect(places()).toEqual(['a', null]);
    storage.outbox.clear();
    expect(places()).toEqual([null, null]);
  });

  it('[WI42] finds what an earlier page left, and reads nothing where nobody has started a chat', () => {
    sessionStorage.setItem(KEY, 'left');
    expect(setUp(0, true).storage.outbox.load()).toBe('left');
    expect(setUp(1).storage.outbox.load()).toBe('left');
    const read = vi.spyOn(Storage.prototype, 'getItem');
    expect(setUp(0).storage.outbox.load()).toBe('');
    expect(read).not.toHaveBeenCalled();
    document.cookie = 'shopbell_visitor=tok';
    expect(setUp(0).storage.outbox.load()).toBe('left');
  });

  it('[WI43] knows the visitor of this device by the cookie', () => {
    document.cookie = 'other_shopbell_visitor=no';
    expect(setUp(0).storage.token()).toBeUndefined();
    document.cookie = 'shopbell_visitor=tok';
    expect(setUp(0).storage.token()).toBe('tok');
  });

  it('[WI44] forgets the visitor', () => {
    const { storage, written } = setUp(1);
    storage.keepToken('t');
    storage.outbox.save('a');
    storage.forget();
    expect(written.at(-1)).toEqual(['', 'none']);
    expect(storage.token()).toBeUndefined();
    expect(places()).toEqual([null, null]);
  });

  it('[WI45] goes on in memory where storage is forbidden', () => {
    const { storage } = setUp(1);
    const forbidden = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new Error('forbidden');
      },
    });
    try {
      storage.outbox.save('a');
      expect(storage.outbox.load()).toBe('a');
    } finally {
      Object.defineProperty(globalThis, 'localStorage', forbidden);
    }
  });
});
