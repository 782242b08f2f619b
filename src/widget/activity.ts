import { LIMITS } from '../protocol/limits.ts';
import { currentPage, mayShowPages } from './session.ts';
import type { Chat } from './store.ts';

/** What says that the shopper is there, and what says that the page has changed its place in their life. */
const HANDS = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'popstate'];
const RETURNS = ['online', 'offline', 'visibilitychange', 'pageshow'];

/**
 * [WI47–WI49] Watches network, tab and hands: reconnects at once when there is reason to, tells the team who is idle and,
 * within consent, which page is looked at. @returns the stop function
 */
export function watchActivity({ host, client, wake }: Chat): () => void {
  const stopping = new AbortController();
  const options = { signal: stopping.signal, passive: true, capture: true };
  let idle: ReturnType<typeof setTimeout> | undefined;
  let active = true;
  let address = location.href;

  const presence = (now: boolean): void => {
    if (active === now) return;
    active = now;
    client().signal({ type: 'presence', state: now ? 'active' : 'idle' });
  };
  const onHands = (): void => {
    clearTimeout(idle);
    idle = setTimeout(presence, LIMITS.idleMs, false);
    presence(true);
    if (location.href === address) return;
    address = location.href;
    if (mayShowPages(host.options().cookieConsent)) client().signal({ type: 'page', ...currentPage() });
  };
  const onReturn = (): void => {
    wake();
    if (document.visibilityState !== 'hidden') onHands();
  };
  for (const name of HANDS) addEventListener(name, onHands, options);
  for (const name of RETURNS) addEventListener(name, onReturn, options);
  // Pages that change by script alone are seen where the browser tells of it.
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('navigatesuccess', onHands, options);
  onHands();
  return () => {
    clearTimeout(idle);
    stopping.abort();
  };
}
