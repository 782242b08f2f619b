import type { Entry, WireEntry } from '../protocol/entries.ts';

/** After so long without a word the shopper's next words count as a new conversation, ms. */
export const INACTIVITY_MS = 600_000;

/** A conversation as reports count it: one log may hold several. */
export interface Episode {
  /** When the shopper began it, epoch ms. */
  startedAt: number;
  /** The shopper has got more than the greeting: an answer to what they said. */
  engaged: boolean;
  /** A person has answered. */
  answered: boolean;
}

/**
 * [CN1–CN4] The conversations that a log counts for, oldest first. The shopper's first words begin one, and so do
 * their words after ten minutes in which nobody said anything, or after a close. Reads nothing that erasure takes.
 */
export function episodesOf(entries: readonly (Entry | WireEntry)[]): Episode[] {
  const episodes: Episode[] = [];
  let current: Episode | undefined;
  let lastAt = 0;
  let closed = false;
  for (const entry of entries) {
    if (entry.kind === 'conversation.closed') current = undefined;
    if (entry.kind === 'conversation.closed' || entry.kind === 'conversation.reopened') {
      closed = entry.kind === 'conversation.closed';
    }
    const speaker = speakerOf(entry);
    // A rating or an address after the close begins nothing.
    if (!speaker || closed) continue;
    const paused = entry.at - lastAt >= INACTIVITY_MS;
    lastAt = entry.at;
    if (speaker === 'visitor') {
      if (current && !paused) continue;
      current = { startedAt: entry.at, engaged: false, answered: false };
      episodes.push(current);
    } else if (current) {
      current.engaged = true;
      if (speaker === 'agent') current.answered = true;
    }
  }
  return episodes;
}

/** Who says something by an entry. What the bot says unasked, its greeting above all, is no answer and no activity. */
function speakerOf(entry: Entry | WireEntry): 'visitor' | 'bot' | 'agent' | undefined {
  const { role } = entry.by;
  switch (entry.kind) {
    case 'message.sent':
      if (role === 'system') return undefined;
      return role === 'bot' && entry.basedOn === undefined ? undefined : role;
    case 'choice.picked':
    case 'email.captured':
    case 'handoff.requested':
    case 'handoff.missed':
      return role === 'visitor' ? role : undefined;
    default:
      return undefined;
  }
}
