import * as v from 'valibot';
import { Country, Locale, ShopId } from './primitives.ts';
import { Appearance } from './settings.ts';

export const Corner = v.picklist(['bottom-right', 'bottom-left', 'top-right', 'top-left']);
export type Corner = v.InferOutput<typeof Corner>;

const Offset = v.pipe(v.number(), v.minValue(0), v.maxValue(1000));

/** Where the widget stands; offsets in px. `inline` is a CSS selector of the element that holds the panel. */
export const Placement = v.object({
  corner: v.optional(Corner),
  x: v.optional(Offset),
  y: v.optional(Offset),
  phone: v.optional(v.object({ x: v.optional(Offset), y: v.optional(Offset) })),
  zIndex: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2147483647))),
  inline: v.optional(v.string()),
});
export type Placement = v.InferOutput<typeof Placement>;

/** The options of `init` and `update`, after they were read and checked; `option-table.ts` has each one's meaning. */
export const Options = v.object({
  shop: ShopId,
  clientId: v.optional(v.string()),
  clientToken: v.optional(v.string()),
  country: v.optional(Country),
  locale: v.optional(Locale),
  flowRef: v.optional(v.string()),
  widgetState: v.optional(v.picklist(['welcome', 'chat', 'close'])),
  closeDelay: v.optional(v.number(), 0),
  minimizable: v.optional(v.boolean(), true),
  cookieTTL: v.optional(v.number(), 365),
  cookieConsent: v.optional(v.picklist([0, 1, 2, 3]), 0),
  welcomeMessage: v.optional(v.string()),
  position: v.optional(v.union([Corner, Placement])),
  appearance: v.optional(v.partial(Appearance)),
  dataLayer: v.optional(v.boolean(), false),
  consentSource: v.optional(v.picklist(['manual']), 'manual'),
  cartSource: v.optional(v.picklist(['manual']), 'manual'),
  cookieDomain: v.optional(v.string()),
  titleBadge: v.optional(v.boolean(), false),
  api: v.optional(v.string()),
});
/** What a page may pass. */
export type OptionsInput = v.InferInput<typeof Options>;
/** What the widget works with: defaults filled in. */
export type Options = v.InferOutput<typeof Options>;
