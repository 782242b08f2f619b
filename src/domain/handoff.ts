import type { Author } from '../protocol/author.ts';
import type { HandoffReason } from '../protocol/entries.ts';
import type { Conversation } from './conversation.ts';
import type { Facts, NewEntry } from './decision.ts';

/** A person is wanted from here on; the shopper is invited once to leave an address, so that the answer can find them. */
export function handoff(
  reason: HandoffReason,
  state: Conversation | undefined,
  facts: Facts,
  by: Author,
  command: string,
): NewEntry[] {
  const entries: NewEntry[] = [{ by, at: facts.now, command, kind: 'handoff.requested', reason }];
  const asked = state ? state.email !== 'unknown' : facts.askEmail === 'start';
  if (!asked && !facts.emailKnown && facts.askEmail !== 'never') {
    entries.push({ by: { role: 'system' }, at: facts.now, command, kind: 'email.requested' });
  }
  return entries;
}
