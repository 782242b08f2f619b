import type { JSX } from 'preact';
import { Icon } from '../ui/icon.tsx';
import { offlineIcon } from '../ui/icons.ts';
import type { Lost } from './link.ts';
import type { Words } from './words.ts';

/** What the shopper should know about the connection. `lost` is absent when the server will not have them back. */
export function Banner({ words, lost }: { words: Words; lost?: Lost }): JSX.Element {
  const { stopped, reconnecting, offline } = words.talk;
  const busy = lost === 'reconnecting';
  return (
    <p class={busy ? 'banner busy' : 'banner'}>
      {busy ? <i class="spin" /> : <Icon path={offlineIcon} />}
      {lost ? (busy ? reconnecting : offline) : stopped}
    </p>
  );
}
