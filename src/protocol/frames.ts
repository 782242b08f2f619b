import * as v from 'valibot';
import { Attributes } from './attributes.ts';
import { Author } from './author.ts';
import type { AgentCommand, VisitorCommand } from './commands.ts';
import { WireEntry } from './entries.ts';
import { ERROR_CODES, type ErrorCode } from './error-codes.ts';
import { IDENTITIES, IDENTITY_PROBLEMS } from './identity.ts';
import { LIMITS } from './limits.ts';
import {
  CommandId,
  Consent,
  ConversationId,
  Country,
  Email,
  Locale,
  Position,
  ShopId,
  ShortText,
  textUpTo,
  VisitorId,
} from './primitives.ts';
import { Folder, Row } from './rows.ts';
import { PanelSettings } from './settings.ts';

const frame = <T extends string, F extends v.ObjectEntries>(type: T, fields: F) =>
  v.object({ type: v.literal(type), ...fields });

/** How far a client has read a conversation; without it, or when it no longer fits, the newest entries come. */
export const Cursor = v.object({ conversation: ConversationId, epoch: ShortText, position: Position });
export type Cursor = v.InferOutput<typeof Cursor>;

/** The page that the shopper is on; sent only with analytics consent. */
export const PageView = v.object({ url: textUpTo(2000), title: v.optional(textUpTo(300)) });
export type PageView = v.InferOutput<typeof PageView>;

const PROPERTIES = 20;
/** Something that the page says the shopper did; `properties` are the page's own words. Sent only with analytics consent. */
export const Tracked = v.object({
  name: textUpTo(100),
  properties: v.optional(
    v.pipe(
      v.record(textUpTo(60), v.union([textUpTo(200), v.pipe(v.number(), v.finite()), v.boolean()])),
      v.check((properties) => Object.keys(properties).length <= PROPERTIES, 'too_many'),
    ),
  ),
});
export type Tracked = v.InferOutput<typeof Tracked>;

/** What a page says of its shopper may be of any form: what is of no use is left out, and the page goes on. */
const claimed = <T>(schema: v.GenericSchema<T>) => v.fallback(v.optional(schema), undefined);

/** Who the page says the shopper is. Nobody has vouched for it: the team sees it as a label. */
export const Claims = v.object({
  email: claimed(Email),
  name: claimed(ShortText),
  phone: claimed(ShortText),
  attributes: claimed(Attributes),
});
export type Claims = v.InferOutput<typeof Claims>;

export const VisitorHello = frame('hello', {
  protocol: v.number(),
  shop: ShopId,
  /** This tab's own id: the same id connecting again replaces the older connection (4409). */
  client: v.optional(ShortText),
  token: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  after: v.optional(Cursor),
  locale: v.optional(Locale),
  country: v.optional(Country),
  flowRef: v.optional(ShortText),
  clientId: claimed(ShortText),
  clientToken: claimed(v.pipe(v.string(), v.maxLength(4000))),
  ...Claims.entries,
  consent: v.optional(Consent, 0),
  page: v.optional(PageView),
});
export type VisitorHello = v.InferOutput<typeof VisitorHello>;

/** The session cookie speaks for an agent; a hello with `agent: true` says which side the socket is. */
export const AgentHello = frame('hello', {
  protocol: v.number(),
  agent: v.literal(true),
  client: v.optional(ShortText),
});
export type AgentHello = v.InferOutput<typeof AgentHello>;

const Sync = frame('sync', {
  conversation: ConversationId,
  /** Entries after this position, oldest first … */
  after: v.optional(Position),
  /** … or the ones before it, newest page first, in order within the page. Exactly one of the two. */
  before: v.optional(Position),
});
const Typing = frame('typing', { conversation: v.optional(ConversationId), on: v.boolean() });
const Read = frame('read', { conversation: ConversationId, position: Position });
const Ping = frame('ping', {});

/** Signals and questions of a visitor's socket; commands are in `commands.ts`. */
export const VisitorSignal = v.variant('type', [
  Sync,
  Typing,
  Read,
  Ping,
  frame('pong', {}),
  frame('page', { ...PageView.entries }),
  /** Where they were done, and what, in order. At most one such frame a second is taken. */
  frame('track', { url: PageView.entries.url, events: v.pipe(v.array(Tracked), v.maxLength(LIMITS.trackedEvents)) }),
  frame('presence', { state: v.picklist(['active', 'idle']) }),
]);
export type VisitorSignal = v.InferOutput<typeof VisitorSignal>;

