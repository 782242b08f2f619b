import type { OptionRow } from './option-kinds.ts';

const OFFSET = { is: 'number', max: 1000, unit: 'pixels' } as const;

/** Who may decide about consent; each but the first is a part, `src/widget/consent/<name>.ts`. */
export const CONSENT_SOURCES = [
  'manual',
  'auto',
  'google',
  'tcf',
  'cookiebot',
  'onetrust',
  'usercentrics',
  'cookieyes',
  'axeptio',
  'didomi',
  'shopify',
] as const;

/** Where the widget stands. */
const POSITION = {
  corner: {
    kind: { is: 'choice', values: ['bottom-right', 'bottom-left', 'top-right', 'top-left'] },
    default: 'bottom-right',
    meaning: 'The corner of the window.',
  },
  x: { kind: OFFSET, meaning: 'From the side of the window. Default: 20, on phones 16.' },
  y: { kind: OFFSET, meaning: 'From its upper or lower edge. Default: 20, on phones 16.' },
  phone: {
    kind: {
      is: 'object',
      fields: {
        x: { kind: OFFSET, meaning: 'The same on phones.' },
        y: { kind: OFFSET, meaning: 'The same on phones.' },
      },
    },
    meaning: 'Offsets of their own on phones.',
  },
  zIndex: {
    kind: { is: 'number', max: 2_147_483_647, whole: true },
    meaning: 'Layer of the page. Default: the highest.',
  },
  inline: {
    kind: { is: 'text', maxLength: 300 },
    changes: 'never',
    meaning: 'Selector of the element that holds the open panel, without a launcher.',
  },
} as const satisfies Record<string, OptionRow>;

/** How it looks. The defaults are those of a new shop. */
const APPEARANCE = {
  accent: { kind: { is: 'colour' }, default: '#1f5b4c', meaning: 'The merchant’s colour.' },
  theme: {
    kind: { is: 'choice', values: ['light', 'dark', 'auto'] },
    default: 'auto',
    meaning: 'Light, dark, or as the device is.',
  },
  radius: {
    kind: { is: 'number', max: 2 },
    default: 1,
    meaning: 'Corner rounding: 0 sharp, 1 soft, 1.35 round.',
  },
  launcher: {
    kind: { is: 'choice', values: ['icon', 'text'] },
    default: 'icon',
    meaning: 'The bell alone, or with `launcherText`.',
  },
  launcherText: { kind: { is: 'text', maxLength: 40 }, meaning: 'Words beside the bell.' },
  launcherIcon: {
    kind: { is: 'choice', values: ['bell', 'chat', 'question'] },
    meaning: 'What the launcher shows; the bell unless said otherwise.',
  },
  logo: { kind: { is: 'address' }, meaning: 'Picture in the panel’s head.' },
  title: { kind: { is: 'text', maxLength: 80 }, meaning: 'Title of the panel before the first message.' },
  font: {
    kind: { is: 'choice', values: ['system', 'inherit'] },
    default: 'system',
    meaning: 'The device’s font, or the page’s.',
  },
} as const satisfies Record<string, OptionRow>;

/**
 * Every option of the widget: the one table that validation, types, docs, the tag manager's template and the settings
 * page follow. As an attribute `fooBar` is `data-foo-bar`; in the script's address it is `foo_bar`, `foo-bar` or `fooBar`.
 */
