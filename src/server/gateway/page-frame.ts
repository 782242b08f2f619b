import type { WireEntry } from '../../protocol/entries.ts';
import type { VisitorServerFrame } from '../../protocol/frames.ts';
import type { Range } from '../conversations/conversations.ts';

/** The answer to a `sync`: what comes after a position as `entries`, what stands before one as `history`. */
export function pageFrame(conversation: string, { after, before }: Range, entries: WireEntry[]): VisitorServerFrame {
  if (after !== undefined) return { type: 'entries', conversation, entries };
  return { type: 'history', conversation, from: entries[0]?.position ?? before ?? 1, entries };
}

/** A sync asks for exactly one of the two. */
export const asksForPage = ({ after, before }: Range): boolean => (after === undefined) !== (before === undefined);
