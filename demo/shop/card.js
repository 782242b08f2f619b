import { money } from './catalogue.js';
import { h, icon, svg } from './dom.js';

/**
 * @typedef {import('./catalogue.js').Product} Product
 * @typedef {import('./shell.js').Shell} Shell
 */

/**
 * A product on a shelf.
 * @param {Product} product
 * @param {Shell} shell
 * @param {'h2' | 'h3'} heading the level below the shelf's own
 */
export function productCard(product, { cart, catalogue, say }, heading) {
  const add = () => {
    cart.add(product.id);
    say(`${product.title} is in your cart.`);
  };
  return h(
    'li',
    { class: 'card' },
    h(
      'div',
      { class: 'card__view' },
      h('img', { src: product.image, alt: '', width: 320, height: 320, loading: 'lazy' }),
      offer(product),
      product.available &&
        h(
          'button',
          { type: 'button', class: 'card__add', 'aria-label': `Add ${product.title} to cart`, onclick: add },
          icon('plus'),
        ),
    ),
    h(heading, {}, h('a', { href: product.url }, product.title)),
    h('p', { class: 'card__foot' }, price(product, catalogue.currency), swatches(product.colours ?? [])),
  );
}

/**
 * @param {Product} product
 * @param {string} currency
 */
export function price({ price: now, compareAt }, currency) {
  return h(
    'span',
    { class: 'price' },
    h('b', {}, money(now, currency)),
    ...(compareAt ? [' ', h('s', {}, h('span', { class: 'quiet' }, 'Was '), money(compareAt, currency))] : []),
  );
}

/** @param {Product} product */
export function offer({ price: now, compareAt, available }) {
  if (!available) return h('span', { class: 'tag' }, 'Sold out');
  if (!compareAt) return undefined;
  return h('span', { class: 'tag' }, `−${Math.round((1 - now / compareAt) * 100)}%`);
}

/** @param {string[]} colours */
function swatches(colours) {
  if (colours.length === 0) return undefined;
  const width = colours.length * 16 - 4;
  return svg(
    'svg',
    { class: 'swatches', width, height: 12, viewBox: `0 0 ${width} 12`, 'aria-hidden': 'true' },
    ...colours.map((fill, nth) => svg('circle', { cx: nth * 16 + 6, cy: 6, r: 5.5, fill })),
  );
}
