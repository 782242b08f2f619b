import type { SystemCommand } from '../protocol/commands.ts';
import type { Conversation } from './conversation.ts';
import { type Decision, type Facts, type NewEntry, refuse } from './decision.ts';
import { handoff } from './handoff.ts';

/** What a job's command comes to: the bot's answer, the outcome of an email, what had to wait or to follow. */
export function decideSystem(state: Conversation, command: SystemCommand, facts: Facts): Decision {
  const { status } = state;
  const stamp = { by: { role: 'system' }, at: facts.now, command: command.id } as const;
  switch (command.type) {
    case 'bot.reply':
      return reply(state, command, facts);
    case 'message.deliver_by_email': {
      if (command.message > state.seq || command.message === 0) return refuse('not_found');
      const { message } = command;
      return { ok: true, entries: [{ ...stamp, kind: 'message.delivered_by_email', message }] };
    }
    case 'handoff.resume': {
      if (status.at !== 'bot' || state.missed?.seq !== command.missed || facts.blocked) return refuse('stale');
      const entries: NewEntry[] = [{ ...stamp, kind: 'handoff.requested', reason: state.missed.reason }];
      if (!state.active) entries.push({ ...stamp, kind: 'conversation.activated' });
      return { ok: true, entries };
    }
    case 'conversation.follow_block':
      if (facts.blocked && status.at !== 'closed') {
        return { ok: true, entries: [{ ...stamp, kind: 'conversation.closed' }] };
      }
      if (!facts.blocked && status.at === 'closed' && status.blocked) {
        return { ok: true, entries: [{ ...stamp, kind: 'conversation.unblocked' }] };
      }
      return refuse('no_change');
  }
}

/** The bot speaks only while it has the floor, and only to the visitor's latest words. */
function reply(state: Conversation, command: Extract<SystemCommand, { type: 'bot.reply' }>, facts: Facts): Decision {
  const current =
    !facts.blocked && state.status.at === 'bot' && state.lastVisitorSeq > 0 && command.basedOn === state.lastVisitorSeq;
  if (!current) return refuse('stale');
  const by = { role: 'bot' } as const;
  const called = command.handoff && handoff(command.handoff, state, facts, by, command.id);
  const entries = [...command.messages, ...(called?.words ?? [])].map((content, index): NewEntry => {
    const entry: NewEntry = { by, at: facts.now, command: command.id, kind: 'message.sent', content };
    // The first message answers; the others go with it.
    if (index > 0) return entry;
    const { basedOn, fallback, expects } = command;
    return { ...entry, basedOn, ...(fallback && { fallback }), ...(expects !== undefined && { expects }) };
  });
  return { ok: true, entries: [...entries, ...(called?.entries ?? [])] };
}
