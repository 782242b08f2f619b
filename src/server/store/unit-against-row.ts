import type { ConversationRow, Outcome, Unit } from './log.ts';
import type { Columns } from './tables.ts';

/** What the row of a conversation tells about a unit. */
export type HeldRow = Pick<Columns<'conversations'>, 'visitor' | 'seq' | 'pub' | 'erasures'>;

export interface Around {
  /** Whether the visitor of the unit's row has a row, the unit's own patch included. */
  visitorKnown(): boolean;
  /** Whether that visitor has another open conversation. */
  openElsewhere(): boolean;
}

/** Why a unit cannot follow the row as it stands now; undefined when it can. Every adapter asks before it writes. */
export function againstRow(
  { entries, expectedSeq }: Unit,
  row: ConversationRow,
  before: HeldRow | undefined,
  around: Around,
): Extract<Outcome, { at: 'conflict' | 'failed' }> | undefined {
  if ((before?.seq ?? 0) !== expectedSeq) return { at: 'conflict' };
  // Erased meanwhile: a row made of the old one would bring back what is gone.
  if ((before?.erasures ?? 0) !== (row.erasures ?? 0)) return { at: 'conflict' };
  if (before ? before.visitor !== row.visitor : !around.visitorKnown()) {
    return { at: 'failed', reason: 'The visitor of the conversation has no row, or is another one.' };
  }
  if (row.open && around.openElsewhere()) return { at: 'conflict' };
  const pubs = entries.flatMap((entry) => (entry.pub === undefined ? [] : [entry.pub]));
  const pub = before?.pub ?? 0;
  if (pubs.some((value, index) => value !== pub + index + 1) || row.pub !== pub + pubs.length) {
    return { at: 'failed', reason: 'Public positions must follow the head without a gap.' };
  }
  return undefined;
}
