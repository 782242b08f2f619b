import * as v from 'valibot';
import { EntryBody, type EntryKind, WireEntry } from './entries.ts';
import { ConversationId, Position, Timestamp, textUpTo } from './primitives.ts';
import { VISIBILITY } from './visibility.ts';

/** What is sent when somebody asks whether an endpoint listens. */
export const TEST_EVENT = 'webhook.test';

/** Kinds that can be asked for: every entry of a conversation, the team's included. */
export const WEBHOOK_EVENTS = EntryBody.options
  .map((option) => option.entries.kind.literal as EntryKind)
  .filter((kind) => VISIBILITY[kind] !== 'visitor-log');

const Events = v.pipe(
  v.array(v.picklist(['*', ...WEBHOOK_EVENTS])),
  v.minLength(1),
  v.maxLength(WEBHOOK_EVENTS.length + 1),
);
const WebhookUrl = v.pipe(textUpTo(2000), v.url());
const Description = textUpTo(200);

/** `POST /api/v1/webhooks`. */
export const NewWebhook = v.object({
  url: WebhookUrl,
  events: v.optional(Events, () => ['*' as const]),
  description: v.optional(Description),
  enabled: v.optional(v.boolean(), true),
});
export type NewWebhook = v.InferOutput<typeof NewWebhook>;

/** `PATCH /api/v1/webhooks/:id`: what is absent stays. */
export const WebhookPatch = v.object({
  url: v.optional(WebhookUrl),
  events: v.optional(Events),
  description: v.optional(v.nullable(Description)),
  enabled: v.optional(v.boolean()),
});
export type WebhookPatch = v.InferOutput<typeof WebhookPatch>;

export const WebhookView = v.object({
  id: v.string(),
  url: v.string(),
  events: v.array(v.string()),
  description: v.optional(v.string()),
  enabled: v.boolean(),
  /** `gone`: the endpoint answered 410. Absent when a person has disabled it. */
  disabledBecause: v.optional(v.literal('gone')),
  createdAt: Timestamp,
  /** Since when nothing has come through. */
  failingSince: v.optional(Timestamp),
  /** While a secret is being replaced: until when the older one signs as well. */
  previousSecretUntil: v.optional(Timestamp),
});
export type WebhookView = v.InferOutput<typeof WebhookView>;

export const WebhookList = v.object({ webhooks: v.array(WebhookView) });
/** The only two answers that show a secret: when it is made, and when it is replaced. */
export const WebhookWithSecret = v.object({ webhook: WebhookView, secret: v.string() });
export const WebhookAnswer = v.object({ webhook: WebhookView });

export const DeliveryView = v.object({
  /** The `webhook-id` that the receiver sees. */
  id: v.string(),
  webhook: v.string(),
  event: v.string(),
  /** Absent on a test. */
  conversation: v.optional(ConversationId),
  position: v.optional(Position),
  state: v.picklist(['waiting', 'delivered', 'dead']),
  attempts: v.number(),
  createdAt: Timestamp,
  triedAt: v.optional(Timestamp),
  nextAt: v.optional(Timestamp),
  /** The HTTP status of the last answer. */
  status: v.optional(v.number()),
  /** Why the last try failed: `status`, `redirect`, `gone`, `timeout`, `name`, `address`, `refused`, `connection`, `certificate`, `entry_gone`, `server`, or what is wrong with the URL. */
  reason: v.optional(v.string()),
});
export type DeliveryView = v.InferOutput<typeof DeliveryView>;
/** Newest first. */
export const DeliveryList = v.object({ deliveries: v.array(DeliveryView), next: v.optional(v.string()) });

/** `POST /api/v1/webhooks/deliveries/redeliver`: all dead ones, or those of one endpoint. */
export const Redeliver = v.object({ webhook: v.optional(v.string()) });
export const Redelivered = v.object({ deliveries: v.number() });
/** `POST /api/v1/webhooks/:id/test`: look it up among the deliveries. */
export const TestSent = v.object({ delivery: v.string() });

/** What a receiver gets: `data.entry` as `GET /api/v1/conversations/:id/entries` gives it. A test has no entry. */
export const WebhookEvent = v.object({
  type: v.string(),
  /** When it happened, ISO 8601. */
  timestamp: v.string(),
  data: v.object({
    shop: v.string(),
    conversation: v.optional(ConversationId),
    entry: v.optional(WireEntry),
  }),
});
export type WebhookEvent = v.InferOutput<typeof WebhookEvent>;

/** `GET /api/v1/jobs/dead`: work that was given up. Newest first. */
export const DeadJobView = v.object({
  id: v.string(),
  kind: v.string(),
  conversation: v.string(),
  position: Position,
  attempts: v.number(),
  deadAt: Timestamp,
});
export const DeadJobList = v.object({ jobs: v.array(DeadJobView), next: v.optional(v.string()) });
