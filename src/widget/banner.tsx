import type { JSX } from 'preact';
import { Icon } from '../ui/icon.tsx';
import { offlineIcon } from '../ui/panel-icons.ts';
import type { ChatState } from './store.ts';
import type { ChatWords } from './words.ts';

/** What the shopper should know about the connection; empty while all is well. */
export function Banner({ state, words }: { state: ChatState; words: ChatWords }): JSX.Element {
  const stopped = state.visitor.connection.at === 'stopped';
  const busy = !stopped && state.lost === 'reconnecting';
  return (
    <div role="status">
      {(stopped || state.lost) && (
        <p class={busy ? 'banner busy' : 'banner'}>
          {busy ? <i class="spin" /> : <Icon path={offlineIcon} />}
          {stopped ? words.stopped : busy ? words.reconnecting : words.offline}
        </p>
      )}
    </div>
  );
}
