import * as v from 'valibot';
import { OpeningHours } from './hours.ts';
import { patchOf, ShopOptions, schemaOf } from './option-schema.ts';
import { OPTION_TABLE } from './option-table.ts';
import { Currency, Locale, ShopId, ShortText, Text, Url } from './primitives.ts';
import { Appearance } from './settings.ts';

/** An origin of a page, or of an app's web view (`capacitor://localhost`); `null` is never one. */
/** `https://shop.example.com`, or an app's scheme. Stands in a Content-Security-Policy: nothing that could end a source. */
const Origin = v.pipe(v.string(), v.maxLength(300), v.regex(/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@;,'"<>\\]+$/));

const LANGUAGES = 50;

/** A text in several languages. */
const LocalText = v.pipe(
  v.record(Locale, Text),
  v.check((texts) => Object.keys(texts).length <= LANGUAGES, 'too_many'),
);
const FirstReplies = v.object({ inside: v.optional(LocalText), outside: v.optional(LocalText) });
const RetentionDays = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500));

/** Greetings are as long as the option that they stand for. */
const Welcome = v.pipe(
  v.record(Locale, schemaOf(OPTION_TABLE.welcomeMessage.kind)),
  v.check((texts) => Object.keys(texts).length <= LANGUAGES, 'too_many'),
);

/** What every shop has set of itself. */
const Always = v.object({
  name: ShortText,
  /** Origins whose pages may connect; the server's own always may. */
  origins: v.pipe(v.array(Origin), v.maxLength(100)),
  locale: Locale,
  currency: Currency,
  /** When shoppers may be handed over to a person. */
  transfer: v.picklist(['always', 'hours', 'never']),
  askEmail: v.picklist(['handoff', 'start', 'never']),
  appearance: Appearance,
});

/** `GET /api/v1/settings`. */
export const SettingsResource = v.object({
  shop: ShopId,
  ...Always.entries,
  /** What the bot says when a person is first wanted, within the hours and outside them. */
  firstReplies: v.optional(FirstReplies),
  /** What it says instead of a transfer where there never is one. */
  unavailable: v.optional(LocalText),
  privacyUrl: v.optional(Url),
  /** Options of all of its pages: weaker than what a page says. */
  widget: v.optional(ShopOptions),
  /** The greeting bubble's text instead of the flow's. */
  welcome: v.optional(Welcome),
  /** Notifications on shoppers' devices show what was written, not only that something was. */
  pushShowsText: v.optional(v.boolean()),
  /** How many days closed conversations are kept; absent: until somebody erases them. */
  retentionDays: v.optional(RetentionDays),
  departments: v.array(ShortText),
});
export type SettingsResource = v.InferOutput<typeof SettingsResource>;

/** `PATCH /api/v1/settings`: what is named changes; null takes an optional value away; `appearance` changes field by field. */
export const SettingsPatch = v.partial(
  v.object({
    ...Always.entries,
    // Without their defaults: what a patch leaves out stays as it is.
    appearance: v.object(patchOf(OPTION_TABLE.appearance.kind.fields)),
    widget: v.nullable(ShopOptions),
    welcome: v.nullable(Welcome),
    firstReplies: v.nullable(FirstReplies),
    unavailable: v.nullable(LocalText),
    privacyUrl: v.nullable(Url),
    pushShowsText: v.nullable(v.boolean()),
    retentionDays: v.nullable(RetentionDays),
  }),
);
export type SettingsPatch = v.InferOutput<typeof SettingsPatch>;

export const TimeZone = v.pipe(
  v.string(),
  v.maxLength(60),
  v.check((zone) => {
    try {
      return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
    } catch {
      // An unknown zone is the caller's mistake, told as such.
      return false;
    }
  }, 'time_zone'),
);

/** `GET`, `PUT /api/v1/hours`: replaced whole, exceptions included. */
export const HoursBody = v.object({ ...OpeningHours.entries, timeZone: TimeZone });
export type HoursBody = v.InferOutput<typeof HoursBody>;

/** `POST /api/v1/departments`, `PATCH /api/v1/departments/:name`. */
export const DepartmentBody = v.object({ name: ShortText });
