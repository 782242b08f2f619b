import { buildCart } from './build-cart.ts';
import type { AppliedCode, CreateSource, Snapshot, Wanted } from './cart-source.ts';
import { sameCode } from './cart-source.ts';
import { currencyOf, type Fields, isRecord, recordsOf, wordsOf } from './fields.ts';
import { fromUnits, toMajor } from './money.ts';
import { shopSource } from './shop-source.ts';
import { watchRequests } from './watch-requests.ts';

/** What Shopify puts on the pages of a shop, as far as it is used here. */
interface Page {
  Shopify?: {
    routes?: { root?: string };
    actions?: { updateCart?: UpdateCart };
  };
}
type UpdateCart = ((change: object, about: object) => Promise<unknown>) & { isDefault?(): boolean };

/** Told before the request is made; its `promise` is settled once the cart has changed. */
const EVENTS = ['shopify:cart:lines-update', 'shopify:cart:discount-update'];
/** What changes the cart, in themes that tell of nothing. */
const CHANGES = /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/;
/** Money of the cart's address is in hundredths whatever the currency is: 100 yens are 10000. */
const DIGITS = 2;
/** Tells whoever listens on the page that it was the chat. */
const ABOUT = { event: { context: 'dialog', detail: { source: 'shopbell' } } };

/** A variant's number, by itself or in the form of Shopify's other interfaces. */
const variantOf = ({ productId, variantId = productId }: Wanted): string | undefined =>
  /^(?:gid:\/\/shopify\/ProductVariant\/)?(\d+)$/.exec(variantId)?.[1];

/** Shopify: what the theme tells of in Shopify's standard events, and requests that change the cart; read at `cart.js`. */
export const createSource: CreateSource = ({ complain }) => {
  const { Shopify } = window as Page;
  const root = new URL(Shopify?.routes?.root ?? '/', location.href).href;
  /** All codes of the cart, also those that do nothing for it now. Whoever changes one sends all. */
  let held: string[] = [];

  async function ask(file: string, body?: object): Promise<Response> {
    const headers = { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) };
    return fetch(root + file, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
  }

  /** The theme's own way to change the cart, unless it reloads the page. */
  function action(): UpdateCart | undefined {
    const updateCart = Shopify?.actions?.updateCart;
    return typeof updateCart === 'function' && !updateCart.isDefault?.() ? updateCart : undefined;
  }
  /** Whether a change was taken: a failed one may be answered like any other. */
  async function act(updateCart: UpdateCart, change: object): Promise<boolean> {
    const answer = await updateCart(change, ABOUT);
    const { userErrors, detail } = (isRecord(answer) ? answer : {}) as { userErrors?: unknown; detail?: Fields };
    return recordsOf(userErrors).length === 0 && !detail?.didError;
  }

  async function setCodes(codes: string[]): Promise<void> {
    const updateCart = action();
    if (updateCart) await act(updateCart, { discountCodes: codes });
    else await ask('cart/update.js', { discount: codes.join(',') });
  }

  return shopSource(
    {
      async read() {
        const answer = await ask('cart.js');
        if (!answer.ok) throw new Error(`cart.js: ${answer.status}`);
        const cart: unknown = await answer.json();
        held = recordsOf((cart as Fields).discount_codes).map(({ code }) => `${code}`);
        return readShopifyCart(cart);
      },
      watch(changed, signal) {
        const hear = (event: Event): void => {
          Promise.resolve((event as { promise?: unknown }).promise).then(changed, changed);
        };
        for (const name of EVENTS) document.addEventListener(name, hear, { signal });
        watchRequests(CHANGES, changed, signal);
      },
      add(wanted) {
        const id = variantOf(wanted);
        if (!id) return undefined;
        const { quantity } = wanted;
        const updateCart = action();
        const line = { merchandiseId: `gid://shopify/ProductVariant/${id}`, quantity };
        return updateCart
          ? act(updateCart, { lines: [line] })
          : ask('cart/add.js', { items: [{ id: Number(id), quantity }] }).then(({ ok }) => ok);
      },
      apply: (code) => setCodes([...held, code]),
      withdraw: (code) => setCodes(held.filter((other) => !sameCode(other, code))),
    },
    { complain },
  );
};

/** A cart as `cart.js` has it. @throws when it is none */
export function readShopifyCart(cart: unknown): Snapshot {
  const { currency: named, items, items_subtotal_price, discount_codes, ...more } = cart as Fields;
  const currency = currencyOf(named);
  if (!currency || !Array.isArray(items)) throw new Error('the cart has no currency or no items');
  // The key of a line changes with what is discounted; the variant stays what it is.
  const lines = recordsOf(items).map((item) => {
    const { variant_id, id = variant_id, product_title, title, variant_title, quantity, url, image } = item;
    return {
      id: wordsOf(variant_id ?? id),
      name: wordsOf(product_title ?? title),
      variant: variant_title === 'Default Title' ? undefined : wordsOf(variant_title),
      quantity,
      price: fromUnits(item.final_price ?? item.discounted_price ?? item.price, DIGITS, currency),
      url,
      image,
    };
  });
  const codes = recordsOf(discount_codes).filter(({ applicable }) => applicable === true);
  const saved = savings({ ...more, items });
  return {
    cart: buildCart(currency, lines, fromUnits(items_subtotal_price, DIGITS, currency)),
    codes: codes.map(({ code }): AppliedCode => {
      const mine = saved.filter(([title]) => sameCode(title, `${code}`)).map(([, hundredths]) => hundredths);
      // Where it is not said which discount is whose, the only code has all of it.
      const all = saved.length > 0 || codes.length > 1 ? mine : [Number(more.total_discount) || 0];
      const hundredths = all.reduce((sum, one) => sum + one, 0);
      const saves = fromUnits(hundredths, DIGITS, currency);
      return saves ? { code: `${code}`, saves: toMajor(saves, currency) } : { code: `${code}` };
    }),
  };
}

/** What each discount takes off, by its title, in hundredths: of the whole cart, and of each line. */
function savings({ items, cart_level_discount_applications }: Fields): [string, number][] {
  const whole = recordsOf(cart_level_discount_applications).map(
    ({ title, total_allocated_amount }): [string, number] => [`${title}`, Number(total_allocated_amount) || 0],
  );
  const lines = recordsOf(items)
    .flatMap(({ line_level_discount_allocations }) => recordsOf(line_level_discount_allocations))
    .map(({ amount, discount_application }): [string, number] => {
      const { title } = (isRecord(discount_application) ? discount_application : {}) as Fields;
      return [`${title}`, Number(amount) || 0];
    });
  return [...whole, ...lines];
}
