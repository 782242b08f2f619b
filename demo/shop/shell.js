import { createCart } from './cart.js';
import { loadCatalogue } from './catalogue.js';
import { connectChat } from './chat.js';
import { find, h } from './dom.js';
import { mountDrawer } from './drawer.js';

/** How long a notice stays, in ms. */
const NOTICE_MS = 6000;

/**
 * What every page of the shop has around its contents: the menu, the cart with its drawer, notices, and the chat's
 * connection to the cart. The markup of header and footer is in the pages.
 */
export async function mountShell() {
  mountMenu();
  const catalogue = await loadCatalogue();
  const cart = createCart(catalogue);
  const drawer = mountDrawer(cart, catalogue);
  const say = mountNotices(drawer.open);

  const button = find('#cart-button');
  const count = h('b', { 'aria-hidden': 'true' });
  const showCount = () => {
    const pieces = cart.contents().count;
    button.setAttribute('aria-label', `Cart, ${pieces} ${pieces === 1 ? 'item' : 'items'}`);
    count.textContent = String(pieces);
    count.hidden = pieces === 0;
  };
  button.append(count);
  button.addEventListener('click', drawer.open);
  showCount();
  cart.subscribe(showCount);

  connectChat({ cart, currency: catalogue.currency, say });
  return { cart, catalogue, say };
}

/** @typedef {Awaited<ReturnType<typeof mountShell>>} Shell */

/** On a phone the navigation folds under a button. */
function mountMenu() {
  const nav = find('#main-nav');
  const burger = find('#menu-button');
  burger.addEventListener('click', () => {
    burger.setAttribute('aria-expanded', String(nav.toggleAttribute('data-open')));
  });
}

/**
 * Short notices, announced politely; each with a way to the cart.
 * @param {() => void} openCart
 */
function mountNotices(openCart) {
  const place = h('div', { class: 'toast', 'aria-live': 'polite' });
  find('.bar').append(place);
  let timer = 0;
  const clear = () => place.replaceChildren();
  const viewCart = () => {
    openCart();
    clear();
  };

  /** @param {string} text */
  return (text) => {
    window.clearTimeout(timer);
    place.replaceChildren(h('span', {}, text), h('button', { type: 'button', onclick: viewCart }, 'View cart'));
    timer = window.setTimeout(clear, NOTICE_MS);
  };
}
