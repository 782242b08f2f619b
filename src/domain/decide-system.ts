import type { SystemCommand } from '../protocol/commands.ts';
import type { Conversation } from './conversation.ts';
import { type Decision, type Facts, type NewEntry, refuse } from './decision.ts';
import { handoff } from './handoff.ts';

/** What a job's command comes to: the bot's answer, the outcome of an email. */
export function decideSystem(state: Conversation, command: SystemCommand, facts: Facts): Decision {
  switch (command.type) {
    case 'bot.reply':
      return reply(state, command, facts);
    case 'message.deliver_by_email': {
      if (command.message > state.seq || command.message === 0) return refuse('not_found');
      const { message, id } = command;
      const by = { role: 'system' } as const;
      return { ok: true, entries: [{ by, at: facts.now, command: id, kind: 'message.delivered_by_email', message }] };
    }
  }
}

/** The bot speaks only while it has the floor, and only to the visitor's latest words. */
function reply(state: Conversation, command: Extract<SystemCommand, { type: 'bot.reply' }>, facts: Facts): Decision {
  const current = state.status.at === 'bot' && state.lastVisitorSeq > 0 && command.basedOn === state.lastVisitorSeq;
  if (!current) return refuse('stale');
  const by = { role: 'bot' } as const;
  const entries = command.messages.map((content, index): NewEntry => {
    const entry: NewEntry = { by, at: facts.now, command: command.id, kind: 'message.sent', content };
    // The first message answers; the others go with it.
    if (index > 0) return entry;
    const { basedOn, fallback, expects } = command;
    return { ...entry, basedOn, ...(fallback && { fallback }), ...(expects !== undefined && { expects }) };
  });
  if (command.handoff) entries.push(...handoff(command.handoff, state, facts, by, command.id));
  return { ok: true, entries };
}
