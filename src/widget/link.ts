import type { VisitorClient } from '../client/client-state.ts';

/** A connection that has been missing for so long is worth a word. */
const LOST_AFTER_MS = 3000;

export type Lost = 'offline' | 'reconnecting' | undefined;

/**
 * [WI24] Watches the connection: says when it has been missing for a while, and at once that it is back.
 * @param onShut called again and again while connections fail: there may be no way for sockets here
 */
export function createLinkWatch(client: () => VisitorClient, onLost: (lost: Lost) => void, onShut: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lost = false;

  const say = (): void => {
    lost = true;
    onShut();
    onLost(navigator.onLine ? 'reconnecting' : 'offline');
  };
  return {
    check() {
      const { connection } = client().state();
      if (connection.at === 'connecting' || connection.at === 'waiting') {
        if (connection.attempt) onShut();
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
