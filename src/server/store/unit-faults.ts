import type { Unit } from './log.ts';

/**
 * Why no store may take this unit, found by looking at the unit alone; undefined when it is sound. Every adapter asks,
 * so that a defect of a writer cannot make a hole in a log or mix two shops.
 */
export function faultOf(unit: Unit): string | undefined {
  const { stream, entries, expectedSeq, row, visitor, jobs = [] } = unit;
  const shops = [row, visitor, ...jobs].filter((part) => part !== undefined).map((part) => part.shop);
  if (shops.some((shop) => shop !== stream.shop)) return 'A unit stays within one shop.';
  if (entries.some((entry, index) => entry.seq !== expectedSeq + index + 1)) {
    return 'Positions of entries must follow the head without a gap.';
  }
  if (stream.kind === 'visitor') return row && 'A visitor stream has no conversation row.';
  if (!row) return entries.length > 0 ? 'Entries of a conversation come with its row.' : undefined;
  if (row.id !== stream.id) return 'The row is of another conversation.';
  if (row.seq !== expectedSeq + entries.length || row.seq === 0)
    return 'The row does not stand at the head of its log.';
  return undefined;
}
