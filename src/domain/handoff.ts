import type { Author } from '../protocol/author.ts';
import type { Content } from '../protocol/content.ts';
import type { HandoffReason } from '../protocol/entries.ts';
import type { Conversation } from './conversation.ts';
import type { Facts, NewEntry } from './decision.ts';

/** What the bot says as its last words before a person is wanted, and what happens then. */
export interface Handoff {
  words: Content[];
  entries: NewEntry[];
}

/**
 * [TR1–TR7] A person is wanted. Where one can be had the conversation is theirs to take from here on, after the shop's
 * first reply if it is the first time. Where none can, the bot keeps it and says so; what was missed is told once.
 * The shopper is invited once to leave an address, so that the answer can find them.
 */
export function handoff(
  reason: HandoffReason,
  state: Conversation | undefined,
  facts: Facts,
  by: Author,
  command: string,
): Handoff {
  const { team = { open: true } } = facts;
  const stamp = { by, at: facts.now, command };
  const words = team.words ? [team.words] : [];
  if (team.open) {
    const entries: NewEntry[] = [{ ...stamp, kind: 'handoff.requested', reason }, ...invitation(state, facts, command)];
    return { words: state?.personWanted ? [] : words, entries };
  }
  const { backAt } = team;
  const told = state?.missed !== undefined && state.missed.backAt === backAt;
  const missed: NewEntry = { ...stamp, kind: 'handoff.missed', reason, ...(backAt !== undefined && { backAt }) };
  return {
    words,
    entries: [
      ...(told ? [] : [missed]),
      // Where nobody will ever answer, an address would be asked for in vain.
      ...(backAt === undefined ? [] : invitation(state, facts, command)),
    ],
  };
}

/** Asks for an address where none is known, once in a conversation. */
function invitation(state: Conversation | undefined, facts: Facts, command: string): NewEntry[] {
  const asked = state ? state.email !== 'unknown' : facts.askEmail === 'start';
  if (asked || facts.emailKnown || facts.askEmail === 'never') return [];
  return [{ by: { role: 'system' }, at: facts.now, command, kind: 'email.requested' }];
}
