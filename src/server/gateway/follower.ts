import type { WireEntry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Writer } from './writer.ts';

export interface Follower {
  /** There may be more. */
  wake(): void;
  stop(): void;
}

/**
 * Carries a socket from its own cursor to the head of a log, page by page, no faster than it reads. However many
 * wake-ups come, one read is under way.
 */
export function createFollower(options: {
  conversation: string;
  /** Position of the last entry that the reader has. */
  from: number;
  writer: Writer;
  read(after: number): Promise<WireEntry[]>;
  onError(error: unknown): void;
}): Follower {
  const { conversation, writer } = options;
  let cursor = options.from;
  let state: 'resting' | 'reading' | 'waiting' | 'stopped' = 'resting';
  let again = false;

  const halted = (): boolean => state === 'stopped';

  async function catchUp(): Promise<void> {
    do {
      again = false;
      while (writer.ready()) {
        const entries = await options.read(cursor);
        const last = entries.at(-1);
        if (halted() || !last) break;
        const length = writer.send({ type: 'entries', conversation, entries });
        cursor = last.position;
        // A page that is neither long nor large was the last one. (Three bytes may hide in one unit of length.)
        if (entries.length < LIMITS.syncEntries && length < LIMITS.syncBytes / 8) break;
      }
    } while (again && writer.ready() && !halted());
    if (halted()) return;
    state = writer.ready() ? 'resting' : 'waiting';
    if (state === 'waiting') writer.onceReady(resume);
  }

  function resume(): void {
    if (state !== 'waiting') return;
    state = 'resting';
    wake();
  }

  function wake(): void {
    again = true;
    if (state !== 'resting') return;
    state = 'reading';
    catchUp().catch(options.onError);
  }

  return {
    wake,
    stop() {
      state = 'stopped';
    },
  };
}
