import type { VisitorCommand } from '../protocol/commands.ts';
import type { EntryBody } from '../protocol/entries.ts';
import { compareCarts } from './compare-carts.ts';
import type { Conversation } from './conversation.ts';
import { type Decision, type Facts, type NewEntry, refuse } from './decision.ts';
import { handoff } from './handoff.ts';

/** What a shopper's command comes to. */
export function decideVisitor(state: Conversation | undefined, command: VisitorCommand, facts: Facts): Decision {
  if (state?.status.at === 'closed') return decideAfterClose(state, command, facts);
  const said = (...bodies: EntryBody[]): Decision => ({
    ok: true,
    entries: [
      ...opening(state, facts),
      ...bodies.map((body) => byVisitor(body, command.id, facts)),
      ...waking(state, facts),
    ],
  });

  switch (command.type) {
    case 'message.send':
      return canBegin(state, facts) ? said({ kind: 'message.sent', content: command.content }) : refuse('not_found');
    case 'choice.pick':
      return canBegin(state, facts)
        ? said({ kind: 'choice.picked', value: command.value, label: command.label })
        : refuse('not_found');
    case 'email.give':
      return canBegin(state, facts) ? said({ kind: 'email.captured', email: command.email }) : refuse('not_found');
    case 'handoff.request': {
      if (!canBegin(state, facts)) return refuse('not_found');
      if (state && state.status.at !== 'bot') return refuse('no_change');
      const asked = handoff('asked', state, facts, { role: 'visitor' }, command.id);
      const words = asked.words.map((content): NewEntry => {
        return { by: { role: 'bot' }, at: facts.now, command: command.id, kind: 'message.sent', content };
      });
      return { ok: true, entries: [...opening(state, facts), ...words, ...asked.entries, ...waking(state, facts)] };
    }
    case 'email.decline':
      return state?.email === 'requested'
        ? said({ kind: 'email.declined' })
        : refuse(state ? 'no_change' : 'not_found');
    case 'cart.report': {
      if (!state) return refuse('not_found');
      const changes = compareCarts(state.cart, command.cart);
      return { ok: true, entries: changes.map((body) => byVisitor(body, command.id, facts)) };
    }
    case 'discount.apply':
      return applyDiscount(state, command.id, facts);
    case 'survey.answer':
      return answerSurvey(state, command, facts);
    case 'consent.change':
      return refuse('not_found');
  }
}

/** A closed conversation takes an address, a rating and a saved code; words belong to the next conversation. */
function decideAfterClose(state: Conversation, command: VisitorCommand, facts: Facts): Decision {
  if (state.status.at === 'closed' && state.status.blocked) return refuse('unavailable');
  switch (command.type) {
    case 'email.give':
      return { ok: true, entries: [byVisitor({ kind: 'email.captured', email: command.email }, command.id, facts)] };
    case 'survey.answer':
      return answerSurvey(state, command, facts);
    case 'discount.apply':
      return applyDiscount(state, command.id, facts);
    default:
      return refuse('closed');
  }
}

function applyDiscount(state: Conversation | undefined, id: string, facts: Facts): Decision {
  if (!state) return refuse('not_found');
  if (!facts.discount) return refuse('unknown_discount');
  if (state.discounts.includes(facts.discount.code)) return { ok: true, entries: [] };
  return { ok: true, entries: [byVisitor({ kind: 'discount.applied', ...facts.discount }, id, facts)] };
}

function answerSurvey(
  state: Conversation | undefined,
  command: Extract<VisitorCommand, { type: 'survey.answer' }>,
  facts: Facts,
): Decision {
  if (!state) return refuse('not_found');
  if (state.survey.at === 'none') return refuse('no_survey');
  if (state.survey.at === 'answered') return refuse('no_change');
  const { rating, comment } = command;
  return { ok: true, entries: [byVisitor({ kind: 'survey.answered', rating, comment }, command.id, facts)] };
}

const canBegin = (state: Conversation | undefined, facts: Facts): boolean => !!state || !!facts.start;

/** The first words open the conversation: it begins with the greeting that the shopper has seen. */
function opening(state: Conversation | undefined, facts: Facts): NewEntry[] {
  if (state || !facts.start) return [];
  const { greeting, ...about } = facts.start;
  const known = facts.emailKnown && { emailKnown: true };
  const entries: NewEntry[] = [
    { by: { role: 'system' }, at: facts.now, kind: 'conversation.started', ...about, ...known },
  ];
  for (const content of greeting) {
    entries.push({ by: { role: 'bot' }, at: facts.now, kind: 'message.sent', content });
  }
  if (facts.askEmail === 'start' && !facts.emailKnown) {
    entries.push({ by: { role: 'bot' }, at: facts.now, kind: 'email.requested' });
  }
  return entries;
}

/** Words of the shopper bring an inactive conversation back. */
function waking(state: Conversation | undefined, facts: Facts): NewEntry[] {
  return state && !state.active ? [{ by: { role: 'system' }, at: facts.now, kind: 'conversation.activated' }] : [];
}

function byVisitor(body: EntryBody, command: string, facts: Facts): NewEntry {
  return { by: { role: 'visitor' }, at: facts.now, command, ...body };
}
