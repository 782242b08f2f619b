import type { Entry } from '../protocol/entries.ts';
import { type Conversation, STATE_VERSION } from './conversation.ts';
import { isReadable } from './forms.ts';

/** The state after one more entry. Total: an entry that means nothing to the state only moves its head. */
export function evolve(before: Conversation | undefined, entry: Entry): Conversation {
  const state: Conversation = { ...(before ?? begin(entry)) };
  state.seq = entry.seq;
  if (entry.pub !== undefined) state.pub = entry.pub;
  state.lastAt = entry.at;
  if (!isReadable(entry)) return state;

  switch (entry.kind) {
    case 'conversation.started':
      return entry.emailKnown ? { ...state, email: 'given' } : state;
    case 'message.sent':
      return afterMessage(state, entry);
    case 'choice.picked':
      return afterVisitorWords(state, entry.seq);
    case 'cart.added':
    case 'cart.removed':
    case 'cart.updated':
      return { ...state, cart: { currency: entry.currency, subtotal: entry.subtotal, lines: entry.lines } };
    case 'email.requested':
      return state.email === 'given' ? state : { ...state, email: 'requested' };
    case 'email.captured':
      return { ...state, email: 'given' };
    case 'email.declined':
      return { ...state, email: 'declined' };
    case 'handoff.requested':
      return {
        ...settled(state),
        personWanted: true,
        status: { at: 'queued', since: entry.at, reason: entry.reason },
      };
    case 'handoff.missed':
      return afterMissedHandoff(state, entry);
    case 'handoff.accepted':
      return { ...state, personWanted: true, introduced: entry.agent.id };
    case 'conversation.assigned':
      return {
        ...settled(state),
        personWanted: true,
        ownerSeq: entry.seq,
        lastVisitorSeq: 0,
        status: { at: 'assigned', agent: entry.agent },
      };
    case 'conversation.unassigned':
      return { ...state, ownerSeq: entry.seq, status: { at: 'queued', since: entry.at, reason: 'asked' } };
    case 'conversation.closed':
      return afterClose(state, entry.at);
    case 'conversation.reopened':
      return { ...state, archived: false, active: true, status: { at: 'queued', since: entry.at, reason: 'asked' } };
    case 'conversation.archived':
      return { ...state, archived: true };
    case 'conversation.unarchived':
      return { ...state, archived: false };
    case 'conversation.activated':
      return { ...state, active: true };
    case 'conversation.deactivated':
      return { ...state, active: false };
    case 'conversation.prioritised':
      return { ...state, priority: true };
    case 'conversation.deprioritised':
      return { ...state, priority: false };
    case 'conversation.moved':
      return { ...state, department: entry.department };
    case 'conversation.topic_set':
      return { ...state, topics: entry.topics };
    case 'conversation.blocked':
      return { ...afterClose(state, entry.at), status: { ...closedStatus(state, entry.at), blocked: true } };
    case 'conversation.unblocked':
      return state.status.at === 'closed' ? { ...state, status: { ...state.status, blocked: false } } : state;
    case 'survey.requested':
      return { ...state, survey: { at: 'requested' } };
    case 'survey.answered':
      return { ...state, survey: { at: 'answered', rating: entry.rating } };
    case 'discount.applied':
      return { ...state, discounts: [...state.discounts, entry.code] };
    default:
      return state;
  }
}

function begin(entry: Entry): Conversation {
  return {
    stateVersion: STATE_VERSION,
    seq: 0,
    pub: 0,
    startedAt: entry.at,
    lastAt: entry.at,
    status: { at: 'bot', misses: 0 },
    ownerSeq: 0,
    lastVisitorSeq: 0,
    visitorMessages: 0,
    lastAgentSeq: 0,
    email: 'unknown',
    survey: { at: 'none' },
    personWanted: false,
    priority: false,
    active: true,
    archived: false,
    topics: [],
    discounts: [],
  };
}

function afterMessage(state: Conversation, entry: Extract<Entry, { kind: 'message.sent' }>): Conversation {
  switch (entry.by.role) {
    case 'visitor':
      return afterVisitorWords(state, entry.seq);
    case 'agent':
      return { ...state, lastAgentSeq: entry.seq, lastVisitorSeq: 0 };
    case 'bot': {
      if (entry.basedOn === undefined || state.status.at !== 'bot') return state;
      const misses = entry.fallback ? state.status.misses + 1 : 0;
      return { ...state, lastVisitorSeq: 0, status: { at: 'bot', misses } };
    }
    case 'system':
      return state;
  }
}

function afterVisitorWords(state: Conversation, seq: number): Conversation {
  return { ...state, lastVisitorSeq: seq, visitorMessages: state.visitorMessages + 1 };
}

/** Who asked in vain will get a person later; who cannot get one at all is not waited for. */
function afterMissedHandoff(
  state: Conversation,
  { seq, reason, backAt }: Extract<Entry, { kind: 'handoff.missed' }>,
): Conversation {
  const later = backAt !== undefined;
  const missed = { seq, reason, ...(later && { backAt }) };
  return { ...state, missed, personWanted: state.personWanted || later };
}

/** A person is wanted, has come, or is wanted no more: nothing is owed from before. */
function settled({ missed: _, ...state }: Conversation): Conversation {
  return state;
}

function afterClose(state: Conversation, at: number): Conversation {
  return { ...settled(state), priority: false, lastVisitorSeq: 0, status: closedStatus(state, at) };
}

function closedStatus({ status }: Conversation, at: number): Extract<Conversation['status'], { at: 'closed' }> {
  return status.at === 'closed' ? status : { at: 'closed', when: at, before: status.at, blocked: false };
}
