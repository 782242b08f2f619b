import { type Basket, countOf, linesOf, put, savingOf, setQuantity, subtotalOf } from '../basket.ts';
import { type Asked, json, type Platform } from '../serve-shop.ts';

const major = (minor: number, { currency }: Basket): string =>
  currency === 'JPY' ? `${minor}.0000` : `${(minor / 100).toFixed(4)}`;

/** The cart section: amounts in HTML, and beside them plain ones in major units, as words or as numbers. */
const sectionOf = (basket: Basket): object => ({
  summary_count: countOf(basket),
  subtotal: `<span class="price">€${major(subtotalOf(basket), basket)}</span>`,
  subtotalAmount: major(subtotalOf(basket), basket),
  possible_onepage_checkout: true,
  items: linesOf(basket).map(({ good, quantity, price }) => ({
    item_id: `${good.variant}`,
    product_id: `${good.product}`,
    product_type: 'configurable',
    product_name: good.name.replace('-', '&#x2D;'),
    product_sku: `SKU-${good.variant}`,
    product_url: `http://shop.test/${good.product}.html`,
    qty: quantity,
    product_price: `<span class="price">€${major(price, basket)}</span>`,
    product_price_value: Number(major(price, basket)),
    options: [{ label: 'Colour', value: good.option }],
    product_image: { src: '', alt: good.name, width: 75, height: 75 },
  })),
  website_id: '1',
  storeId: '1',
  data_id: countOf(basket),
});

/** The page of the cart, as far as it matters: what it hands to its own scripts. */
const cartPage = ({ codes }: Basket): string =>
  `<script>window.checkoutConfig = ${JSON.stringify({ quoteData: { coupon_code: codes[0] ?? null } })};</script>`;

/** A Magento 2 shop: `?theme=hyva` has no RequireJS, and keeps the sections in the browser's storage. */
export const magento: Platform = {
  name: 'magento',
  head: ({ query, basket }) =>
    `<meta property="product:price:currency" content="${basket.currency}">
<script>var BASE_URL='/shop/';window.theme='${query.get('theme') === 'hyva' ? 'hyva' : 'luma'}';document.cookie='form_key=fk1;path=/'</script>
<script type="text/x-magento-init">{}</script>`,
  owns: /^\/shop\/(customer|checkout)\//,
  answer({ method, path, body, basket }: Asked) {
    const form = new URLSearchParams(body);
    switch (path) {
      case '/shop/customer/section/load/':
        return json({ cart: sectionOf(basket) });
      case '/shop/checkout/cart/':
        return { type: 'text/html', body: cartPage(basket) };
      case '/shop/checkout/cart/add/':
        if (method === 'POST' && form.get('form_key') !== 'fk1') return json({ backUrl: '/shop/' });
        return put(basket, form.get('product'), Number(form.get('qty')))
          ? json([])
          : json({ backUrl: '/shop/mug.html' });
      case '/shop/checkout/sidebar/updateItemQty/':
        setQuantity(basket, form.get('item_id'), Number(form.get('item_qty')));
        return json({ success: true });
      case '/shop/checkout/cart/couponPost/': {
        if (method !== 'POST' || form.get('form_key') !== 'fk1') return { body: '' };
        const code = form.get('coupon_code') ?? '';
        // A cart has one coupon; a wrong one takes the place of the one that was there.
        basket.codes = form.get('remove') === '0' && savingOf(basket, code) !== undefined ? [code] : [];
        return { status: 302, headers: { location: '/shop/checkout/cart/' }, body: '' };
      }
      default:
        return { status: 404, body: '' };
    }
  },
};
