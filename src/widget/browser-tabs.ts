import type { Leadership, TabChannel } from '../client/tab-channel.ts';

/** A place among the tabs of a browser, and whether it was free has been said. */
export interface BrowserLeadership extends Leadership {
  /** Resolves once it is known who leads now. */
  settled(): Promise<void>;
}

/** Messages to the other tabs of this origin. Where browsers have no such channel nobody hears them. */
export function createChannel<T>(name: string): TabChannel<T> {
  if (!canShare()) return { post() {}, listen() {}, close() {} };
  let channel: BroadcastChannel | undefined;
  return {
    post: (message) => channel?.postMessage(message),
    listen(hear) {
      channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => hear(data);
    },
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}

/** The lead as a lock: browsers pass it on when its tab closes or crashes. Without locks every tab leads itself. */
export function createLeadership(name: string): BrowserLeadership {
  let settled = Promise.resolve();
  return {
    settled: () => settled,
    stand(won) {
      const leaving = new AbortController();
      const { signal } = leaving;
      if (!canShare()) {
        won();
        return () => {};
      }
      settled = new Promise((settle) => {
        const hold = (lock: Lock | null): Promise<void> | undefined => {
          settle();
          if (!lock || signal.aborted) return undefined;
          won();
          return new Promise((release) => signal.addEventListener('abort', () => release()));
        };
        navigator.locks
          .request(name, { ifAvailable: true }, hold)
          .then(() => (signal.aborted ? undefined : navigator.locks.request(name, { signal }, hold)))
          // Not allowed here, or no longer wanted.
          .catch(() => settle());
      });
      return () => leaving.abort();
    },
  };
}

/** Locks want a secure page. */
const canShare = (): boolean => 'locks' in navigator && !!navigator.locks && 'BroadcastChannel' in globalThis;
