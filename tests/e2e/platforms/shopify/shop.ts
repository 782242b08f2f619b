import { type Basket, countOf, linesOf, put, savingOf, setQuantity, subtotalOf } from '../basket.ts';
import { type Asked, json, type Platform } from '../serve-shop.ts';

/** Shopify's addresses have hundredths in every currency. */
const hundredths = (minor: number, { currency }: Basket): number => (currency === 'JPY' ? minor * 100 : minor);

/** `cart.js`, with the fields of Shopify's documentation. */
function cartOf(basket: Basket): object {
  const codes = basket.codes.map((code) => ({ code, applicable: savingOf(basket, code) !== undefined }));
  const off = codes.reduce((sum, { code }) => sum + (savingOf(basket, code) ?? 0), 0);
  const total = subtotalOf(basket);
  return {
    token: 'c1-test?key=1',
    note: '',
    attributes: {},
    original_total_price: hundredths(total, basket),
    total_price: hundredths(total - off, basket),
    total_discount: hundredths(off, basket),
    item_count: countOf(basket),
    currency: basket.currency,
    items_subtotal_price: hundredths(total, basket),
    cart_level_discount_applications: codes
      .filter(({ applicable }) => applicable)
      .map(({ code }) => ({
        type: 'discount_code',
        title: code,
        total_allocated_amount: hundredths(savingOf(basket, code)!, basket),
      })),
    discount_codes: codes,
    items: linesOf(basket).map(({ good, quantity, price }) => ({
      id: good.variant,
      key: `${good.variant}:${basket.codes.join('')}`,
      variant_id: good.variant,
      product_id: good.product,
      title: `${good.name} - ${good.option}`,
      product_title: good.name,
      variant_title: good.option,
      quantity,
      price: hundredths(price, basket),
      final_price: hundredths(price, basket),
      line_price: hundredths(price * quantity, basket),
      url: `/products/${good.product}?variant=${good.variant}`,
      image: null,
    })),
  };
}

const gone = { status: 422, message: 'Cart Error', description: 'The product is sold out.' };

/** A Shopify storefront: `?theme=dawn` has a theme from before the standard events and actions. */
export const shopify: Platform = {
  name: 'shopify',
  head: ({ query }) =>
    `<script>window.Shopify={shop:'test.myshopify.com',routes:{root:'/en-ie/'}};window.theme='${query.get('theme') === 'dawn' ? 'dawn' : 'horizon'}'</script>`,
  owns: /^\/en-ie\/cart/,
  answer({ method, path, body, basket }: Asked) {
    const act = /\/(add|change|update)(\.js)?$/.exec(path)?.[1];
    const sent = body ? JSON.parse(body) : {};
    if (method !== 'POST') return json(cartOf(basket));
    if (act === 'add') {
      const taken = (sent.items as { id: number; quantity: number }[]).every(({ id, quantity }) =>
        put(basket, id, quantity),
      );
      return taken ? json({ items: [] }) : json(gone, 422);
    }
    if (act === 'change') setQuantity(basket, sent.id, sent.quantity);
    if (typeof sent.discount === 'string')
      basket.codes = [...new Set(sent.discount.split(',').filter(Boolean))] as string[];
    return json(cartOf(basket));
  },
};
