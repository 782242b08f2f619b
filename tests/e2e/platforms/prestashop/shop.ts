import { type Basket, countOf, linesOf, put, savingOf, setQuantity, subtotalOf } from '../basket.ts';
import { type Asked, json, type Platform } from '../serve-shop.ts';

const major = (minor: number, { currency }: Basket): number => (currency === 'JPY' ? minor : minor / 100);

/** The cart as PrestaShop presents it: major units, `value` for reading alone. */
const cartOf = (basket: Basket): object => ({
  products: linesOf(basket).map(({ good, quantity, price }) => ({
    id_product: `${good.product}`,
    id_product_attribute: `${good.variant}`,
    id_customization: 0,
    name: good.name,
    reference: `SKU-${good.variant}`,
    cart_quantity: `${quantity}`,
    quantity,
    attributes: { Colour: good.option },
    price: `€${major(price, basket)}`,
    price_amount: `${major(price, basket)}`,
    url: `http://shop.test/${good.product}.html`,
    cover: null,
  })),
  totals: { total: { amount: major(subtotalOf(basket), basket), value: '€…' } },
  subtotals: { products: { amount: major(subtotalOf(basket), basket), value: '€…' } },
  products_count: countOf(basket),
  vouchers: {
    allowed: 1,
    added: Object.fromEntries(
      basket.codes.map((code, index) => [
        index + 1,
        { id_cart_rule: index + 1, name: 'Spring', code, reduction_formatted: '−10%' },
      ]),
    ),
  },
});

/** A PrestaShop shop with the cart's controller. */
export const prestashop: Platform = {
  name: 'prestashop',
  head: ({ basket }) =>
    `<script>var prestashop=${JSON.stringify({
      cart: cartOf(basket),
      currency: { iso_code: basket.currency, sign: '€' },
      urls: { pages: { cart: '/index.php?controller=cart' } },
      static_token: 't1',
    })};</script>`,
  owns: /^\/index\.php\?controller=cart/,
  answer({ method, body, basket }: Asked) {
    if (method !== 'POST') return json({});
    const form = new URLSearchParams(body);
    const errors: string[] = [];
    if (form.get('token') !== 't1') errors.push('Invalid token');
    else if (form.has('add') && !put(basket, form.get('id_product_attribute'), Number(form.get('qty')))) {
      errors.push('The product is no longer available.');
    } else if (form.has('update')) setQuantity(basket, form.get('id_product_attribute'), Number(form.get('qty')));
    else if (form.has('addDiscount')) {
      const code = form.get('discount_name') ?? '';
      if (savingOf(basket, code) === undefined) errors.push('This voucher does not exist.');
      else basket.codes.push(code);
    }
    // Shown is a page; only the other actions answer a script.
    if (form.get('action') === 'show') return { type: 'text/html', body: '<!doctype html>' };
    return errors.length > 0
      ? json({ hasError: true, errors, quantity: 0 })
      : json({ success: true, quantity: countOf(basket), cart: cartOf(basket), errors: '' });
  },
};
