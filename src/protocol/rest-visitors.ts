import * as v from 'valibot';
import { Cart } from './cart.ts';
import { Country, Email, Locale, ShortText, Timestamp, textUpTo, VisitorId } from './primitives.ts';

const ATTRIBUTES = 50;

/** What a shop knows of a visitor in its own words: at most fifty names with short values. */
export const Attributes = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/)),
    v.union([textUpTo(500), v.pipe(v.number(), v.finite()), v.boolean()]),
  ),
  v.check((attributes) => Object.keys(attributes).length <= ATTRIBUTES, 'too_many'),
);
export type Attributes = v.InferOutput<typeof Attributes>;

export const VisitorResource = v.object({
  id: VisitorId,
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  clientId: v.optional(v.string()),
  /** The shop has vouched for `clientId`; else that is a label. */
  proven: v.optional(v.boolean()),
  country: v.optional(Country),
  locale: v.optional(Locale),
  attributes: v.optional(Attributes),
  cart: v.optional(Cart),
  blocked: v.boolean(),
});
export type VisitorResource = v.InferOutput<typeof VisitorResource>;

export const VisitorList = v.object({ visitors: v.array(VisitorResource), next: v.optional(v.string()) });
export type VisitorList = v.InferOutput<typeof VisitorList>;

/** `PATCH /api/v1/visitors/:id`: null takes a value away; `attributes` are replaced whole. */
export const VisitorPatch = v.object({
  name: v.optional(v.nullable(ShortText)),
  email: v.optional(v.nullable(Email)),
  attributes: v.optional(v.nullable(Attributes)),
});
export type VisitorPatch = v.InferOutput<typeof VisitorPatch>;
