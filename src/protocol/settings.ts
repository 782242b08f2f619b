import * as v from 'valibot';
import { AgentFace } from './author.ts';
import { Choice } from './content.ts';
import { fieldsOf, ShopOptions } from './option-schema.ts';
import { OPTION_TABLE } from './option-table.ts';
import { Currency, Locale, ShopId, ShortText, Text, Url } from './primitives.ts';

/** How a shop's widget looks; the page's own `appearance` option wins field by field. */
export const Appearance = v.object(fieldsOf(OPTION_TABLE.appearance.kind.fields));
export type Appearance = v.InferOutput<typeof Appearance>;

/** What the loader needs to draw launcher and bubble: public, cacheable, small. */
export const LauncherSettings = v.object({
  shop: ShopId,
  name: ShortText,
  locale: Locale,
  appearance: Appearance,
  /** What the shop has set for all of its pages: weaker than anything that a page says. */
  options: v.optional(ShopOptions),
  /** Text of the greeting bubble. */
  teaser: Text,
  /** The file of words in `locale`, by its name in widget/locales. Absent where it is called like the language: `fr` for `fr-CA`. */
  words: v.optional(Locale),
  /** The loader's own strings in `locale`: see widget/locales. `{n}` stands for a count. */
  strings: v.object({
    open: ShortText,
    close: ShortText,
    dismiss: ShortText,
    /** The forms for `other` and for `one`. */
    unread: ShortText,
    unreadOne: ShortText,
    /** Further forms that the language has for whole numbers. */
    unreadForms: v.optional(
      v.object({
        zero: v.optional(ShortText),
        two: v.optional(ShortText),
        few: v.optional(ShortText),
        many: v.optional(ShortText),
      }),
    ),
    /** How the launcher's name says it: `{name}` and `{unread}`. Absent: with a comma and a blank between them. */
    withUnread: v.optional(ShortText),
  }),
});
export type LauncherSettings = v.InferOutput<typeof LauncherSettings>;

/** What the panel needs beyond that, sent with `welcome`. */
export const PanelSettings = v.object({
  shop: ShopId,
  name: ShortText,
  locale: Locale,
  appearance: Appearance,
  currency: Currency,
  greeting: v.object({
    title: ShortText,
    subtitle: ShortText,
    messages: v.array(Text),
    choices: v.array(Choice),
  }),
  /** Whether the team answers now, and when they are back if not (epoch ms). */
  availability: v.object({ open: v.boolean(), backAt: v.optional(v.number()) }),
  /** When the shopper is asked for an email address. */
  askEmail: v.picklist(['handoff', 'start', 'never']),
  privacyUrl: v.optional(Url),
  team: v.array(AgentFace),
});
export type PanelSettings = v.InferOutput<typeof PanelSettings>;
