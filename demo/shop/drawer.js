import { deliveryView, lineView, totalsView } from './cart-view.js';
import { makeWay } from './chat.js';
import { find, h, icon } from './dom.js';

/**
 * The cart drawer: a dialog beside which the chat stays usable. So it is not modal to the browser; the rest of the page
 * is made inert instead, Escape and a click beside it close it, and focus goes back to where it came from.
 * @param {import('./cart.js').Cart} cart
 * @param {import('./catalogue.js').Catalogue} catalogue
 */
export function mountDrawer(cart, { currency, freeDeliveryFrom }) {
  const page = find('#page');
  const title = h('h2', { id: 'cart-title', tabindex: -1 }, 'Your cart');
  const close = h(
    'button',
    { type: 'button', class: 'tool', 'aria-label': 'Close cart', onclick: shut },
    icon('close'),
  );
  const head = h('div', { class: 'drawer__head' }, title, close);
  const drawer = h(
    'div',
    { class: 'drawer', role: 'dialog', 'aria-labelledby': 'cart-title', inert: true },
    head,
    ...sections(),
  );
  const veil = h('div', { class: 'veil', onclick: shut });
  /** @type {Element | null} */
  let cameFrom = null;

  document.body.append(veil, drawer);
  cart.subscribe(draw);
  document.addEventListener('keydown', (event) => {
    // Escape typed in the chat is the chat's own.
    if (event.key === 'Escape' && isOpen() && drawer.contains(document.activeElement)) shut();
  });

  function isOpen() {
    return document.body.hasAttribute('data-cart');
  }

  function open() {
    if (isOpen()) return;
    cameFrom = document.activeElement;
    document.body.setAttribute('data-cart', '');
    drawer.inert = false;
    page.inert = true;
    title.focus();
    makeWay(true, drawer.offsetWidth);
  }

  function shut() {
    if (!isOpen()) return;
    document.body.removeAttribute('data-cart');
    drawer.inert = true;
    page.inert = false;
    // A notice that led here is gone by now; then the cart's own button is the nearest place.
    const back = cameFrom instanceof HTMLElement && cameFrom.isConnected ? cameFrom : find('#cart-button');
    back.focus();
    makeWay(false, drawer.offsetWidth);
  }

  function sections() {
    const contents = cart.contents();
    if (contents.lines.length === 0) {
      const waiting = contents.discount && h('p', {}, `${contents.discount.code} is waiting for your first find.`);
      const leave = h('button', { type: 'button', class: 'cta', onclick: shut }, 'Keep looking');
      return [h('div', { class: 'empty' }, h('p', {}, 'Your cart is empty.'), waiting, leave)];
    }
    return [
      deliveryView(contents.subtotal, freeDeliveryFrom, currency),
      h('ul', { class: 'lines' }, ...contents.lines.map((line) => lineView(line, cart, currency))),
      h(
        'div',
        { class: 'totals' },
        ...totalsView(contents, currency),
        h('a', { class: 'cta', href: '/demo/checkout.html' }, 'Go to checkout'),
      ),
    ];
  }

  /** Draws anew and puts focus back on the same stepper button, or on the title when its line is gone. */
  function draw() {
    const focused = drawer.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.getAttribute('data-focus');
    drawer.replaceChildren(head, ...sections());
    if (!focused || focused === document.activeElement) return;
    const again = [...drawer.querySelectorAll('[data-focus]')].find((one) => one.getAttribute('data-focus') === key);
    (again instanceof HTMLElement ? again : title).focus();
  }

  return { open };
}
