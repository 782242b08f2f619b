import { totalsView } from './cart-view.js';
import { money } from './catalogue.js';
import { shopbell } from './chat.js';
import { find, h } from './dom.js';
import { mountShell } from './shell.js';

const { cart, catalogue } = await mountShell();
const sum = find('#sum');
const form = find('#till');

draw();
cart.subscribe(draw);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  place();
});

/** What is being bought, beside the form. */
function draw() {
  const contents = cart.contents();
  const button = find('#till button');
  button.toggleAttribute('disabled', contents.lines.length === 0);
  if (contents.lines.length === 0) {
    sum.replaceChildren(
      h('p', { class: 'note' }, 'Your cart is empty.'),
      h('a', { class: 'link', href: '/demo/' }, 'See what is new'),
    );
    return;
  }
  sum.replaceChildren(
    h(
      'ul',
      { class: 'lines' },
      ...contents.lines.map(({ product, variant, quantity, total }) =>
        h(
          'li',
          { class: 'line' },
          h('img', { src: product.image, alt: '', width: 80, height: 96 }),
          h('div', {}, h('h3', {}, product.title), h('p', {}, variant.title), h('p', {}, `Quantity ${quantity}`)),
          h('span', { class: 'line__price' }, money(total, catalogue.currency)),
        ),
      ),
    ),
    h('div', { class: 'totals' }, ...totalsView(contents, catalogue.currency)),
  );
}

/** Places the order as far as a demo can: nothing is paid, sent or kept. */
function place() {
  const { total, count, discount } = cart.contents();
  shopbell('track', 'order_placed', { total, currency: catalogue.currency, pieces: count, discount: discount?.code });
  cart.empty();
  const thanks = h('h1', { tabindex: -1 }, 'Thank you');
  find('main').replaceChildren(
    h(
      'div',
      { class: 'frame prose' },
      h(
        'div',
        {},
        thanks,
        h(
          'p',
          {},
          `Your order of ${money(total, catalogue.currency)} is placed. This is a demo, so nothing will be charged or sent.`,
        ),
      ),
      h('p', {}, h('a', { class: 'cta', href: '/demo/' }, 'Keep looking')),
    ),
  );
  thanks.focus();
}
