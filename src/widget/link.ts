import type { VisitorClient } from '../client/client-state.ts';

/** A connection that has been missing for so long is worth a word. */
const LOST_AFTER_MS = 3000;

export type Lost = 'offline' | 'reconnecting' | undefined;

/** [WI24] Watches the connection: says when it has been missing for a while, and at once that it is back. */
export function createLinkWatch(client: () => VisitorClient, onLost: (lost: Lost) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lost = false;

  const say = (): void => {
    lost = true;
    onLost(navigator.onLine ? 'reconnecting' : 'offline');
  };
  return {
    check() {
      const { at } = client().state().connection;
      if (at === 'connecting' || at === 'waiting') {
        if (lost) say();
        else timer ??= setTimeout(say, LOST_AFTER_MS);
        return;
      }
      clearTimeout(timer);
      timer = undefined;
      if (lost) onLost(undefined);
      lost = false;
    },
    stop: () => clearTimeout(timer),
  };
}
