import * as v from 'valibot';
import { AgentFace, Author } from './author.ts';
import { Cart } from './cart.ts';
import { Content } from './content.ts';
import { LIMITS } from './limits.ts';
import {
  CommandId,
  Consent,
  Country,
  Currency,
  Email,
  Locale,
  Money,
  Position,
  ShortText,
  Text,
  Timestamp,
  textUpTo,
} from './primitives.ts';

export const HandoffReason = v.picklist(['asked', 'not_understood', 'bot_failed', 'flow']);
export type HandoffReason = v.InferOutput<typeof HandoffReason>;

/** A cart line as the log keeps it: no name of 41 characters or more. */
export const CartEntryLine = v.object({
  id: ShortText,
  name: v.optional(textUpTo(LIMITS.productNameLength - 1)),
  variant: v.optional(ShortText),
  quantity: v.number(),
  price: Money,
});
export type CartEntryLine = v.InferOutput<typeof CartEntryLine>;

const cartChange = <K extends string>(kind: K) =>
  v.object({
    kind: v.literal(kind),
    /** The line that changed; `quantity` is the new one, 0 when the line is gone. */
    line: CartEntryLine,
    previousQuantity: v.number(),
    subtotal: Money,
    currency: Currency,
    /** The whole cart after the change; where one snapshot has brought many changes, the last of them has it. */
    lines: v.array(CartEntryLine),
  });

const bare = <K extends string>(kind: K) => v.object({ kind: v.literal(kind) });

/** What happened, in the past tense. One schema per kind; `VISIBILITY` says who may see it. */
export const EntryBody = v.variant('kind', [
  v.object({
    kind: v.literal('conversation.started'),
    channel: v.picklist(['web', 'email']),
    locale: Locale,
    country: v.optional(Country),
    flowRef: v.optional(ShortText),
    /** The shop knew an address of this shopper already: replies reach them without another one. */
    emailKnown: v.optional(v.boolean()),
  }),
  v.object({
    kind: v.literal('message.sent'),
    content: Content,
    /** A bot's answer: the seq of the visitor's words that it answers. */
    basedOn: v.optional(Position),
    /** A bot's answer that says it did not understand. */
    fallback: v.optional(v.boolean()),
    /** A bot's question: what it waits to be told next, in its own short code. */
    expects: v.optional(ShortText),
  }),
  v.object({ kind: v.literal('choice.picked'), value: ShortText, label: ShortText }),
  cartChange('cart.added'),
  cartChange('cart.removed'),
  cartChange('cart.updated'),
  bare('email.requested'),
  v.object({ kind: v.literal('email.captured'), email: Email }),
  bare('email.declined'),
  v.object({ kind: v.literal('handoff.requested'), reason: HandoffReason }),
  /** A person was wanted while nobody could come; `backAt` is when the team answers again, absent if it never does. */
  v.object({ kind: v.literal('handoff.missed'), reason: HandoffReason, backAt: v.optional(Timestamp) }),
  v.object({ kind: v.literal('handoff.accepted'), agent: AgentFace }),
  v.object({ kind: v.literal('conversation.assigned'), agent: AgentFace, previous: v.optional(AgentFace) }),
  v.object({ kind: v.literal('conversation.unassigned'), previous: AgentFace }),
  bare('conversation.closed'),
  bare('conversation.reopened'),
  bare('conversation.archived'),
  bare('conversation.unarchived'),
  bare('conversation.activated'),
  bare('conversation.deactivated'),
  bare('conversation.prioritised'),
  bare('conversation.deprioritised'),
  v.object({ kind: v.literal('conversation.moved'), department: ShortText }),
  v.object({ kind: v.literal('conversation.topic_set'), topics: v.pipe(v.array(ShortText), v.maxLength(2)) }),
  bare('conversation.blocked'),
  bare('conversation.unblocked'),
  v.object({ kind: v.literal('note.added'), text: Text }),
  bare('survey.requested'),
  v.object({
    kind: v.literal('survey.answered'),
    rating: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
    comment: v.optional(textUpTo(LIMITS.commentLength)),
  }),
  v.object({ kind: v.literal('discount.applied'), code: ShortText, percent: v.optional(v.number()) }),
  v.object({ kind: v.literal('message.delivered_by_email'), message: Position }),
  // The visitor's own log.
  v.object({ kind: v.literal('cart.reported'), cart: Cart }),
  v.object({ kind: v.literal('consent.changed'), consent: Consent }),
  v.object({ kind: v.literal('identity.proven'), clientId: ShortText }),
  v.object({ kind: v.literal('instant.answered'), question: ShortText }),
]);
export type EntryBody = v.InferOutput<typeof EntryBody>;
export type EntryKind = EntryBody['kind'];

/** Where an entry stands and who made it. `pub` is absent on entries that only the team may see. */
export const EntryStamp = v.object({
  seq: Position,
  pub: v.optional(Position),
  at: Timestamp,
  /** Version of the body's form; older ones are upcast on read. */
  v: v.number(),
  by: Author,
  /** The command that caused it, so that a sender knows its own words again. */
  command: v.optional(CommandId),
  /** What the customer, or anybody about them, had said here was erased at their wish. */
  erased: v.optional(v.literal(true)),
});
export type EntryStamp = v.InferOutput<typeof EntryStamp>;

/** An entry as the log holds it. */
export const Entry = v.intersect([EntryStamp, EntryBody]);
export type Entry = EntryStamp & EntryBody;

/** An entry as a reader gets it: `position` is `seq` for the team and `pub` for a visitor; the other number is not told. */
export const WireStamp = v.object({ position: Position, ...v.omit(EntryStamp, ['seq', 'pub']).entries });
export type WireStamp = v.InferOutput<typeof WireStamp>;
export const WireEntry = v.intersect([WireStamp, EntryBody]);
export type WireEntry = WireStamp & EntryBody;
