import { buildCart } from './build-cart.ts';
import type { CreateSource, Snapshot } from './cart-source.ts';
import { currencyOf, type Fields, isRecord, recordsOf, wordsOf } from './fields.ts';
import { fromMajor } from './money.ts';
import { shopSource } from './shop-source.ts';
import { watchRequests } from './watch-requests.ts';

/** What Magento puts on a page, as far as it is used here. */
interface Page {
  require?: (modules: string[], then: (module: CustomerData) => void, failed: () => void) => void;
  BASE_URL?: string;
}
/** The module that keeps what belongs to the customer in this browser. */
interface CustomerData {
  get(section: 'cart'): Observable;
  invalidate(sections: string[]): void;
  reload(sections: string[], anew: boolean): unknown;
}
type Observable = (() => unknown) & { subscribe(listener: () => void): { dispose(): void } };

const MODULE = 'Magento_Customer/js/customer-data';
/** Where both Magento's own pages and those without RequireJS keep the sections. */
const STORAGE = 'mage-cache-storage';
const SECTION = /\/customer\/section\/load/;
/** Themes without RequireJS (Hyvä) tell of new sections by one event and fetch them anew on the other. */
const LOADED = 'private-content-loaded';
const RELOAD = 'reload-customer-section-data';

/** Magento 2 and Adobe Commerce: the cart section of the customer's data; changed as the shop's own forms change it. */
export const createSource: CreateSource = ({ complain, currency: ofShop }) => {
  const page = window as unknown as Page;
  const base = new URL(page.BASE_URL ?? '/', location.href).href;
  const module = new Promise<CustomerData | undefined>((resolve) => {
    if (typeof page.require === 'function') page.require([MODULE], resolve, () => resolve(undefined));
    else resolve(undefined);
  });
  /** The coupon of the cart before the last one was tried: a cart holds one, and a wrong one pushes it out. */
  let before = '';
  /** The section as the server sent it after a change of the chat's, where the page does not fetch it. */
  let fresh: unknown;

  const post = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      body: new URLSearchParams({ ...fields, form_key: formKey() }),
    });
  const applyCoupon = (code: string): Promise<Response> =>
    post('checkout/cart/couponPost/', { coupon_code: code, remove: code ? '0' : '1' });

  /** The coupon is in no section. The page of the cart has it, in the words that it hands to its own scripts. */
  async function coupon(): Promise<string> {
    const html = await (await fetch(`${base}checkout/cart/`)).text();
    const found = /"coupon_code":\s*(null|"(?:[^"\\]|\\.)*")/.exec(html)?.[1];
    if (!found) throw new Error('the page of the cart does not tell its coupon');
    return (JSON.parse(found) as string | null) ?? '';
  }

  async function fetchSection(): Promise<void> {
    const answer = await fetch(`${base}customer/section/load/?sections=cart`);
    fresh = answer.ok ? ((await answer.json()) as Fields).cart : undefined;
  }

  return shopSource(
    {
      async read() {
        const data = await module;
        const section = data ? data.get('cart')() : (fresh ?? storedSection());
        if (section === undefined) throw new Error('the page has no customer data');
        return readCartSection(section, currencyOnPage() ?? ofShop());
      },
      watch(changed, signal) {
        const renewed = (): void => {
          fresh = undefined;
          changed();
        };
        module.then((data) => {
          if (signal.aborted) return;
          const subscription = data?.get('cart').subscribe(changed);
          signal.addEventListener('abort', () => subscription?.dispose());
          if (!data) watchRequests(SECTION, changed, signal);
        }, complain);
        addEventListener(LOADED, renewed, { signal });
      },
      add({ productId, variantId, quantity }) {
        const product = variantId ?? productId;
        if (!/^\d+$/.test(product)) return undefined;
        return addProduct(product, quantity);
      },
      async apply(code) {
        before = await coupon();
        await applyCoupon(code);
      },
      codes: async () => {
        const code = await coupon();
        return code ? [{ code }] : [];
      },
      withdraw: async () => before && applyCoupon(before),
      redraw() {
        void reload();
      },
    },
    { complain },
  );

  async function addProduct(product: string, quantity: number): Promise<boolean> {
    const answer = await post('checkout/cart/add/', { product, qty: `${quantity}` });
    // Where it did not work, or something has to be chosen first, the answer is where to go.
    const words: unknown = await answer.json().catch(() => undefined);
    const taken = answer.ok && !(isRecord(words) && words.backUrl);
    if (taken) await reload();
    return taken;
  }

  /** The page's own cart follows, and what is read next is the new one. */
  async function reload(): Promise<void> {
    const data = await module;
    if (data) {
      data.invalidate(['cart']);
      await data.reload(['cart'], true);
    } else {
      await fetchSection();
      dispatchEvent(new CustomEvent(RELOAD));
    }
  }

  function storedSection(): unknown {
    const stored = localStorage.getItem(STORAGE);
    return stored === null ? undefined : ((JSON.parse(stored) as Fields).cart ?? {});
  }
};

/** Every form of the shop carries the key, and so does a cookie. */
const formKey = (): string =>
  document.querySelector<HTMLInputElement>('input[name="form_key"]')?.value ??
  /(?:^|; )form_key=([^;]+)/.exec(document.cookie)?.[1] ??
  '';

/** Sections do not say in what they count; pages of products do, to those who read them by machine. */
const currencyOnPage = (): string | undefined =>
  currencyOf(document.querySelector<HTMLMetaElement>('meta[property="product:price:currency"]')?.content);

/**
 * The cart section. Of its amounts only the plain ones are read, never the ones in HTML. Undefined while it has not been filled.
 * @throws when a line has no plain price
 */
export function readCartSection(section: unknown, currency: string): Snapshot | undefined {
  const { items, summary_count, subtotalAmount } = (isRecord(section) ? section : {}) as Fields;
  if (!Array.isArray(items) && summary_count === undefined) return undefined;
  const lines = recordsOf(items).map((item) => ({
    id: wordsOf(item.item_id ?? item.product_sku ?? item.product_id),
    name: wordsOf(item.product_name),
    variant:
      recordsOf(item.options)
        .flatMap(({ value }) => wordsOf(value) ?? [])
        .join(', ') || undefined,
    quantity: item.qty,
    price: fromMajor(item.product_price_value, currency),
    url: item.product_url,
    image: isRecord(item.product_image) ? item.product_image.src : undefined,
  }));
  return { cart: buildCart(currency, lines, fromMajor(subtotalAmount, currency)) };
}
