import type { Bus, BusListener } from '../bus/bus.ts';
import { allOf, type Few, minus, plus } from '../bus/few.ts';

/** Who listens to which topic: one listener a topic on the bus, however many sockets follow it. */
export interface Hub {
  /** Wake-ups that come close together are told once, with the highest seq; signals one by one, in order. */
  follow(topic: string, listener: BusListener): () => void;
  /** Topics that somebody follows. */
  size(): number;
}

interface Followed {
  listeners: Few<BusListener>;
  stop(): void;
}

export function createHub(bus: Pick<Bus, 'listen'>): Hub {
  const topics = new Map<string, Followed>();
  /** Highest seq not told yet. */
  const pending = new Map<string, number>();

  const tell = (topic: string): void => {
    const seq = pending.get(topic) ?? 0;
    pending.delete(topic);
    for (const listener of allOf(topics.get(topic)?.listeners)) listener.wake?.(seq, topic);
  };
  /** The same for all topics. */
  const ear: BusListener = {
    wake(seq, topic) {
      const known = pending.get(topic);
      if (known === undefined) setImmediate(tell, topic);
      pending.set(topic, Math.max(known ?? 0, seq));
    },
    signal(payload, topic) {
      for (const listener of allOf(topics.get(topic)?.listeners)) listener.signal?.(payload, topic);
    },
  };

  function leave(topic: string, listener: BusListener): void {
    const followed = topics.get(topic);
    if (!followed) return;
    const left = minus(followed.listeners, listener);
    if (left) followed.listeners = left;
    else {
      followed.stop();
      topics.delete(topic);
    }
  }

  return {
    follow(topic, listener) {
      const followed = topics.get(topic);
      if (followed) followed.listeners = plus(followed.listeners, listener);
      else topics.set(topic, { listeners: listener, stop: bus.listen(topic, ear) });
      let stopped = false;
      return () => {
        if (!stopped) leave(topic, listener);
        stopped = true;
      };
    },
    size: () => topics.size,
  };
}
