import Cookies from 'js-cookie';
import type { OutboxStorage } from '../client/platform.ts';
import { cookiePolicy } from '../ui/cookie-policy.ts';
import type { WidgetHost } from '../ui/widget-host.ts';

const VISITOR_COOKIE = 'shopbell_visitor';
const OUTBOX = 'shopbell_outbox';

export interface WidgetStorage {
  /** The visitor's token, if this device knows it. */
  token(): string | undefined;
  keepToken(token: string): void;
  /** Moves or removes what consent no longer covers, and keeps what it covers by now. */
  apply(): void;
  /** Forgets the visitor. */
  forget(): void;
  outbox: OutboxStorage;
}

/** [WI40–WI45] The visitor's cookie and waiting messages, held to the consent table at each write. */
export function createStorage({ options, started, writeCookie }: WidgetHost): WidgetStorage {
  let token = Cookies.get(VISITOR_COOKIE) || undefined;
  const policy = () => cookiePolicy(options().cookieConsent, started(), options().cookieTTL);
  // Where nobody has started a chat there can be nothing, and storage is not even read.
  let waiting = token || started() || policy().longOutbox || !navigator.cookieEnabled ? kept() : '';

  const outbox: OutboxStorage = {
    load: () => waiting,
    save(text) {
      waiting = text;
      const { longOutbox } = policy();
      try {
        for (const place of [sessionStorage, localStorage]) place.removeItem(OUTBOX);
        if (text && (longOutbox || started())) (longOutbox ? localStorage : sessionStorage).setItem(OUTBOX, text);
      } catch {
        // The browser forbids storage, or it is full; memory has to do.
      }
    },
    clear: () => outbox.save(''),
  };
  const storage: WidgetStorage = {
    token: () => token,
    keepToken(next) {
      token = next;
      writeCookie(VISITOR_COOKIE, next, policy().visitor);
    },
    apply() {
      if (token) storage.keepToken(token);
      // Storage takes its time, even to say that it has nothing.
      if (waiting) outbox.save(waiting);
    },
    forget() {
      token = undefined;
      writeCookie(VISITOR_COOKIE, '', 'none');
      outbox.clear();
    },
    outbox,
  };
  return storage;
}

/** What an earlier page left to be sent. */
function kept(): string {
  try {
    return sessionStorage.getItem(OUTBOX) ?? localStorage.getItem(OUTBOX) ?? '';
  } catch {
    return '';
  }
}
