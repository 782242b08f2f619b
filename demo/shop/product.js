import { offer, price } from './card.js';
import { shopbell } from './chat.js';
import { find, h } from './dom.js';
import { mountShell } from './shell.js';

/** @typedef {import('./catalogue.js').Product} Product */

const { cart, catalogue, say } = await mountShell();
const id = new URLSearchParams(window.location.search).get('id');
const product = catalogue.products.find((one) => one.id === id);
const place = find('#product');

if (product) {
  document.title = `${product.title} · Hazel & Hem`;
  place.replaceChildren(crumbs(product), detail(product));
} else {
  place.replaceChildren(
    h(
      'div',
      { class: 'prose' },
      h('h1', {}, 'We no longer sell this'),
      h('a', { class: 'link', href: '/demo/' }, 'See what is new'),
    ),
  );
}

/** @param {Product} product */
function crumbs({ title, collection }) {
  const name = collection.charAt(0).toUpperCase() + collection.slice(1);
  return h(
    'nav',
    { class: 'crumbs', 'aria-label': 'Breadcrumb' },
    h('a', { href: '/demo/' }, 'Home'),
    h('span', { 'aria-hidden': 'true' }, '/'),
    h('a', { href: `/demo/?collection=${collection}` }, name),
    h('span', { 'aria-hidden': 'true' }, '/'),
    h('span', { 'aria-current': 'page' }, title),
  );
}

/** @param {Product} product */
function detail(product) {
  return h(
    'article',
    { class: 'detail' },
    h(
      'div',
      { class: 'detail__view' },
      h('img', { src: product.image, alt: product.title, width: 720, height: 720 }),
      offer(product),
    ),
    h(
      'form',
      { class: 'detail__words', onsubmit: (/** @type {SubmitEvent} */ event) => add(event, product) },
      h('h1', {}, product.title),
      h('p', {}, price(product, catalogue.currency)),
      h('p', { class: 'blurb' }, product.description),
      choices(product),
      product.available
        ? h(
            'button',
            { class: 'cta' },
            h('span', {}, 'Add', h('span', { class: 'quiet' }, ` ${product.title}`), ' to cart'),
          )
        : h('button', { class: 'cta', type: 'button', disabled: true }, 'Sold out'),
      h('button', { class: 'cta cta--plain', type: 'button', onclick: () => ask(product) }, 'Ask us about this'),
      h(
        'div',
        { class: 'facts' },
        h('p', {}, product.options),
        h('p', {}, 'Free delivery over €80'),
        h('p', {}, 'Returns within 30 days'),
      ),
    ),
  );
}

/** @param {Product} product */
function choices({ variants }) {
  if (variants.length < 2) return undefined;
  const first = variants.find((one) => one.available);
  return h(
    'fieldset',
    {},
    h(
      'div',
      { class: 'choices', role: 'radiogroup', 'aria-label': 'Choose one' },
      ...variants.map((one) =>
        h(
          'label',
          {},
          h('input', {
            type: 'radio',
            name: 'variant',
            value: one.id,
            checked: one === first,
            disabled: !one.available,
          }),
          one.title,
        ),
      ),
    ),
  );
}

/**
 * @param {SubmitEvent} event
 * @param {Product} product
 */
function add(event, product) {
  event.preventDefault();
  const chosen = event.target instanceof HTMLFormElement ? new FormData(event.target).get('variant') : null;
  cart.add(product.id, typeof chosen === 'string' ? chosen : undefined);
  say(`${product.title} is in your cart.`);
}

/** @param {Product} product */
function ask({ title }) {
  shopbell('prefill', `About the ${title}: `);
  shopbell('open');
}
