import type { Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { type Bus, topics } from '../bus/bus.ts';
import type { ConversationRow, Log } from '../store/log.ts';
import { erasuresOf } from './erased-signal.ts';
import { renewState } from './renew-state.ts';

/** A conversation's row and its newest entries: without a hole, the last one at `row.seq`. */
export interface Tail {
  row: ConversationRow;
  entries: Entry[];
}

/** What this process remembers of the conversations that it works with. */
export interface TailCache {
  /** Undefined when there is no such conversation. Never older than a wake-up that this process has heard. */
  tail(shop: string, conversation: string): Promise<Tail | undefined>;
  /** The same, read anew: somebody else was faster. */
  reload(shop: string, conversation: string): Promise<Tail | undefined>;
  /** Takes in what this process has committed itself. */
  feed(row: ConversationRow, entries: Entry[]): void;
  /** Stops listening and forgets everything. */
  close(): void;
}

/** Longest tail. A page is as long, so that most reads never reach the store. */
const TAIL_ENTRIES = LIMITS.syncEntries;

interface Slot {
  tail?: Tail;
  /** Highest seq that is known to exist, from wake-ups. */
  known: number;
  /** How often the log is known to have been erased, from signals. */
  erasures: number;
  reading?: Promise<Tail | undefined>;
  stop: () => void;
}

/** `size`: conversations remembered; the least recently used go first. */
export function createTailCache(log: Log, bus: Pick<Bus, 'listen'>, size = 1000): TailCache {
  const slots = new Map<string, Slot>();

  const slotOf = (shop: string, conversation: string): Slot => {
    const topic = topics.conversation(shop, conversation);
    let slot = slots.get(topic);
    if (slot) slots.delete(topic);
    else {
      const made: Slot = { known: 0, erasures: 0, stop: () => {} };
      made.stop = bus.listen(topic, {
        wake: (seq) => {
          made.known = Math.max(made.known, seq);
        },
        signal: (payload) => {
          made.erasures = Math.max(made.erasures, erasuresOf(payload));
        },
      });
      slot = made;
    }
    slots.set(topic, slot);
    for (const [old, { reading, stop }] of slots) {
      if (slots.size <= size) break;
      if (reading || old === topic) continue;
      stop();
      slots.delete(old);
    }
    return slot;
  };

  const read = (shop: string, conversation: string, slot: Slot): Promise<Tail | undefined> => {
    const held = slot.tail;
    slot.reading ??= readTail(log, shop, conversation, held)
      .then((tail) => {
        // An own commit may have come in meanwhile.
        if (tail && (!slot.tail || tail.row.seq >= slot.tail.row.seq)) slot.tail = tail;
        // Removed, and nothing has come in since.
        if (!tail && slot.tail === held) slot.tail = undefined;
        return slot.tail;
      })
      .finally(() => {
        slot.reading = undefined;
        if (slot.tail) return;
        slot.stop();
        slots.delete(topics.conversation(shop, conversation));
      });
    return slot.reading;
  };

  return {
    async tail(shop, conversation) {
      // A turn later every listener of the same wake-up has been told, this cache among them.
      await Promise.resolve();
      const slot = slotOf(shop, conversation);
      if (slot.tail && isUpTo(slot.tail, slot)) return slot.tail;
      const before = { known: slot.known, erasures: slot.erasures };
      const tail = await read(shop, conversation, slot);
      // A read that was under way before the wake-up may have missed it.
      return tail && !isUpTo(tail, before) ? read(shop, conversation, slot) : tail;
    },
    async reload(shop, conversation) {
      const slot = slotOf(shop, conversation);
      // The one under way may have begun too early.
      await slot.reading?.catch(() => {});
      return read(shop, conversation, slot);
    },
    feed(row, entries) {
      const slot = slotOf(row.shop, row.id);
      const first = entries[0]?.seq;
      const held = slot.tail;
      if (first === 1) slot.tail = { row, entries: entries.slice(-TAIL_ENTRIES) };
      else if (held && first === held.row.seq + 1 && timesErased(held) === (row.erasures ?? 0)) {
        slot.tail = { row, entries: [...held.entries, ...entries].slice(-TAIL_ENTRIES) };
      } else slot.known = Math.max(slot.known, row.seq);
    },
    close() {
      for (const { stop } of slots.values()) stop();
      slots.clear();
    },
  };
}

const timesErased = ({ row }: Tail): number => row.erasures ?? 0;

/** Whether a tail has in it all that is known to have happened. */
const isUpTo = (tail: Tail, { known, erasures }: Pick<Slot, 'known' | 'erasures'>): boolean =>
  tail.row.seq >= known && timesErased(tail) >= erasures;

/** Reads the row and the newest entries; with an older tail in hand, only what came after it. */
async function readTail(log: Log, shop: string, conversation: string, older?: Tail): Promise<Tail | undefined> {
  const stored = await log.conversation(shop, conversation);
  if (!stored) return undefined;
  const row = await renewState(log, stored);
  const stream = { shop, kind: 'conversation', id: conversation } as const;
  // Entries from before an erasure are not gone on with.
  const held = older && timesErased(older) === (row.erasures ?? 0) ? older : undefined;
  const fresh = held ? row.seq - held.row.seq : Number.POSITIVE_INFINITY;
  if (held && fresh === 0) return { row, entries: held.entries };
  if (held && fresh > 0 && fresh <= TAIL_ENTRIES) {
    const more = await log.page(stream, {
      by: 'seq',
      after: held.row.seq,
      limit: fresh,
      maxBytes: LIMITS.syncBytes,
    });
    if (more.at(-1)?.seq === row.seq) return { row, entries: [...held.entries, ...more].slice(-TAIL_ENTRIES) };
  }
  const entries = await log.page(stream, {
    by: 'seq',
    before: row.seq + 1,
    limit: TAIL_ENTRIES,
    maxBytes: LIMITS.syncBytes,
  });
  return { row, entries };
}
