import { money } from './catalogue.js';
import { h, icon } from './dom.js';

/**
 * @typedef {import('./cart.js').Cart} Cart
 * @typedef {import('./cart.js').Line} Line
 * @typedef {import('./cart.js').Contents} Contents
 */

/**
 * One line of the cart with its stepper.
 * @param {Line} line
 * @param {Cart} cart
 * @param {string} currency
 */
export function lineView({ product, variant, quantity, total }, cart, currency) {
  /**
   * @param {string} sign
   * @param {string} label
   * @param {number} step
   */
  const stepButton = (sign, label, step) =>
    h(
      'button',
      {
        type: 'button',
        'aria-label': `${label} ${product.title}, ${variant.title}`,
        'data-focus': `${variant.id} ${sign}`,
        onclick: () => cart.setQuantity(variant.id, quantity + step),
      },
      icon(sign),
    );
  return h(
    'li',
    { class: 'line' },
    h('img', { src: product.image, alt: '', width: 80, height: 96 }),
    h(
      'div',
      {},
      h('h3', {}, h('a', { href: product.url }, product.title)),
      h('p', {}, variant.title),
      h(
        'div',
        { class: 'line__tools' },
        h(
          'span',
          { class: 'stepper' },
          stepButton('minus', 'One less:', -1),
          h('span', {}, h('span', { class: 'quiet' }, 'Quantity '), quantity),
          stepButton('plus', 'One more:', 1),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'drop',
            'aria-label': `Remove ${product.title}, ${variant.title}`,
            onclick: () => cart.setQuantity(variant.id, 0),
          },
          'Remove',
        ),
      ),
    ),
    h('span', { class: 'line__price' }, money(total, currency)),
  );
}

/**
 * Subtotal, discount and total.
 * @param {Contents} contents
 * @param {string} currency
 */
export function totalsView({ subtotal, discount, saving, total }, currency) {
  /**
   * @param {string} name
   * @param {number} amount
   * @param {string} [kind]
   */
  const row = (name, amount, kind) =>
    h('p', { class: kind }, h('span', {}, name), ' ', h('span', {}, money(amount, currency)));
  return [
    row('Subtotal', subtotal),
    discount ? row(discount.code, -saving, 'saving') : undefined,
    row('Total', total, 'sum'),
  ].filter((one) => one !== undefined);
}

/**
 * How far the order is from free delivery.
 * @param {number} subtotal
 * @param {number} from
 * @param {string} currency
 */
export function deliveryView(subtotal, from, currency) {
  const missing = from - subtotal;
  return h(
    'p',
    { class: 'delivery' },
    missing > 0 ? `${money(missing, currency)} more and your order ships free.` : 'Your order ships free.',
    h('progress', { max: from, value: Math.min(subtotal, from), 'aria-label': 'Towards free delivery' }),
  );
}
