import type { Entry, WireEntry } from '../protocol/entries.ts';
import { VISIBILITY } from '../protocol/visibility.ts';
import { isReadable } from './forms.ts';

/** An entry as the team reads it: numbered by `seq`. */
export function forTeam(entry: Entry): WireEntry {
  if (!isReadable(entry)) return unknownAt(entry, entry.seq);
  const { seq, pub: _, ...shown } = entry;
  return { ...shown, position: seq };
}

/**
 * An entry as its shopper reads it: numbered by `pub`, without anything that counts in the team's numbering or that
 * concerns the bot's inner life. Undefined for what only the team may see.
 */
export function forVisitor(entry: Entry): WireEntry | undefined {
  if (entry.pub === undefined) return undefined;
  if (!isReadable(entry)) return unknownAt(entry, entry.pub);
  if (VISIBILITY[entry.kind] !== 'public') return undefined;
  const { seq: _, pub, command, ...rest } = entry;
  const shown = { ...rest, position: pub, ...(entry.by.role === 'visitor' && command && { command }) };
  if (shown.kind !== 'message.sent') return shown;
  const { basedOn: __, fallback: ___, expects: ____, ...message } = shown;
  return message;
}

/**
 * [EN72] What a newer release has written keeps its place and shows nothing: what stands in it, and for whom, is not
 * ours to judge. No reader knows the kind, so each only counts it.
 */
const unknownAt = ({ at, v }: Entry, position: number): WireEntry =>
  ({ position, at, v, by: { role: 'system' }, kind: 'unknown' }) as unknown as WireEntry;
