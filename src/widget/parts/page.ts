import Cookies from 'js-cookie';
import { watchActivity } from '../activity.ts';
import { startCart } from '../cart.ts';
import { createEventTeller } from '../events.ts';
import { startSheet } from '../sheet.ts';
import { VISITOR_COOKIE, type WriteToken } from '../storage.ts';
import type { Chat } from '../store.ts';

/**
 * What an open chat has to do with the page around it: its cookie, its cart, its events, its
 * screen, its comings and goings.
 */
export interface Page {
  writeToken: WriteToken;
  /** A snapshot of the page's cart. */
  takeCart(cart: unknown): void;
  startSheet: typeof startSheet;
  stop(): void;
}

/** Loaded before the first connection. */
export function startPage(chat: Chat): Page {
  const stopTelling = chat.subscribe(createEventTeller(chat));
  const stopActivity = watchActivity(chat);
  return {
    writeToken(token, lifetime) {
      const attributes = {
        path: '/',
        sameSite: 'lax' as const,
        secure: location.protocol === 'https:',
        domain: chat.host.options().cookieDomain,
      };
      if (lifetime === 'none') Cookies.remove(VISITOR_COOKIE, attributes);
      else
        Cookies.set(VISITOR_COOKIE, token, { ...attributes, expires: lifetime === 'session' ? undefined : lifetime });
    },
    takeCart: startCart(chat),
    startSheet,
    stop() {
      stopTelling();
      stopActivity();
    },
  };
}
