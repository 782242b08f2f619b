import type { Options } from '../../protocol/options.ts';
import { createPurchases, type Purchases } from './purchases.ts';

/** What pages of older installs are told by, with words for states that differ from the options'. */
export interface Page {
  dataLayer?: unknown[];
  hdOnWidgetStateChange?: (state: string) => void;
  hd_Conversation_Transferred?: (transfer: unknown) => void;
}
type Event = Record<string, unknown>;
type Told = Pick<Options, 'dataLayer' | 'dataLayerConsent' | 'cookieConsent'>;

const STATES: Record<string, string> = { welcome: 'welcome', chat: 'opened', close: 'closed' };
/** Fields that reach the data layer: names of things, never what somebody wrote. */
const FIELDS = [
  ...['id', 'timestamp', 'state', 'count', 'from', 'channelId', 'organizationId', 'lines'],
  ...['code', 'rating', 'consent', 'productId', 'variantId', 'quantity'],
];

/** One for each chat, as long as it lives. */
const watched = new WeakMap<AbortSignal, Purchases>();

const mayPush = ({ dataLayer, dataLayerConsent, cookieConsent }: Told): boolean =>
  dataLayer && !(dataLayerConsent && !(cookieConsent & 2));

/**
 * Tells an event to those who do not listen by command: the data layer, and functions of older installs.
 * @param then the options as they were when it happened
 */
export function tellOutside(
  page: Page,
  name: string,
  event: object,
  options: () => Told,
  signal: AbortSignal,
  then = options(),
): void {
  if (options().dataLayer && !signal.aborted) {
    page.dataLayer ??= [];
    const layer = page.dataLayer;
    const push = (...events: Event[]): void => {
      if (mayPush(options())) layer.push(...events);
    };
    const purchases =
      watched.get(signal) ?? createPurchases(layer, push, () => !!(options().cookieConsent & 2), signal);
    watched.set(signal, purchases);
    purchases.hear(name, event as Event);
    if (mayPush(then)) push(...pushesOf(name, event as Event));
  }
  if (name === 'state' && 'state' in event) page.hdOnWidgetStateChange?.(STATES[`${event.state}`]!);
  if (name === 'handoff') page.hd_Conversation_Transferred?.(event);
}

/** An event as the data layer has it. What goes into the cart has the parameters of GA4, and clears earlier ones first. */
function pushesOf(name: string, event: Event): Event[] {
  const push: Event = { event: `shopbell_${name}` };
  for (const field of FIELDS) if (event[field] !== undefined) push[field] = event[field];
  if (name !== 'add_to_cart') return [push];
  const { productId, variantId, name: title, price, quantity, currency } = event;
  const item = { item_id: productId, item_name: title, item_variant: variantId, price, quantity };
  const value = Math.round(Number(price) * Number(quantity) * 100) / 100;
  const ecommerce = { currency, value, items: [item] };
  return [{ ecommerce: null }, { ...push, ...ecommerce, ecommerce }];
}
