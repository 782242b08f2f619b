import { productCard } from '/demo/shop/card.js';
import { find, h } from '/demo/shop/dom.js';
import { mountShell } from '/demo/shop/shell.js';

/**
 * The shop as a single-page app: links of this folder change the view and the address without a load. The chat hears of
 * it from the browser's history, like on any such shop.
 * @typedef {import('/demo/shop/catalogue.js').Product} Product
 */

/** @type {Record<string, { title: string, shows: (product: Product, nth: number) => boolean }>} */
const VIEWS = {
  new: { title: 'New this week', shows: (_product, nth) => nth < 8 },
  linen: { title: 'Linen', shows: ({ title }) => title.toLowerCase().includes('linen') },
  house: { title: 'House', shows: ({ collection }) => collection === 'house' },
};

const shell = await mountShell();

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link?.pathname !== '/demo/spa/' || link.hash || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  window.history.pushState({}, '', link.href);
  draw();
  window.scrollTo(0, 0);
  find('#view-title').focus();
});
window.addEventListener('popstate', draw);
draw();

/** Draws the view that the address names. */
function draw() {
  const asked = new URLSearchParams(window.location.search).get('view') ?? 'new';
  const { title, shows } = VIEWS[Object.hasOwn(VIEWS, asked) ? asked : 'new'];
  document.title = `${title} · Hazel & Hem`;
  for (const link of document.querySelectorAll('#main-nav a')) {
    const here = link instanceof HTMLAnchorElement && link.search === window.location.search;
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  find('#view').replaceChildren(
    h(
      'div',
      { class: 'shelf-head shelf-head--only' },
      h('h1', { class: 'title', id: 'view-title', tabindex: -1 }, title),
    ),
    h('ul', { class: 'shelf' }, ...shell.catalogue.products.filter(shows).map((one) => productCard(one, shell, 'h2'))),
  );
}
