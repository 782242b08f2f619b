import { LIMITS } from '../protocol/limits.ts';
import { onHands } from './hands.ts';
import type { Chat } from './store.ts';

/** What says that network or tab may have come back. */
const RETURNS = ['online', 'offline', 'visibilitychange', 'pageshow'];

/**
 * [WI47, WI48] Watches network, tab and hands: reconnects at once when there is reason to, and tells the team who is
 * idle. @returns the stop function
 */
export function watchActivity({ client, wake }: Chat): () => void {
  const stopping = new AbortController();
  let idle: ReturnType<typeof setTimeout> | undefined;
  let active = true;

  const presence = (now: boolean): void => {
    if (active !== now) client().signal({ type: 'presence', state: now ? 'active' : 'idle' });
    active = now;
  };
  const onHand = (): void => {
    clearTimeout(idle);
    idle = setTimeout(presence, LIMITS.idleMs, false);
    presence(true);
  };
  const onReturn = (): void => {
    wake();
    if (document.visibilityState !== 'hidden') onHand();
  };
  onHands(onHand, stopping.signal);
  for (const name of RETURNS) addEventListener(name, onReturn, { signal: stopping.signal, capture: true });
  onHand();
  return () => {
    clearTimeout(idle);
    stopping.abort();
  };
}
