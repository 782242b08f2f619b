import type { WireEntry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Range } from '../conversations/conversations.ts';
import { createFollower, type Follower } from './follower.ts';
import type { Hub } from './hub.ts';
import type { Writer } from './writer.ts';

/** A conversation that a socket reads: what it is shown first, and then everything that follows. */
export interface OpenLog {
  conversation: string;
  /** True when the entries go on after the reader's own position; else the reader starts over with them. */
  continues: boolean;
  /** Position of the first entry, or the head's next one when there is none. */
  from: number;
  entries: WireEntry[];
  /** Call when the first entries have been sent. */
  follow(): void;
  stop(): void;
}

/**
 * Opens a log at the reader's position, if that is at most `welcomeEntries` behind the head, else at its newest
 * entries. It listens before it reads, so that nothing falls between.
 */
export async function openLog(options: {
  conversation: string;
  topic: string;
  /** In the reader's numbering, like every position here. */
  head: number;
  after: number | undefined;
  hub: Hub;
  writer: Writer;
  read(range: Range): Promise<WireEntry[]>;
  onSignal(payload: unknown): void;
  onError(error: unknown): void;
}): Promise<OpenLog> {
  const { conversation, head, after, writer, read, onError } = options;
  let follower: Follower | undefined;
  const unfollow = options.hub.follow(options.topic, { wake: () => follower?.wake(), signal: options.onSignal });
  const stop = (): void => {
    unfollow();
    follower?.stop();
  };

  try {
    const continues = after !== undefined && after <= head && after >= head - LIMITS.welcomeEntries;
    const entries = continues
      ? await read({ after })
      : (await read({ before: head + 1 })).slice(-LIMITS.welcomeEntries);
    const from = entries[0]?.position ?? (continues ? after : head) + 1;
    const last = entries.at(-1)?.position ?? from - 1;
    return {
      conversation,
      continues,
      from,
      entries,
      follow() {
        follower = createFollower({ conversation, from: last, writer, read: (seen) => read({ after: seen }), onError });
        follower.wake();
      },
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}
