import type { AgentCommand, SystemCommand, VisitorCommand } from '../../protocol/commands.ts';
import { TOPICS } from '../../protocol/topics.ts';

type Fields = Record<string, unknown>;

/** A command of each kind that a shopper's socket takes, without id and conversation. A kind that is missing does not compile. */
export const VISITOR_COMMANDS: Record<VisitorCommand['type'], Fields> = {
  'message.send': { content: { type: 'text', text: 'Words' } },
  'choice.pick': { value: 'returns', label: 'Returns' },
  'cart.report': { cart: { currency: 'EUR', subtotal: 0, lines: [] } },
  'email.give': { email: 'somebody@example.com' },
  'email.decline': {},
  'handoff.request': {},
  'discount.apply': { code: 'WELCOME10' },
  'survey.answer': { rating: 5 },
  'consent.change': { consent: 1 },
};

/** What the team, or the shopper, has to have done before a shopper's command means something. */
export const BEFORE_VISITOR: Record<string, AgentStep[]> = {
  'survey.answer': [['conversation.close', { survey: true }]],
};
export const BEFORE_OWN: Record<string, VisitorCommand['type']> = { 'email.decline': 'handoff.request' };

export type AgentStep = [type: AgentCommand['type'], fields?: Fields];

/** A command of each kind of the team's, and what has to have happened before. */
export const AGENT_COMMANDS: Record<AgentCommand['type'], { fields?: Fields; before?: AgentStep[] }> = {
  'message.send': { fields: { content: { type: 'text', text: 'Words' }, seen: 1 } },
  'note.add': { fields: { text: 'Words' } },
  'conversation.assign': { fields: { agent: 'a_priya' } },
  'conversation.unassign': { before: [['conversation.assign', { agent: 'a_priya' }]] },
  'conversation.close': { fields: { survey: false } },
  'conversation.reopen': { before: [['conversation.close', { survey: false }]] },
  'conversation.archive': { before: [['conversation.close', { survey: false }]] },
  'conversation.unarchive': { before: [['conversation.close', { survey: false }], ['conversation.archive']] },
  'conversation.activate': { before: [['conversation.deactivate']] },
  'conversation.deactivate': {},
  'conversation.prioritise': {},
  'conversation.deprioritise': { before: [['conversation.prioritise']] },
  'conversation.move': { fields: { department: 'Sales' } },
  'conversation.set_topic': { fields: { topics: [TOPICS[0]] } },
  'conversation.block': {},
  'conversation.unblock': { before: [['conversation.block']] },
};

/** What only jobs of the server ask for. */
export const SYSTEM_COMMANDS: Record<SystemCommand['type'], Fields> = {
  'bot.reply': { basedOn: 1, messages: [{ type: 'text', text: 'Words' }], fallback: false },
  'message.deliver_by_email': { message: 1 },
  'handoff.resume': { missed: 1 },
  'conversation.follow_block': {},
};
