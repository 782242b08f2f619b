import type { Entry, WireEntry } from '../protocol/entries.ts';
import { VISIBILITY } from '../protocol/visibility.ts';

/** An entry as the team reads it: numbered by `seq`. */
export function forTeam({ seq, pub: _, ...entry }: Entry): WireEntry {
  return { ...entry, position: seq };
}

/**
 * An entry as its shopper reads it: numbered by `pub`, without anything that counts in the team's numbering or that
 * concerns the bot's inner life. Undefined for what only the team may see.
 */
export function forVisitor(entry: Entry): WireEntry | undefined {
  if (VISIBILITY[entry.kind] !== 'public' || entry.pub === undefined) return undefined;
  const { seq: _, pub, command, ...rest } = entry;
  const shown = { ...rest, position: pub, ...(entry.by.role === 'visitor' && command && { command }) };
  if (shown.kind !== 'message.sent') return shown;
  const { basedOn: __, fallback: ___, expects: ____, ...message } = shown;
  return message;
}
