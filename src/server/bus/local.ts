import type { Bus, BusListener, Carrier } from './bus.ts';
import { allOf, type Few, minus, plus } from './few.ts';

/** The bus of a single process: listeners are called at once, in the order in which they came. It is never away. */
export function createLocalBus(options: { onError?: (error: unknown) => void } = {}): Bus {
  const listeners = new Map<string, Few<BusListener>>();

  const tell = (topic: string, call: (listener: BusListener) => void): void => {
    for (const listener of allOf(listeners.get(topic))) {
      // A listener may stop itself or others while it is told.
      if (!allOf(listeners.get(topic)).includes(listener)) continue;
      try {
        call(listener);
      } catch (error) {
        options.onError?.(error);
      }
    }
  };

  const carrier: Carrier = {
    wake: (topic, seq) => tell(topic, (listener) => listener.wake?.(seq, topic)),
    signal: (topic, payload) => tell(topic, (listener) => listener.signal?.(payload, topic)),
  };

  return {
    ...carrier,
    here: carrier,
    listen(topic, listener) {
      listeners.set(topic, plus(listeners.get(topic), listener));
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        const left = minus(listeners.get(topic), listener);
        if (left) listeners.set(topic, left);
        else listeners.delete(topic);
      };
    },
    onReturn: () => () => {},
    reachable: () => true,
    async close() {
      listeners.clear();
    },
  };
}
