import * as v from 'valibot';
import { Attributes } from './attributes.ts';
import { Cart } from './cart.ts';
import { Country, Email, Locale, ShortText, Timestamp, VisitorId } from './primitives.ts';

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
