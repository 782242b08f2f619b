import type { Logger } from 'pino';
import { type Bus, topics } from '../bus/bus.ts';
import type { ConversationRow, Head, Log } from '../store/log.ts';

export interface SweepOptions {
  log: Pick<Log, 'heads'>;
  bus: Bus;
  logger: Pick<Logger, 'warn'>;
  /** 0 = only when the bus returns. */
  everyMs: number;
}

export interface Sweep {
  /** This process has woken everybody for this row itself. */
  told(row: ConversationRow): void;
  stop(): void;
}

/** Heads a call. */
const PAGE = 500;

/**
 * Wake-ups may be lost: every two seconds, and when the bus comes back, the heads of conversations changed since the
 * last good sweep are told to this process's listeners, except those that this process has told already.
 */
export function createSweep({ log, bus, logger, everyMs }: SweepOptions): Sweep {
  /** Marks before the first sweep are of no interest: nobody has listened yet. */
  let mark: number | undefined;
  let own = new Map<string, number>();
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const sweep = async (): Promise<void> => {
    const earlier = own;
    own = new Map();
    try {
      if (mark === undefined) {
        mark = (await log.heads(-1, 0)).mark;
        return;
      }
      for (;;) {
        const { heads, mark: next } = await log.heads(mark, PAGE);
        if (stopped) return;
        for (const head of heads) tell(head, earlier);
        mark = next;
        if (heads.length < PAGE) return;
      }
    } catch (error) {
      // The mark has not moved: the next sweep covers the same time again.
      for (const [topic, seq] of own) earlier.set(topic, seq);
      own = earlier;
      logger.warn({ err: error }, 'comparing heads failed');
    }
  };

  const tell = ({ shop, conversation, visitor, seq, pub }: Head, earlier: Map<string, number>): void => {
    const topic = topics.conversation(shop, conversation);
    if (Math.max(earlier.get(topic) ?? 0, own.get(topic) ?? 0) >= seq) return;
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
    told({ shop, id, seq }) {
      own.set(topics.conversation(shop, id), seq);
    },
    stop() {
      stopped = true;
      clearInterval(timer);
      stopListening();
    },
  };
}