export const OPTION_TABLE = {
  shop: {
    kind: { is: 'text', maxLength: 63, pattern: /^[a-z0-9][a-z0-9_-]*$/ },
    changes: 'never',
    meaning: 'The merchant’s public key. Required.',
  },
  clientId: {
    legacy: 'external_id',
    kind: { is: 'text', maxLength: 200 },
    secret: true,
    changes: 'next',
    meaning:
      'The shopper’s id in the merchant’s own system. A label until `clientToken` proves it; empty counts as absent. `identify` changes it at once.',
  },
  clientToken: {
    kind: { is: 'text', maxLength: 4000 },
    secret: true,
    changes: 'next',
    meaning:
      'A JWT (HS256, signed with the shop’s secret, `sub` = `clientId`) that proves `clientId`. `identify` changes it at once.',
  },
  country: {
    legacy: 'country',
    kind: { is: 'country' },
    meaning:
      'ISO 3166-1 alpha-2 country of the shopper or site, any case; `UK` is read as `GB`. Selects flow, greeting, hours, catalogue and currency.',
  },
  locale: {
    kind: { is: 'locale' },
    meaning:
      'BCP 47 language of widget and bot. Default: the page’s `lang`, then the browser’s, then the shop’s. A language that the widget does not speak is replaced by the shop’s, then by English. An open panel keeps its language until the next page.',
  },
  flowRef: {
    legacy: 'ref',
    kind: { is: 'text', maxLength: 200 },
    changes: 'next',
    meaning:
      'Starts that flow instead of the default greeting; `NAME::ARG::ARG` passes arguments. The command `flow` changes it at once.',
  },
  widgetState: {
    legacy: 'widget_state',
    kind: { is: 'choice', values: ['welcome', 'chat', 'close'] },
    shop: 'value',
    changes: 'next',
    meaning:
      'State at load: greeting bubble, open panel, or icon only. Default: the last known state, `welcome` on a first visit.',
  },
  closeDelay: {
    legacy: 'delay_close',
    kind: { is: 'number', max: 86400, unit: 'seconds' },
    default: 0,
    shop: 'value',
    changes: 'next',
    meaning: 'How long the greeting bubble stays; 0 = until it is dismissed.',
  },
  minimizable: {
    legacy: 'minimizable',
    kind: { is: 'boolean' },
    default: true,
    shop: 'value',
    meaning:
      'Whether the shopper can reduce the open panel. Without it there is no minimise button, the launcher is gone while the panel is open, Escape does not close it and `close()` is refused.',
  },
  cookieTTL: {
    legacy: 'cookie_ttl',
    kind: { is: 'number', max: 400, unit: 'days' },
    default: 365,
    meaning: 'Lifetime of the widget’s cookies, renewed at each visit; 0 = session cookies.',
  },
  cookieConsent: {
    legacy: 'cookie_consent',
    kind: { is: 'choice', values: [0, 1, 2, 3] },
    default: 0,
    meaning:
      'Bit mask: 1 personalisation, 2 analytics. Where the browser asks for privacy (`navigator.globalPrivacyControl`), 2 counts as not granted.',
  },
  welcomeMessage: {
    legacy: 'welcome_message',
    kind: { is: 'text', maxLength: 300 },
    shop: 'own',
    meaning: 'Replaces the greeting bubble’s text. Default: the flow’s own greeting.',
  },
  position: {
    kind: { is: 'object', fields: POSITION, short: 'corner' },
    shop: 'value',
    meaning: 'Where the widget stands: a corner, or an object with the fields below.',
  },
  appearance: {
    kind: { is: 'object', fields: APPEARANCE },
    shop: 'own',
    meaning: 'How it looks, field by field over the shop’s settings.',
  },
  dataLayer: {
    kind: { is: 'boolean' },
    default: false,
    meaning: 'Push the widget’s events, without personal data, to `window.dataLayer`.',
  },
  dataLayerConsent: {
    kind: { is: 'choice', values: ['analytics'] },
    meaning: 'With `dataLayer`: the consent without which no event is pushed. Default: none is needed.',
  },
  consentSource: {
    kind: { is: 'choice', values: CONSENT_SOURCES },
    default: 'manual',
    meaning:
      'Who decides about consent: the page, by option and command (`manual`); a tool that asks the shopper; or whichever of them the page has (`auto`). With a tool `cookieConsent` does not count, and nothing is granted before it has been answered. How each is connected: `docs/install/consent.md`.',
  },
  cartSource: {
    kind: {
      is: 'choice',
      values: ['auto', 'manual', 'shopify', 'woocommerce', 'magento', 'prestashop', 'datalayer'],
    },
    default: 'auto',
    changes: 'next',
    meaning:
      'Where the cart comes from: that platform, the first one that is found (`auto`), or the page alone, by the `cart` command (`manual`). The command always wins.',
  },
  cookieDomain: {
    kind: { is: 'text', maxLength: 253, pattern: /^\.?[a-z0-9.-]+$/i },
    meaning: 'Domain of the cookies, to share them between subdomains.',
  },
  titleBadge: {
    kind: { is: 'boolean' },
    default: false,
    shop: 'value',
    meaning: 'Show the number of unread messages in the page’s title.',
  },
  api: {
    kind: { is: 'text', maxLength: 300, pattern: /^https?:\/\/[^\s/?#]+$/ },
    changes: 'never',
    meaning: 'Origin of the server, when it is not the script’s.',
  },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof OPTION_TABLE;

/** The ones that a shop sets for all of its pages as they are. */
export type ShopOptionName = {
  [N in OptionName]: (typeof OPTION_TABLE)[N] extends { shop: 'value' } ? N : never;
}[OptionName];

export const SHOP_OPTIONS = Object.fromEntries(
  Object.entries<OptionRow>(OPTION_TABLE).filter(([, row]) => row.shop === 'value'),
) as Pick<typeof OPTION_TABLE, ShopOptionName>;
