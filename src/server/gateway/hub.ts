import type { Bus, BusListener } from '../bus/bus.ts';

/** Who listens to which topic: one listener a topic on the bus, however many sockets follow it. */
export interface Hub {
  /** Wake-ups that come close together are told once, with the highest seq; signals one by one, in order. */
  follow(topic: string, listener: BusListener): () => void;
  /** Topics that somebody follows. */
  size(): number;
}

interface Followed {
  listeners: Set<BusListener>;
  /** Highest seq not told yet. */
  pending: number | undefined;
  stop(): void;
}

export function createHub(bus: Pick<Bus, 'listen'>): Hub {
  const topics = new Map<string, Followed>();

  function open(topic: string): Followed {
    const listeners = new Set<BusListener>();
    const followed: Followed = {
      listeners,
      pending: undefined,
      stop: bus.listen(topic, {
        wake(seq) {
          if (followed.pending === undefined) setImmediate(tell);
          followed.pending = Math.max(followed.pending ?? 0, seq);
        },
        signal(payload) {
          for (const listener of [...listeners]) listener.signal?.(payload);
        },
      }),
    };
    const tell = (): void => {
      const seq = followed.pending ?? 0;
      followed.pending = undefined;
      for (const listener of [...listeners]) listener.wake?.(seq);
    };
    topics.set(topic, followed);
    return followed;
  }

  return {
    follow(topic, given) {
      const followed = topics.get(topic) ?? open(topic);
      // Its own object, so that one listener may follow a topic twice.
      const listener = { ...given };
      followed.listeners.add(listener);
      return () => {
        if (!followed.listeners.delete(listener) || followed.listeners.size > 0) return;
        followed.stop();
        topics.delete(topic);
      };
    },
    size: () => topics.size,
  };
}
