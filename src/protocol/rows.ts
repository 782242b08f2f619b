import * as v from 'valibot';
import { AgentFace } from './author.ts';
import { ContentType } from './content-type.ts';
import { ConversationId, Country, Locale, Position, ShortText, Timestamp, VisitorId } from './primitives.ts';

/** The inbox's folders. New = a person is wanted and nobody owns it; In progress = owned; Mine = owned by me. */
export const Folder = v.picklist(['new', 'in_progress', 'mine', 'priority', 'chatbot', 'closed', 'archived']);
export type Folder = v.InferOutput<typeof Folder>;

/** online: on the store now · idle: there, without activity for ten minutes · left: gone, or unknown. */
export const Presence = v.picklist(['online', 'idle', 'left']);
export type Presence = v.InferOutput<typeof Presence>;

/** The last words of a conversation, shortened for a list. Other contents than text are named by their type. */
export const Preview = v.object({
  by: v.picklist(['visitor', 'bot', 'agent']),
  type: ContentType,
  text: v.optional(v.string()),
});
export type Preview = v.InferOutput<typeof Preview>;

/** A conversation as a list shows it. Rows of the same conversation: the greater `seq`, then the later sent, wins. */
export const Row = v.object({
  conversation: ConversationId,
  seq: Position,
  /** Every folder that this row stands in for the agent who receives it. */
  folders: v.array(Folder),
  visitor: v.object({
    id: VisitorId,
    /** A short number to tell anonymous visitors apart. */
    number: v.string(),
    name: v.optional(v.string()),
    email: v.optional(v.string()),
    country: v.optional(Country),
    locale: v.optional(Locale),
  }),
  /** 🤖 bot, 💬 person wanted or there. */
  marker: v.picklist(['bot', 'person']),
  status: v.picklist(['bot', 'queued', 'assigned', 'closed']),
  owner: v.optional(AgentFace),
  department: v.optional(ShortText),
  topics: v.array(ShortText),
  priority: v.boolean(),
  active: v.boolean(),
  archived: v.boolean(),
  blocked: v.boolean(),
  preview: v.optional(Preview),
  at: Timestamp,
  unread: v.number(),
  presence: Presence,
  rating: v.optional(v.number()),
});
export type Row = v.InferOutput<typeof Row>;
