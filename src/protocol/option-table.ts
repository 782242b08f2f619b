/** How a value of an option is read and checked. */
export type OptionKind =
  | { is: 'text'; maxLength: number; pattern?: RegExp }
  | { is: 'number'; min: number; max: number; unit: string }
  | { is: 'boolean' }
  | { is: 'choice'; values: readonly (string | number)[] }
  | { is: 'country' }
  | { is: 'locale' }
  | { is: 'object' };

export interface OptionRow {
  /** The attribute of the older install form (`<div id="hdAttributes">`), where it has one. */
  legacy?: string;
  kind: OptionKind;
  /** Absent: no value unless somebody gives one. */
  default?: string | number | boolean;
  /** Refused in a script's address, where logs and referrers would carry it. */
  secret?: true;
  meaning: string;
}

/**
 * Every option of the widget: the one table that validation, types, docs and the tag manager's template follow.
 * As an attribute `fooBar` is `data-foo-bar`; in the script's address it is `foo_bar`, `foo-bar` or `fooBar`.
 */
export const OPTION_TABLE = {
  shop: {
    kind: { is: 'text', maxLength: 63, pattern: /^[a-z0-9][a-z0-9_-]*$/ },
    meaning: 'The merchant’s public key. Required.',
  },
  clientId: {
    legacy: 'external_id',
    kind: { is: 'text', maxLength: 200 },
    secret: true,
    meaning: 'The shopper’s id in the merchant’s own system. A label until `clientToken` proves it.',
  },
  clientToken: {
    kind: { is: 'text', maxLength: 4000 },
    secret: true,
    meaning: 'A JWT (HS256, signed with the shop’s secret, `sub` = `clientId`) that proves `clientId`.',
  },
  country: {
    legacy: 'country',
    kind: { is: 'country' },
    meaning: 'ISO 3166-1 alpha-2 country of the shopper or site, any case; `UK` is read as `GB`.',
  },
  locale: {
    kind: { is: 'locale' },
    meaning: 'BCP 47 language of widget and bot. Default: the page’s `lang`, then the browser’s, then the shop’s.',
  },
  flowRef: {
    legacy: 'ref',
    kind: { is: 'text', maxLength: 200 },
    meaning: 'Starts that flow instead of the default greeting; `NAME::ARG::ARG` passes arguments.',
  },
  widgetState: {
    legacy: 'widget_state',
    kind: { is: 'choice', values: ['welcome', 'chat', 'close'] },
    meaning:
      'State at load: greeting bubble, open panel, or icon only. Default: the last known state, `welcome` on a first visit.',
  },
  closeDelay: {
    legacy: 'delay_close',
    kind: { is: 'number', min: 0, max: 86400, unit: 'seconds' },
    default: 0,
    meaning: 'How long the greeting bubble stays; 0 = until it is dismissed.',
  },
  minimizable: {
    legacy: 'minimizable',
    kind: { is: 'boolean' },
    default: true,
    meaning: 'Whether the shopper can reduce the open panel.',
  },
  cookieTTL: {
    legacy: 'cookie_ttl',
    kind: { is: 'number', min: 0, max: 400, unit: 'days' },
    default: 365,
    meaning: 'Lifetime of the widget’s cookies, renewed at each visit; 0 = session cookies.',
  },
  cookieConsent: {
    legacy: 'cookie_consent',
    kind: { is: 'choice', values: [0, 1, 2, 3] },
    default: 0,
    meaning: 'Bit mask: 1 personalisation, 2 analytics.',
  },
  welcomeMessage: {
    legacy: 'welcome_message',
    kind: { is: 'text', maxLength: 300 },
    meaning: 'Replaces the greeting bubble’s text.',
  },
  position: {
    kind: { is: 'object' },
    meaning: 'A corner (`bottom-right` …), or an object with offsets, per-breakpoint offsets, `zIndex`, or `inline`.',
  },
  appearance: {
    kind: { is: 'object' },
    meaning: 'Accent, theme, radius, launcher, logo, title, font; field by field over the shop’s settings.',
  },
  dataLayer: {
    kind: { is: 'boolean' },
    default: false,
    meaning: 'Push the widget’s events, without personal data, to `window.dataLayer`.',
  },
  consentSource: {
    kind: { is: 'choice', values: ['manual'] },
    default: 'manual',
    meaning: 'Who decides about consent: the page, by option and command.',
  },
  cartSource: {
    kind: { is: 'choice', values: ['manual'] },
    default: 'manual',
    meaning: 'Where cart snapshots come from: the page, by the `cart` command.',
  },
  cookieDomain: {
    kind: { is: 'text', maxLength: 253, pattern: /^\.?[a-z0-9.-]+$/i },
    meaning: 'Domain of the cookies, to share them between subdomains.',
  },
  titleBadge: {
    kind: { is: 'boolean' },
    default: false,
    meaning: 'Show the number of unread messages in the page’s title.',
  },
  api: {
    kind: { is: 'text', maxLength: 300, pattern: /^https?:\/\/[^\s/?#]+$/ },
    meaning: 'Origin of the server, when it is not the script’s.',
  },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof OPTION_TABLE;
