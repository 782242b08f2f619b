import { buildCart } from './build-cart.ts';
import type { CreateSource, Snapshot } from './cart-source.ts';
import { currencyOf, type Fields, isRecord, recordsOf, wordsOf } from './fields.ts';
import { fromMajor } from './money.ts';
import { shopSource } from './shop-source.ts';

/** What PrestaShop puts on a page, as far as it is used here. */
interface Page {
  prestashop: {
    on(event: string, heard: (event: unknown) => void): void;
    off?(event: string, heard: (event: unknown) => void): void;
    removeListener?(event: string, heard: (event: unknown) => void): void;
    emit?(event: string, about: object): void;
    cart?: unknown;
    currency?: { iso_code?: unknown };
    urls?: { pages?: { cart?: string } };
    static_token?: string;
  };
}

/** `updateCart` brings the new cart, `updatedCart` says that the page shows it. */
const EVENTS = ['updateCart', 'updatedCart'];

/** PrestaShop: its own events, which carry the cart; changed by the controller that the theme's forms post to. */
export const createSource: CreateSource = ({ complain, currency }) => {
  const { prestashop } = window as unknown as Page;
  if (typeof prestashop?.on !== 'function') throw new Error('the page has no `prestashop`');
  /** The cart as it was last told; the page's own is the one that it was drawn with. */
  let latest: unknown;

  async function post(fields: Record<string, string>): Promise<Fields> {
    const { urls, static_token } = prestashop;
    const answer = await fetch(urls?.pages?.cart ?? '/index.php?controller=cart', {
      method: 'POST',
      headers: { accept: 'application/json', 'x-requested-with': 'XMLHttpRequest' },
      body: new URLSearchParams({ ...fields, ajax: '1', ...(static_token && { token: static_token }) }),
    });
    if (!answer.ok) throw new Error(`cart: ${answer.status}`);
    const words: unknown = await answer.json().catch(() => undefined);
    return isRecord(words) ? words : {};
  }
  /** Has the page do what it does when its own forms have changed the cart. */
  const announce = (reason: Fields, resp: Fields): void =>
    prestashop.emit?.('updateCart', { reason: { ...reason, cart: resp.cart }, resp });

  return shopSource(
    {
      async read() {
        const cart = latest ?? prestashop.cart;
        if (!isRecord(cart)) throw new Error('the page does not tell its cart');
        return readPrestashopCart(cart, currencyOf(prestashop.currency?.iso_code) ?? currency());
      },
      watch(changed, signal) {
        const hear = (event: unknown): void => {
          const { resp, reason } = (isRecord(event) ? event : {}) as { resp?: Fields; reason?: Fields };
          const cart = resp?.cart ?? reason?.cart;
          if (isRecord(cart)) latest = cart;
          changed();
        };
        for (const name of EVENTS) prestashop.on(name, hear);
        signal.addEventListener('abort', () => {
          for (const name of EVENTS) (prestashop.off ?? prestashop.removeListener)?.call(prestashop, name, hear);
        });
      },
      add({ productId, variantId = '0', quantity }) {
        if (!/^\d+$/.test(productId) || !/^\d+$/.test(variantId)) return undefined;
        const product = { id_product: productId, id_product_attribute: variantId };
        return post({ add: '1', action: 'update', ...product, qty: `${quantity}` }).then((resp) => {
          if (!isTaken(resp)) return false;
          // By the shop's own word a window would open over the page, and over the chat.
          announce({ idProduct: productId, idProductAttribute: variantId, linkAction: 'add-from-chat' }, resp);
          return true;
        });
      },
      async apply(code) {
        const answer = await post({ addDiscount: '1', discount_name: code, action: 'show' });
        // The cart as it is after that: asked for by itself, as some versions answer with a page.
        const asked = await post({ action: 'update' });
        const cart = asked.cart ?? answer.cart;
        if (!isRecord(cart)) throw new Error('the shop does not tell its cart');
        latest = cart;
      },
      redraw: () => announce({ linkAction: 'add-voucher' }, { success: true, cart: latest }),
    },
    { complain },
  );
};

/** What the shop refuses, it answers with `hasError` and words. */
const isTaken = ({ success, hasError, errors }: Fields): boolean =>
  success !== false && !hasError && !(errors && Object.keys(errors).length > 0);

/** A cart as PrestaShop hands it to its themes. Of its amounts only the plain ones are read. @throws when it is none */
export function readPrestashopCart(cart: Fields, currency: string): Snapshot {
  const { products, subtotals, vouchers } = cart;
  if (!isRecord(products)) throw new Error('the cart has no products');
  const lines = recordsOf(products).map((product) => {
    const { id_product, id_product_attribute, id_customization, attributes, cover } = product;
    const prices = [product.price_amount, product.price_with_reduction, product.price_wt, product.price];
    return {
      id: wordsOf([id_product, id_product_attribute || 0, id_customization || 0].join('-').replace(/(-0)+$/, '')),
      name: wordsOf(product.name),
      variant: isRecord(attributes)
        ? Object.values(attributes)
            .flatMap((value) => wordsOf(value) ?? [])
            .join(', ') || undefined
        : wordsOf(product.attributes_small),
      quantity: product.cart_quantity ?? product.quantity,
      price: prices.map((price) => fromMajor(price, currency)).find((price) => price !== undefined),
      url: product.url,
      image: pictureOf(cover),
    };
  });
  const { products: sum } = (isRecord(subtotals) ? subtotals : {}) as { products?: Fields };
  const { added } = (isRecord(vouchers) ? vouchers : {}) as Fields;
  return {
    cart: buildCart(currency, lines, fromMajor(sum?.amount, currency)),
    codes: recordsOf(added).map(({ code, name }) => ({ code: `${code || name}` })),
  };
}

/** The smallest picture that a card has room for. */
function pictureOf(cover: unknown): unknown {
  if (!isRecord(cover)) return cover;
  const { bySize, medium } = cover as { bySize?: Fields; medium?: Fields };
  return (bySize?.cart_default as Fields | undefined)?.url ?? medium?.url ?? cover.url;
}
