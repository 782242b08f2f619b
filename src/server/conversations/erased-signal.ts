import type { ConversationRow } from '../store/log.ts';

/** Carried on a conversation's topic: copies of the log from before this erasure are no longer good. */
export interface ErasedSignal {
  type: 'erased';
  /** How often the log has been erased by now. */
  erasures: number;
}

/** More than any count: the log as a whole is gone. */
export const REMOVED = Number.MAX_SAFE_INTEGER;

/** How often a log has been erased, by a signal on its topic; 0 for any other signal. */
export function erasuresOf(payload: unknown): number {
  const signal = payload as Partial<ErasedSignal> | null;
  return typeof signal === 'object' && signal?.type === 'erased' ? (signal.erasures ?? 0) : 0;
}

/**
 * The epoch of one conversation's log: that of the store, until the log was erased. A reader who comes back with
 * positions of another epoch starts over, and so lets go of what was erased meanwhile.
 */
export const epochOf = (epoch: string, row: Pick<ConversationRow, 'erasures'> | undefined): string =>
  row?.erasures ? `${epoch}.${row.erasures}` : epoch;
