import { watchLayer } from '../../ui/watch-layer.ts';

type Fields = Record<string, unknown>;
/** What a chat has brought about in this session. */
interface Assist {
  /** The shopper has written, or picked an answer. */
  chatted?: boolean;
  /** Products put into the cart from the chat, and codes applied from it. */
  products: string[];
  codes: string[];
  /** Purchases that have been told. */
  told: string[];
}

/** Marks purchases that a chat has helped with. */
export interface Purchases {
  /** Takes an event of the chat. */
  hear(name: string, event: Fields): void;
}

const KEY = 'shopbell_assist';
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/**
 * Looks for GA4's `purchase` in the data layer and, after a chat in this session, marks it: `direct` when it holds a product
 * or a code that came from the chat, else `indirect`. From page to page the session is remembered only with analytics
 * consent; without, this page alone counts.
 * @param push tells the data layer
 * @param mayRemember whether analytics is granted, asked each time
 */
export function createPurchases(
  layer: unknown[],
  push: (event: Fields) => void,
  mayRemember: () => boolean,
  signal: AbortSignal,
): Purchases {
  const assist = remembered(mayRemember());

  function keep(): void {
    try {
      if (mayRemember()) sessionStorage.setItem(KEY, JSON.stringify(assist));
      else sessionStorage.removeItem(KEY);
    } catch {
      // A page that may not store: this page alone counts.
    }
  }

  function look(pushed: unknown): void {
    const purchase = purchaseIn(pushed);
    const { chatted, products, codes, told } = assist;
    const id = `${purchase?.transaction_id ?? ''}`;
    if (!purchase || (!chatted && products.length + codes.length === 0) || told.includes(id)) return;
    const bought = (Array.isArray(purchase.items) ? purchase.items : []).filter(isRecord);
    const direct =
      bought.some(
        ({ item_id, item_variant, coupon }) => isOf(products, item_id, item_variant) || isOf(codes, coupon),
      ) || isOf(codes, purchase.coupon);
    told.push(id);
    keep();
    push({
      event: 'shopbell_assisted_purchase',
      kind: direct ? 'direct' : 'indirect',
      transaction_id: purchase.transaction_id,
      currency: purchase.currency,
      value: purchase.value,
      timestamp: Date.now(),
      id: `purchase-${id}`,
    });
  }

  watchLayer(layer, look, signal);
  [...layer].forEach(look);

  return {
    hear(name, event) {
      if (name === 'message' && event.from === 'visitor') assist.chatted = true;
      else if (name === 'add_to_cart') assist.products.push(...[event.productId, event.variantId].flatMap(text));
      else if (name === 'discount') assist.codes.push(...text(event.code));
      else if (name !== 'consent') return;
      keep();
    },
  };
}

const text = (value: unknown): string[] => (value === undefined ? [] : [`${value}`]);
const isOf = (known: string[], ...values: unknown[]): boolean =>
  values.flatMap(text).some((one) => known.includes(one));

function remembered(may: boolean): Assist {
  const empty: Assist = { products: [], codes: [], told: [] };
  try {
    return may ? { ...empty, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Assist>) } : empty;
  } catch {
    return empty;
  }
}

/** The parameters of a purchase: pushed as an object, or sent with `gtag('event', 'purchase', …)`. */
function purchaseIn(pushed: unknown): Fields | undefined {
  if (!isRecord(pushed)) return undefined;
  const sent = pushed[0] === 'event' && pushed[1] === 'purchase' ? pushed[2] : undefined;
  const found = pushed.event === 'purchase' ? (pushed.ecommerce ?? pushed.eventModel ?? pushed) : sent;
  return isRecord(found) ? found : undefined;
}
