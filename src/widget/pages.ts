import { onHands } from './hands.ts';
import { currentPage, mayShowPages } from './session.ts';
import type { Chat } from './store.ts';

/**
 * [WI49] Tells the team, within consent, when the shopper has gone to another page.
 * @param address of the page that the team knows of
 * @returns the stop function
 */
export function watchPages({ host, client }: Chat, address: string): () => void {
  const stopping = new AbortController();
  let known = address;
  const look = (): void => {
    if (location.href === known) return;
    known = location.href;
    if (mayShowPages(host.options().cookieConsent)) client().signal({ type: 'page', ...currentPage() });
  };
  onHands(look, stopping.signal);
  // Pages that change by script alone are seen where the browser tells of it.
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('navigatesuccess', look, { signal: stopping.signal });
  look();
  return () => stopping.abort();
}
