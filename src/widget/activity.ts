import { LIMITS } from '../protocol/limits.ts';
import { onHands } from './hands.ts';
import type { Chat } from './store.ts';

/** How often it is looked whether time has jumped or an answer is overdue, ms. */
const TICK_MS = 5000;
/** What says that network or tab may have come back. */
const RETURNS = ['online', 'offline', 'visibilitychange', 'pageshow'];

/**
 * [WI47, WI48] Watches network, tab and hands: reconnects at once when there is reason to, and tells the team who is
 * idle. A machine that slept and an answer that does not come are reasons to ask whether the socket still lives.
 * @returns the stop function
 */
export function watchActivity({ client, wake }: Chat): () => void {
  const stopping = new AbortController();
  let idle: ReturnType<typeof setTimeout> | undefined;
  let active = true;
  let ticked = Date.now();
  /** The command whose answer was awaited at the last tick. */
  let awaited: string | undefined;

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
  const tick = (): void => {
    const slept = Date.now() > ticked + 3 * TICK_MS && document.visibilityState !== 'hidden';
    const awaits = client()
      .state()
      .outbox.find(({ state }) => state.at === 'sending')?.command.id;
    if (slept || (awaits && awaits === awaited)) wake();
    ticked = Date.now();
    awaited = awaits;
  };
  const ticking = setInterval(tick, TICK_MS);
  onHands(onHand, stopping.signal);
  for (const name of RETURNS) addEventListener(name, onReturn, { signal: stopping.signal, capture: true });
  onHand();
  return () => {
    clearTimeout(idle);
    clearInterval(ticking);
    stopping.abort();
  };
}
