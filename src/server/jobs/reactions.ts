import type { Conversation } from '../../domain/conversation.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { NewJob } from '../store/jobs.ts';
import type { Wants } from '../webhooks/wanted.ts';

/** A job without its place, which the unit gives. */
export type Reaction = Pick<NewJob, 'kind' | 'seq' | 'delayMs'>;

/** A shopper who is still there reads a reply in this time; then it goes out by email. */
export const EMAIL_DELAY_MS = 10_000;
/** Devices are told a little earlier: whoever takes theirs up reads on, and gets no email. */
export const PUSH_DELAY_MS = 5_000;

const nobody: Wants = () => false;

/**
 * [EN20–EN22, TR5, BL6, WH15, PU5] Who has to do something about these entries. `state` is the state after them; `wanted` says which
 * kinds the shop's webhooks ask for, `pushes` whether devices can be told. Pure.
 */
export function reactions(entries: Entry[], state: Conversation, wanted: Wants = nobody, pushes = false): Reaction[] {
  return entries.flatMap((entry) => [
    ...botTurn(entry, state),
    ...emailCopy(entry, state),
    ...(pushes ? deviceNote(entry) : []),
    ...searchWords(entry),
    ...laterHandoff(entry),
    ...otherConversations(entry),
    ...webhook(entry, wanted),
  ]);
}

/** The shop's own servers are told of what they ask for. */
function webhook(entry: Entry, wanted: Wants): Reaction[] {
  return wanted(entry.kind) ? [{ kind: 'webhook', seq: entry.seq, delayMs: 0 }] : [];
}

/** The bot answers the shopper's latest words while it has the floor. */
function botTurn(entry: Entry, state: Conversation): Reaction[] {
  const latest = state.status.at === 'bot' && entry.seq === state.lastVisitorSeq;
  return latest ? [{ kind: 'bot', seq: entry.seq, delayMs: 0 }] : [];
}

/** What a person writes goes to the address that the shopper has given, should they have left. */
function emailCopy(entry: Entry, state: Conversation): Reaction[] {
  const reply = entry.kind === 'message.sent' && entry.by.role === 'agent';
  return reply && state.email === 'given' ? [{ kind: 'email', seq: entry.seq, delayMs: EMAIL_DELAY_MS }] : [];
}

/** What a person writes is told to the shopper's devices, should they be away. Whether they have any, the job sees. */
function deviceNote(entry: Entry): Reaction[] {
  const reply = entry.kind === 'message.sent' && entry.by.role === 'agent';
  return reply ? [{ kind: 'push', seq: entry.seq, delayMs: PUSH_DELAY_MS }] : [];
}

/** A person who was wanted in vain is wanted again when the team is back. */
function laterHandoff(entry: Entry): Reaction[] {
  if (entry.kind !== 'handoff.missed' || entry.backAt === undefined) return [];
  return [{ kind: 'handoff', seq: entry.seq, delayMs: Math.max(0, entry.backAt - entry.at) }];
}

/** A block is of the shopper. What follows it is the job's own doing and leads to no other job. */
function otherConversations({ kind, by, seq }: Entry): Reaction[] {
  const blocking = kind === 'conversation.blocked' || kind === 'conversation.unblocked';
  return blocking && by.role === 'agent' ? [{ kind: 'block', seq, delayMs: 0 }] : [];
}

/** What people write can be found again. The bot's own lines stand in every conversation and would only be noise. */
function searchWords(entry: Entry): Reaction[] {
  const job: Reaction = { kind: 'index', seq: entry.seq, delayMs: 0 };
  switch (entry.kind) {
    case 'message.sent':
      return entry.by.role !== 'bot' && entry.content.type === 'text' ? [job] : [];
    case 'note.added':
    case 'email.captured':
    case 'conversation.started':
      return [job];
    case 'survey.answered':
      return entry.comment ? [job] : [];
    default:
      return [];
  }
}
