import * as v from 'valibot';
import { AgentFace } from './author.ts';
import { Choice } from './content.ts';
import { Currency, Locale, ShopId, ShortText, Text, textUpTo, Url } from './primitives.ts';

export const Theme = v.picklist(['light', 'dark', 'auto']);
export type Theme = v.InferOutput<typeof Theme>;

/** How a shop's widget looks; the page's own `appearance` option wins field by field. */
export const Appearance = v.object({
  /** Hex colour, `#rrggbb`. */
  accent: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i)), '#1f5b4c'),
  theme: v.optional(Theme, 'auto'),
  /** Corner rounding: 0 sharp, 1 soft, 1.35 round. */
  radius: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(2)), 1),
  launcher: v.optional(v.picklist(['icon', 'text']), 'icon'),
  launcherText: v.optional(textUpTo(40)),
  logo: v.optional(Url),
  title: v.optional(textUpTo(80)),
  font: v.optional(v.picklist(['system', 'inherit']), 'system'),
});
export type Appearance = v.InferOutput<typeof Appearance>;

/** What the loader needs to draw launcher and bubble: public, cacheable, small. */
export const LauncherSettings = v.object({
  shop: ShopId,
  name: ShortText,
  locale: Locale,
  appearance: Appearance,
  /** Text of the greeting bubble. */
  teaser: Text,
  /** The loader's own strings in `locale`: see widget/locales. `{n}` stands for a count. */
  strings: v.object({ open: ShortText, close: ShortText, dismiss: ShortText, unread: ShortText, unreadOne: ShortText }),
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
