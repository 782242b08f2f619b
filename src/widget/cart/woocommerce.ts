import { buildCart } from './build-cart.ts';
import type { CreateSource, Snapshot } from './cart-source.ts';
import { currencyOf, type Fields, isRecord, recordsOf, wordsOf } from './fields.ts';
import { fromUnits, toMajor } from './money.ts';
import { shopSource } from './shop-source.ts';
import { watchRequests } from './watch-requests.ts';

/** What WooCommerce and WordPress put on a page, as far as it is used here. */
interface Page {
  jQuery?: (target: HTMLElement) => {
    on(events: string, heard: () => void): void;
    off(events: string, heard: () => void): void;
    trigger(event: string): void;
  };
  wp?: { data?: Partial<BlockStores> };
}
/** The stores of WooCommerce's blocks. */
interface BlockStores {
  select(store: string): { getCartData?(): unknown } | undefined;
  subscribe(listener: () => void, store?: string): () => void;
}

/** Themes of before the blocks tell by jQuery alone, whose events nobody else hears. */
const CLASSIC = [
  ...['added_to_cart', 'removed_from_cart', 'updated_cart_totals', 'applied_coupon', 'removed_coupon'],
  ...['wc_fragments_refreshed', 'wc_cart_emptied'],
].join(' ');
const BLOCKS = ['wc-blocks_added_to_cart', 'wc-blocks_removed_from_cart'];
const STORE = 'wc/store/cart';
/** What changes the cart, where the theme tells of nothing. */
const CHANGES = /\/wc\/store\/(v1\/)?(cart\/|batch)|[?&]wc-ajax=(add_to|remove_from|apply_|remove_|update_)/;

/** WooCommerce: what themes and blocks tell; read and changed by the Store API. */
export const createSource: CreateSource = ({ complain }) => {
  const page = window as Page;
  const { body } = document;
  /** Where WordPress answers, as each of its pages says. */
  const root = document.querySelector<HTMLLinkElement>('link[rel="https://api.w.org/"]')?.href ?? '/wp-json/';
  /** What a change must carry; each answer brings it anew. The token stands in for the nonce where none is to be had. */
  let nonce = '';
  let token = '';

  async function ask(path: string, body?: object): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body) headers['content-type'] = 'application/json';
    if (nonce) headers.nonce = nonce;
    else if (token) headers['cart-token'] = token;
    // An address with a query of its own has WordPress' path in it.
    const answer = await fetch(`${root}wc/store/v1/cart${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      body: body && JSON.stringify(body),
      cache: 'no-store',
    });
    nonce = answer.headers.get('nonce') ?? nonce;
    token = answer.headers.get('cart-token') ?? token;
    return answer;
  }

  /** A change. A page that has stood for a day, or came from a cache, has a nonce that counts no more: reading brings one. */
  async function change(path: string, body: object): Promise<Response> {
    if (!nonce && !token) await ask('');
    const answer = await ask(path, body);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    await ask('');
    return ask(path, body);
  }

  return shopSource(
    {
      async read() {
        const answer = await ask('');
        if (!answer.ok) throw new Error(`Store API: ${answer.status}`);
        return readStoreCart(await answer.json());
      },
      watch(changed, signal) {
        for (const name of BLOCKS) body.addEventListener(name, changed, { signal });
        const classic = typeof page.jQuery === 'function' ? page.jQuery(body) : undefined;
        classic?.on(CLASSIC, changed);
        const blocks = page.wp?.data;
        let known = blocks?.select?.(STORE)?.getCartData?.();
        const leave = known
          ? blocks?.subscribe?.(() => {
              const now = blocks.select?.(STORE)?.getCartData?.();
              if (now !== known) changed();
              known = now;
            }, STORE)
          : undefined;
        watchRequests(CHANGES, changed, signal);
        signal.addEventListener('abort', () => {
          classic?.off(CLASSIC, changed);
          leave?.();
        });
      },
      add({ productId, variantId = productId, quantity }) {
        if (!/^\d+$/.test(variantId)) return undefined;
        return change('/add-item', { id: Number(variantId), quantity }).then(({ ok }) => ok);
      },
      apply: (code) => change('/apply-coupon', { code }),
      redraw() {
        page.jQuery?.(body).trigger('wc_fragment_refresh');
        body.dispatchEvent(new CustomEvent(BLOCKS[0]!, { bubbles: true, detail: { preserveCartData: false } }));
      },
    },
    { complain },
  );
};

/** A cart as the Store API has it: words for whole numbers, in units whose digits it names. @throws when it is none */
export function readStoreCart(cart: unknown): Snapshot {
  const { items, totals, coupons } = cart as Fields;
  const currency = currencyOf(isRecord(totals) && totals.currency_code);
  if (!currency || !Array.isArray(items)) throw new Error('the cart has no currency or no items');
  const minor = (amount: unknown, { currency_minor_unit = 2 }: Fields): number | undefined =>
    fromUnits(amount, Number(currency_minor_unit), currency);
  const lines = recordsOf(items).map(({ key, id, name, quantity, permalink, images, variation, prices }) => ({
    id: wordsOf(key ?? id),
    name: wordsOf(name),
    variant:
      recordsOf(variation)
        .flatMap(({ value }) => wordsOf(value) ?? [])
        .join(', ') || undefined,
    quantity,
    price: isRecord(prices) ? minor(prices.price, prices) : undefined,
    url: permalink,
    image: recordsOf(images)[0]?.src,
  }));
  return {
    cart: buildCart(currency, lines),
    codes: recordsOf(coupons).map(({ code, totals: off }) => {
      const saves = isRecord(off) ? minor(off.total_discount, off) : undefined;
      return saves ? { code: `${code}`, saves: toMajor(saves, currency) } : { code: `${code}` };
    }),
  };
}
