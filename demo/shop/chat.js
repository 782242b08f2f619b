/**
 * What a merchant writes to connect a cart with the chat: snapshots of the cart out, products and discount codes in.
 * @typedef {import('./cart.js').Cart} Cart
 * @typedef {import('./cart.js').Contents} Contents
 * @typedef {{ productId: string, variantId?: string, quantity: number }} AddToCart
 */

/** Pages with the one-line snippet have no queue, so the first command makes it. */
const queue = () => {
  /** @param {...unknown} args */
  const stub = (...args) => stub.q.push(args);
  /** @type {unknown[][]} */
  stub.q = [];
  return stub;
};

/**
 * A command for the chat; it waits in the queue while the script is on its way.
 * @param {string} verb
 * @param {...unknown} args
 */
export function shopbell(verb, ...args) {
  if (typeof window.Shopbell !== 'function') window.Shopbell = queue();
  window.Shopbell(verb, ...args);
}

/**
 * Keeps chat and cart in step from now on.
 * @param {{ cart: Cart, currency: string, say: (text: string) => void }} shop
 */
export function connectChat({ cart, currency, say }) {
  /** @param {Contents} contents */
  const report = (contents) => shopbell('cart', snapshot(contents, currency));
  if (cart.contents().count > 0) report(cart.contents());
  cart.subscribe(report);

  shopbell('on', 'add_to_cart', (/** @type {AddToCart} */ event) => {
    const product = cart.add(event.productId, event.variantId, event.quantity);
    say(product ? `${product.title} is in your cart.` : 'We are out of that one, sorry.');
  });
  shopbell('on', 'discount', (/** @type {{ code: string }} */ { code }) => {
    const discount = cart.apply(code);
    say(discount ? `${discount.code} is applied to your cart.` : `We do not know the code ${code}.`);
  });
}

/**
 * @param {Contents} contents
 * @param {string} currency
 */
function snapshot({ lines, subtotal }, currency) {
  return {
    currency,
    subtotal,
    lines: lines.map(({ product, variant, quantity }) => ({
      id: variant.id,
      name: product.title,
      variant: variant.title,
      quantity,
      price: product.price,
      url: product.url,
      image: product.image,
    })),
  };
}

/**
 * The chat makes way for the cart: beside the drawer where there is room, out of sight on a phone.
 * @param {boolean} open
 * @param {number} drawerWidth px
 */
export function makeWay(open, drawerWidth) {
  if (window.matchMedia('(max-width: 720px)').matches) {
    shopbell(open ? 'hide' : 'show');
    return;
  }
  const usual = window.demoOptions?.position ?? 'bottom-right';
  shopbell('update', { position: open ? { corner: 'bottom-right', x: drawerWidth + 20 } : usual });
}
