import * as v from 'valibot';
import { Locale, ShortText, Text, Timestamp } from './primitives.ts';

const Shortcut = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u));

/** `POST`, `PUT /api/v1/canned-responses`: without a locale or department it is for all of them. */
export const CannedBody = v.object({
  /** What an agent types after a slash to find it. */
  shortcut: Shortcut,
  text: Text,
  locale: v.optional(Locale),
  department: v.optional(ShortText),
});
export type CannedBody = v.InferOutput<typeof CannedBody>;

export const CannedResponse = v.object({
  id: v.string(),
  ...CannedBody.entries,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type CannedResponse = v.InferOutput<typeof CannedResponse>;

export const CannedList = v.object({ responses: v.array(CannedResponse), next: v.optional(v.string()) });
export type CannedList = v.InferOutput<typeof CannedList>;
