import * as v from 'valibot';
import { Cart } from './cart.ts';
import { Choice, Content, ContentRequest } from './content.ts';
import { HandoffReason } from './entries.ts';
import { LIMITS } from './limits.ts';
import {
  AgentId,
  CommandId,
  Consent,
  ConversationId,
  Email,
  Position,
  ShortText,
  Text,
  textUpTo,
} from './primitives.ts';

const command = <T extends string, F extends v.ObjectEntries>(type: T, fields: F) =>
  v.object({ type: v.literal(type), id: CommandId, ...fields });

/** A visitor's command without `conversation` goes to their open conversation, which it opens if need be. */
const visitor = <T extends string, F extends v.ObjectEntries>(type: T, fields: F) =>
  command(type, { conversation: v.optional(ConversationId), ...fields });

const agent = <T extends string, F extends v.ObjectEntries>(type: T, fields: F) =>
  command(type, { conversation: ConversationId, ...fields });

/** What a shopper may ask for. */
export const VisitorCommand = v.variant('type', [
  visitor('message.send', { content: v.object({ type: v.literal('text'), text: Text }) }),
  visitor('choice.pick', { ...Choice.entries }),
  visitor('cart.report', { cart: Cart }),
  visitor('email.give', { email: Email }),
  visitor('email.decline', {}),
  visitor('handoff.request', {}),
  visitor('discount.apply', { code: ShortText }),
  command('survey.answer', {
    conversation: ConversationId,
    rating: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
    comment: v.optional(textUpTo(LIMITS.commentLength)),
  }),
  visitor('consent.change', { consent: Consent }),
]);
export type VisitorCommand = v.InferOutput<typeof VisitorCommand>;

/** What a person of the team may ask for. `seen` is the seq that the agent's screen showed when they wrote. */
export const AgentCommand = v.variant('type', [
  agent('message.send', { content: ContentRequest, seen: Position }),
  agent('note.add', { text: Text }),
  agent('conversation.assign', { agent: AgentId }),
  agent('conversation.unassign', {}),
  agent('conversation.close', { department: v.optional(ShortText), survey: v.boolean() }),
  agent('conversation.reopen', {}),
  agent('conversation.archive', {}),
  agent('conversation.unarchive', {}),
  agent('conversation.activate', {}),
  agent('conversation.deactivate', {}),
  agent('conversation.prioritise', {}),
  agent('conversation.deprioritise', {}),
  agent('conversation.move', { department: ShortText }),
  agent('conversation.set_topic', { topics: v.pipe(v.array(ShortText), v.maxLength(2)) }),
  agent('conversation.block', {}),
  agent('conversation.unblock', {}),
]);
export type AgentCommand = v.InferOutput<typeof AgentCommand>;

/** What jobs of the server itself ask for: the bot's turn, the outcome of an email, what had to wait. */
export const SystemCommand = v.variant('type', [
  agent('bot.reply', {
    basedOn: Position,
    messages: v.pipe(v.array(Content), v.maxLength(10)),
    /** True when the bot says that it did not understand. */
    fallback: v.boolean(),
    /** What the bot waits to be told next, in its own short code; it gets this back with the next turn. */
    expects: v.optional(ShortText),
    /** Set when a person is wanted from here on. */
    handoff: v.optional(HandoffReason),
  }),
  agent('message.deliver_by_email', { message: Position }),
  /** The team is back: the person who was wanted is wanted again. `missed` is the seq of that `handoff.missed`. */
  agent('handoff.resume', { missed: Position }),
  /** The shopper was blocked, or unblocked, in another conversation: this one follows. */
  agent('conversation.follow_block', {}),
]);
export type SystemCommand = v.InferOutput<typeof SystemCommand>;

export type Command = VisitorCommand | AgentCommand | SystemCommand;
export type CommandType = Command['type'];
