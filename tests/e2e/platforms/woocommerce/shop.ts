import { readFileSync } from 'node:fs';
import { fromRoot } from '../../../../tools/build/paths.ts';
import { type Basket, countOf, linesOf, put, savingOf, setQuantity, subtotalOf } from '../basket.ts';
import { type Asked, json, type Platform } from '../serve-shop.ts';

const JQUERY = readFileSync(fromRoot('node_modules/jquery/dist/jquery.js'), 'utf8');

const unit = ({ currency }: Basket): object => ({
  currency_code: currency,
  currency_symbol: currency === 'JPY' ? '¥' : '€',
  currency_minor_unit: currency === 'JPY' ? 0 : 2,
});

/** The cart of the Store API: amounts are words, in minor units; codes are written small; names have entities. */
function cartOf(basket: Basket): object {
  const off = basket.codes.reduce((sum, code) => sum + (savingOf(basket, code) ?? 0), 0);
  return {
    items: linesOf(basket).map(({ good, quantity, price }) => ({
      key: `k${good.variant}`,
      id: good.variant,
      quantity,
      name: good.name.replace('-', '&#45;'),
      sku: `SKU-${good.variant}`,
      permalink: `http://shop.test/product/${good.product}`,
      images: [],
      variation: [{ attribute: 'Colour', value: good.option }],
      prices: { price: `${price}`, regular_price: `${price}`, sale_price: `${price}`, ...unit(basket) },
      totals: { line_subtotal: `${price * quantity}`, line_total: `${price * quantity}`, ...unit(basket) },
    })),
    coupons: basket.codes.map((code) => ({
      code,
      discount_type: 'percent',
      totals: { total_discount: `${savingOf(basket, code) ?? 0}`, ...unit(basket) },
    })),
    totals: {
      total_items: `${subtotalOf(basket)}`,
      total_discount: `${off}`,
      total_price: `${subtotalOf(basket) - off}`,
      ...unit(basket),
    },
    items_count: countOf(basket),
    errors: [],
  };
}

let nonces = 0;
const fresh = (): Record<string, string> => ({ nonce: `n${++nonces}` });
const refused = (code: string, status = 400) => json({ code, message: 'No.', data: { status } }, status, fresh());

/** WordPress with WooCommerce: the Store API behind its nonce, and `wc-ajax` of the classic themes. */
export const woocommerce: Platform = {
  name: 'woocommerce',
  head: () => `<link rel="https://api.w.org/" href="/wp-json/">
<script>window.wc_add_to_cart_params={wc_ajax_url:'/?wc-ajax=%%endpoint%%'}</script><script src="/jquery.js"></script>`,
  owns: /^\/(\?wc-ajax=|jquery\.js|wp-json\/wc\/store\/v1\/cart)/,
  answer({ method, path, query, body, headers, basket }: Asked) {
    if (path === '/jquery.js') return { type: 'text/javascript', body: JQUERY };
    if (path === '/') {
      const form = new URLSearchParams(body);
      const taken = query.get('wc-ajax') === 'remove_from_cart' || put(basket, form.get('product_id'), 1);
      if (query.get('wc-ajax') === 'remove_from_cart') setQuantity(basket, form.get('cart_item_key')?.slice(1), 0);
      return taken ? json({ fragments: {}, cart_hash: 'h' }) : json({ error: true, product_url: '/product/' });
    }
    const act = /\/cart\/([a-z-]+)$/.exec(path)?.[1];
    if (method !== 'POST') return json(cartOf(basket), 200, fresh());
    // Only the newest nonces count, as if a day had gone by.
    if (headers.nonce !== `n${nonces}`) return refused('woocommerce_rest_invalid_nonce', 403);
    const sent = JSON.parse(body || '{}');
    if (act === 'add-item' && !put(basket, sent.id, sent.quantity))
      return refused('woocommerce_rest_cart_product_is_not_purchasable');
    if (act === 'update-item') setQuantity(basket, `${sent.key}`.slice(1), sent.quantity);
    if (act === 'apply-coupon') {
      const code = `${sent.code}`.toLowerCase();
      if (savingOf(basket, code) === undefined || basket.codes.includes(code))
        return refused('woocommerce_rest_cart_coupon_error');
      basket.codes.push(code);
    }
    return json(cartOf(basket), 201, fresh());
  },
};
