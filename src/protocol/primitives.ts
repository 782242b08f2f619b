import * as v from 'valibot';
import { LIMITS } from './limits.ts';

/** Text that every store can hold and give back byte for byte: no U+0000, no lone surrogate. */
const storable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

/** A string of 1 to `max` UTF-16 code units, kept exactly as it came. */
export const textUpTo = (max: number) =>
  v.pipe(
    v.string(),
    v.minLength(1, 'text_empty'),
    v.maxLength(max, 'text_too_long'),
    v.check(storable, 'text_not_storable'),
  );

export const Text = textUpTo(LIMITS.textLength);
export const ShortText = textUpTo(200);
export const Url = v.pipe(textUpTo(2000), v.regex(/^(https?:\/\/|\/(?!\/))/, 'url_scheme'));

/** A merchant's public key. */
export const ShopId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/));
export const CommandId = v.pipe(v.string(), v.uuid());
export const ConversationId = v.pipe(v.string(), v.regex(/^c_[A-Za-z0-9_-]{16,40}$/));
export const VisitorId = v.pipe(v.string(), v.regex(/^v_[A-Za-z0-9_-]{16,40}$/));
export const AgentId = v.pipe(v.string(), v.regex(/^a_[A-Za-z0-9_-]{1,40}$/));
export const FileId = v.pipe(v.string(), v.regex(/^f_[A-Za-z0-9_-]{16,60}$/));

/** A position in a log: 1, 2, 3…; 0 is before the first entry. */
export const Position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since the epoch, by the server's clock. Never an order. */
export const Timestamp = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Money in major units with at most four decimals, as shops print it. */
export const Money = v.pipe(v.number(), v.finite(), v.minValue(-1e9), v.maxValue(1e9));
export const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
/** ISO 3166-1 alpha-2, upper case. */
export const Country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
/** BCP 47, as far as we look at it. */
export const Locale = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), v.maxLength(35));
export const Email = v.pipe(
  v.string(),
  v.maxLength(254),
  v.regex(/^[^\s@<>()",;:\\\p{Cc}]+@[^\s@<>()",;:\\.\p{Cc}]+(\.[^\s@<>()",;:\\.\p{Cc}]+)+$/u, 'email'),
);
/** 0 nothing · 1 personalisation · 2 analytics · 3 both. */
export const Consent = v.picklist([0, 1, 2, 3]);
export type Consent = v.InferOutput<typeof Consent>;
