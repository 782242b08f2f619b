import type { Bus, BusListener, Carrier } from './bus.ts';

/** The bus of a single process: listeners are called at once, in the order in which they came. It is never away. */
export function createLocalBus(options: { onError?: (error: unknown) => void } = {}): Bus {
  const listeners = new Map<string, Set<BusListener>>();

  const tell = (topic: string, call: (listener: BusListener) => void): void => {
    // A copy: a listener may stop itself or others while it is told.
    for (const listener of [...(listeners.get(topic) ?? [])]) {
      if (!listeners.get(topic)?.has(listener)) continue;
      try {
        call(listener);
      } catch (error) {
        options.onError?.(error);
      }
    }
  };

  const carrier: Carrier = {
    wake: (topic, seq) => tell(topic, (listener) => listener.wake?.(seq)),
    signal: (topic, payload) => tell(topic, (listener) => listener.signal?.(payload)),
  };

  return {
    ...carrier,
    here: carrier,
    listen(topic, given) {
      // Its own object, so that one listener may stand on a topic twice.
      const listener: BusListener = { wake: (seq) => given.wake?.(seq), signal: (payload) => given.signal?.(payload) };
      const all = listeners.get(topic) ?? new Set();
      listeners.set(topic, all);
      all.add(listener);
      return () => {
        const now = listeners.get(topic);
        if (now?.delete(listener) && now.size === 0) listeners.delete(topic);
      };
    },
    onReturn: () => () => {},
    reachable: () => true,
    async close() {
      listeners.clear();
    },
  };
}
