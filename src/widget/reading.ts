import type { VisitorClient } from '../client/client-state.ts';
import type { WireEntry } from '../protocol/entries.ts';
import { isIncoming } from './thread-model.ts';

export interface Reading {
  /** What others said that the shopper has not seen. */
  unseen(): readonly WireEntry[];
  /** The shopper looks, or does not: what is seen is reported, what is not is counted. */
  look(looking: boolean): void;
}

/** [WI22] How far the shopper has read, on this page and by what other devices have reported. */
export function createReading(client: () => VisitorClient, onCount: (unread: number) => void): Reading {
  let log = '';
  let readTo = 0;
  let count = 0;

  const reading: Reading = {
    unseen() {
      const { timeline } = client().state();
      if (!timeline) return [];
      if (log !== timeline.conversation + timeline.epoch) readTo = 0;
      log = timeline.conversation + timeline.epoch;
      readTo = Math.max(readTo, timeline.read.visitor);
      return timeline.entries.filter((entry) => entry.position > readTo && isIncoming(entry));
    },
    look(looking) {
      let { length } = reading.unseen();
      const { timeline } = client().state();
      const position = timeline?.entries.at(-1)?.position ?? 0;
      if (timeline && looking && position > readTo) {
        readTo = position;
        client().signal({ type: 'read', conversation: timeline.conversation, position });
      }
      if (looking) length = 0;
      if (length !== count) onCount(length);
      count = length;
    },
  };
  return reading;
}
