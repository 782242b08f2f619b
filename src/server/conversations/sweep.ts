import type { Logger } from 'pino';
import { type Bus, topics } from '../bus/bus.ts';
import type { ConversationRow, Head, Log } from '../store/log.ts';
import type { ErasedSignal } from './erased-signal.ts';

export interface SweepOptions {
  log: Pick<Log, 'heads'>;
  bus: Bus;
  logger: Pick<Logger, 'warn'>;
  /** 0 = only when the bus returns. */
  everyMs: number;
  /** Called for each conversation of which nobody here had told. */
  onFound?: () => void;
}

export interface Sweep {
  /** This process has woken everybody for this row itself. */
  told(row: ConversationRow): void;
  stop(): void;
}

/** Heads by topic. */
type Told = Map<string, Pick<Head, 'seq' | 'erasures'>>;

/** Whether who knows `told` learns nothing new from `head`. */
const covers = (told: Pick<Head, 'seq' | 'erasures'> | undefined, head: Head): boolean =>
  told !== undefined && told.seq >= head.seq && told.erasures >= head.erasures;

/** Heads a call. */
const PAGE = 500;

/**
 * Wake-ups may be lost: every two seconds, and when the bus comes back, the heads of conversations changed since the
 * last good sweep are told to this process's listeners, except those that this process has told already.
 */
export function createSweep({ log, bus, logger, everyMs, onFound }: SweepOptions): Sweep {
  /** Marks before the first sweep are of no interest: nobody has listened yet. */
  let mark: number | undefined;
  /** What this process has told by itself since the last sweep. */
  let own: Told = new Map();
  /** What the last sweep was told of: a store with several writers tells some heads once more. */
  let swept: Told = new Map();
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const sweep = async (): Promise<void> => {
    const earlier = own;
    const now: Told = new Map();
    own = new Map();
    try {
      if (mark === undefined) {
        mark = (await log.heads(-1, 0)).mark;
        return;
      }
      for (;;) {
        const { heads, mark: next, more } = await log.heads(mark, PAGE);
        if (stopped) return;
        for (const head of heads) {
          const topic = topics.conversation(head.shop, head.conversation);
          if (![earlier, own, swept].some((told) => covers(told.get(topic), head))) tell(topic, head);
          now.set(topic, head);
        }
        mark = next;
        if (!more) break;
      }
      swept = now;
    } catch (error) {
      // The mark has not moved: the next sweep covers the same time again.
      for (const [topic, head] of own) earlier.set(topic, head);
      own = earlier;
      logger.warn({ err: error }, 'comparing heads failed');
    }
  };

  const tell = (topic: string, { shop, conversation, visitor, seq, pub, erasures }: Head): void => {
    // Whoever knows of it already passes it over.
    if (erasures > 0) bus.here.signal(topic, { type: 'erased', erasures } satisfies ErasedSignal);
    onFound?.();
    bus.here.wake(topic, seq);
    bus.here.wake(topics.visitor(shop, visitor), pub);
    bus.here.signal(topics.lists(shop), { conversation });
  };

  const run = (): void => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = sweep().finally(() => {
      running = undefined;
      if (!again) return;
      again = false;
      run();
    });
  };

  const stopListening = bus.onReturn(run);
  const timer = everyMs > 0 ? setInterval(run, everyMs) : undefined;
  timer?.unref();
  run();

  return {
    told({ shop, id, seq, erasures = 0 }) {
      own.set(topics.conversation(shop, id), { seq, erasures });
    },
    stop() {
      stopped = true;
      clearInterval(timer);
      stopListening();
    },
  };
}
