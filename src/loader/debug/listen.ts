import type { PageEventName, PageEvents } from '../../protocol/page-api.ts';
import type { Consent } from '../../protocol/primitives.ts';
import type { Dispatch } from '../bell.ts';

/** What the chat has told the page so far. */
export interface Heard {
  /** Lines of the last cart. */
  cartLines?: number;
  connection?: 'online' | 'offline';
  /** The level that was told last, by whoever decides. */
  consent?: Consent;
  errors: string[];
}

/**
 * Listens as the page could.
 * @param changed is called after each event that says something new
 */
export function listen(dispatch: Dispatch, changed: () => void, signal: AbortSignal): Heard {
  const heard: Heard = { errors: [] };
  const on = <N extends PageEventName>(name: N, take: (event: PageEvents[N]) => void): void => {
    const off = dispatch('on', name, (event: PageEvents[N]) => {
      take(event);
      changed();
    }) as () => void;
    signal.addEventListener('abort', off);
  };
  on('cart', ({ lines }) => {
    heard.cartLines = lines;
  });
  on('connection', ({ state }) => {
    heard.connection = state;
  });
  on('error', ({ code, message }) => {
    heard.errors.push(`${code}: ${message}`);
  });
  on('consent', ({ consent }) => {
    heard.consent = consent;
  });
  on('state', () => {});
  return heard;
}
