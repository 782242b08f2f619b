import { productCard } from './card.js';
import { find, h } from './dom.js';
import { mountShell } from './shell.js';

/**
 * @typedef {import('./catalogue.js').Product} Product
 * @typedef {{ title: string, shows: (product: Product) => boolean }} Collection
 */

/** How many products the home page shows before "See everything". */
const NEWEST = 12;

/** @type {Record<string, Collection>} */
const COLLECTIONS = {
  all: { title: 'Everything', shows: () => true },
  linen: { title: 'Linen', shows: ({ title }) => title.toLowerCase().includes('linen') },
  clothing: { title: 'Clothing', shows: ({ collection }) => collection === 'clothing' },
  house: { title: 'House', shows: ({ collection }) => collection === 'house' },
  gifts: { title: 'Gifts', shows: ({ collection }) => collection === 'gifts' },
  sale: { title: 'Sale', shows: ({ compareAt }) => compareAt !== undefined },
};

const query = new URLSearchParams(window.location.search);
const name = query.get('collection') ?? '';
const sought = query.get('q');
const shell = await mountShell();
const { products } = shell.catalogue;

if (sought !== null) {
  const words = sought.trim().toLowerCase();
  const found = words
    ? products.filter((one) => `${one.title} ${one.options}`.toLowerCase().includes(words))
    : products;
  show(words ? `${found.length} found for “${sought.trim()}”` : 'Everything', found);
  find('#seek').hidden = false;
  const field = find('#seek input');
  if (field instanceof HTMLInputElement) field.value = sought;
  field.focus();
} else if (Object.hasOwn(COLLECTIONS, name)) {
  const { title, shows } = COLLECTIONS[name];
  show(title, products.filter(shows));
} else {
  fill(products.slice(0, NEWEST), 'h3');
}

/**
 * A shelf in place of the home page's hero.
 * @param {string} title
 * @param {Product[]} shelf
 */
function show(title, shelf) {
  find('.hero').hidden = true;
  find('#shelf-title').replaceWith(h('h1', { id: 'shelf-title', class: 'title' }, title));
  find('.shelf-head').classList.add('shelf-head--only');
  find('.shelf-head a').hidden = true;
  document.title = `${title} · Hazel & Hem`;
  for (const link of document.querySelectorAll('#main-nav a')) {
    const here = link.getAttribute('href') === `/demo/?collection=${name}`;
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  fill(shelf, 'h2');
}

/**
 * @param {Product[]} shelf
 * @param {'h2' | 'h3'} heading
 */
function fill(shelf, heading) {
  find('.shelf').replaceChildren(...shelf.map((product) => productCard(product, shell, heading)));
}
