import * as v from 'valibot';
/** A string of 1 to `max` UTF-16 code units, kept exactly as it came. */
export declare const textUpTo: (max: number) => v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>;
export declare const Text: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>;
export declare const ShortText: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>;
export declare const Url: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, v.RegexAction<string, "url_scheme">]>;
/** A merchant's public key. */
export declare const ShopId: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
export declare const CommandId: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.UuidAction<string, undefined>]>;
export declare const ConversationId: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
export declare const VisitorId: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
export declare const AgentId: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
export declare const FileId: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
/** A position in a log: 1, 2, 3…; 0 is before the first entry. */
export declare const Position: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.SafeIntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>]>;
/** Milliseconds since the epoch, by the server's clock. Never an order. */
export declare const Timestamp: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.SafeIntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>]>;
/** Money in major units with at most four decimals, as shops print it. */
export declare const Money: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.FiniteAction<number, undefined>, v.MinValueAction<number, -1000000000, undefined>, v.MaxValueAction<number, 1000000000, undefined>]>;
export declare const Currency: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
/** ISO 3166-1 alpha-2, upper case. */
export declare const Country: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
/** BCP 47, as far as we look at it. */
export declare const Locale: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>, v.MaxLengthAction<string, 35, undefined>]>;
export declare const Email: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MaxLengthAction<string, 254, undefined>, v.RegexAction<string, "email">]>;
/** 0 nothing · 1 personalisation · 2 analytics · 3 both. */
export declare const Consent: v.PicklistSchema<[0, 1, 2, 3], undefined>;
export type Consent = v.InferOutput<typeof Consent>;