export const AgentSignal = v.variant('type', [
  Sync,
  Typing,
  Read,
  Ping,
  frame('pong', {}),
  /** `epoch`: of the log that `after` was counted in; where it is another one by now, the reader starts over. */
  frame('watch', { conversation: ConversationId, after: v.optional(Position), epoch: v.optional(ShortText) }),
  frame('unwatch', { conversation: ConversationId }),
  /** Rows of a folder, newest first, as `row` frames, ended by `listed`; from then on changes come as they happen. */
  frame('watch_list', { folder: Folder, before: v.optional(v.number()) }),
]);
export type AgentSignal = v.InferOutput<typeof AgentSignal>;

export const Ack = frame('ack', { id: CommandId, conversation: v.optional(ConversationId), position: Position });
export const Refused = frame('refused', {
  id: CommandId,
  code: v.picklist(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
  message: v.string(),
  retry: v.boolean(),
  retryAfterMs: v.optional(v.number()),
});

export const VisitorWelcome = frame('welcome', {
  token: v.string(),
  visitor: VisitorId,
  /** How sure the server is of this visitor. */
  identity: v.optional(v.picklist(IDENTITIES)),
  /** Why the `clientToken` of the hello proved nothing; its `clientId` is then no more than a label. */
  problem: v.optional(v.picklist(IDENTITY_PROBLEMS)),
  conversation: v.optional(ConversationId),
  epoch: v.string(),
  /** Position of the first entry sent here, or head + 1 when there is none. */
  from: Position,
  entries: v.array(WireEntry),
  /** How far this visitor has read, and how far the team has. */
  read: v.object({ visitor: Position, team: Position }),
  settings: PanelSettings,
});
export type VisitorWelcome = v.InferOutput<typeof VisitorWelcome>;

export const Me = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  avatar: v.optional(v.string()),
  role: v.picklist(['owner', 'admin', 'agent']),
  permissions: v.array(v.picklist(['chat', 'reports', 'settings', 'unblock'])),
});
export type Me = v.InferOutput<typeof Me>;

export const AgentWelcome = frame('welcome', {
  agent: Me,
  shop: v.object({ id: ShopId, name: v.string() }),
  epoch: v.string(),
});
export type AgentWelcome = v.InferOutput<typeof AgentWelcome>;

const Entries = frame('entries', { conversation: ConversationId, entries: v.array(WireEntry) });
/** The answer to `sync {before}`: older entries, in order; `from` is the first one's position. */
const History = frame('history', { conversation: ConversationId, from: Position, entries: v.array(WireEntry) });
/** Start over: what the client holds of this conversation (or of the one before it) is no longer its log. */
const Reset = frame('reset', {
  conversation: ConversationId,
  epoch: v.string(),
  from: Position,
  entries: v.array(WireEntry),
});
const PeerTyping = frame('typing', { conversation: ConversationId, by: Author, on: v.boolean() });
/** `reader` has read up to `position`, counted in the numbering of whoever receives this frame. */
const PeerRead = frame('read', {
  conversation: ConversationId,
  reader: v.picklist(['visitor', 'team']),
  position: Position,
});

/** What the server says to both sides. */
const SharedFrames = [Ack, Refused, Entries, History, Reset, PeerTyping, PeerRead, Ping, frame('pong', {})] as const;

export const VisitorServerFrame = v.variant('type', [VisitorWelcome, ...SharedFrames]);
export type VisitorServerFrame = v.InferOutput<typeof VisitorServerFrame>;

export const Counts = v.object({
  new: v.number(),
  in_progress: v.number(),
  mine: v.number(),
  priority: v.number(),
  chatbot: v.number(),
  closed: v.number(),
  archived: v.number(),
});
export type Counts = v.InferOutput<typeof Counts>;

export const AgentServerFrame = v.variant('type', [
  AgentWelcome,
  ...SharedFrames,
  frame('row', { row: Row }),
  frame('listed', { folder: Folder, more: v.boolean() }),
  frame('counts', { counts: Counts }),
  /** A person is wanted: the moment to ring, once per handoff. */
  frame('alert', { conversation: ConversationId, name: v.string() }),
]);
export type AgentServerFrame = v.InferOutput<typeof AgentServerFrame>;

export type VisitorFrame = VisitorHello | VisitorSignal | VisitorCommand;
export type AgentFrame = AgentHello | AgentSignal | AgentCommand;
export type AckFrame = v.InferOutput<typeof Ack>;
export type RefusedFrame = v.InferOutput<typeof Refused>;
