import type { Options } from '../../protocol/options.ts';

/** Platforms that a source is there for. */
export type Platform = Exclude<Options['cartSource'], 'auto' | 'manual'>;

type Globals = Record<string, unknown> & Partial<Record<string, Record<string, unknown>>>;

const page = (): Globals => window as unknown as Globals;
const has = (selector: string): boolean => document.querySelector(selector) !== null;

/** What tells a page of each platform, in this order: a shop with a tag manager is first of all a shop. */
const SIGNS: [Platform, () => unknown][] = [
  ['shopify', () => page().Shopify?.routes || page().Shopify?.shop || page().Shopify?.actions],
  ['prestashop', () => typeof page().prestashop?.on === 'function'],
  [
    'woocommerce',
    () =>
      ['wc_add_to_cart_params', 'woocommerce_params', 'wc_cart_fragments_params', 'wcSettings'].some(
        (name) => typeof page()[name] === 'object',
      ) || has('body.woocommerce, body.woocommerce-page, body.woocommerce-no-js, body.woocommerce-js'),
  ],
  [
    'magento',
    () =>
      page().checkout?.shoppingCartUrl ||
      page().hyva ||
      has('[type="text/x-magento-init"], [data-mage-init]') ||
      localStorage.getItem('mage-cache-storage'),
  ],
  ['datalayer', () => Array.isArray(page().dataLayer)],
];

/**
 * The platform whose cart is read: the one that the page names, or the first of whose signs there are any. Undefined where the
 * page alone tells of its cart.
 */
export function findPlatform(wanted: Options['cartSource']): Platform | undefined {
  if (wanted === 'manual') return undefined;
  if (wanted !== 'auto') return wanted;
  return SIGNS.find(([, sign]) => {
    try {
      return sign();
    } catch {
      // A page that may not store, or a global whose getter throws.
      return false;
    }
  })?.[0];
}
