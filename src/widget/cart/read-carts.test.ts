import { describe, expect, it } from 'vitest';
import { readCartSection } from './magento.ts';
import { readPrestashopCart } from './prestashop.ts';
import { readCart } from './read-cart.ts';
import { readShopifyCart } from './shopify.ts';
import { readStoreCart } from './woocommerce.ts';

// The shapes are those of the platforms' documentation, fields that nobody reads left out.
const SHOPIFY = {
  currency: 'EUR',
  total_discount: 1000,
  items_subtotal_price: 12900,
  cart_level_discount_applications: [],
  discount_codes: [{ code: 'SUMMER', applicable: true }],
  items: [
    {
      id: 794864229,
      key: '794864229:uuid',
      variant_id: 794864229,
      product_id: 12,
      title: 'Trail Shoe - 42',
      product_title: 'Trail Shoe',
      variant_title: '42',
      quantity: 1,
      price: 13900,
      final_price: 12900,
      url: '/products/trail?variant=794864229',
      image: 'https://cdn.shopify.com/trail.png',
    },
  ],
};
const STORE = {
  items: [
    {
      key: 'a1b2',
      id: 15,
      quantity: 2,
      name: 'Cap &#8211; plain',
      permalink: 'https://shop/cap',
      images: [{ src: 'https://shop/cap.png' }],
      variation: [{ attribute: 'Color', value: 'Blue' }],
      prices: { price: '1999', currency_code: 'EUR', currency_minor_unit: 2 },
    },
  ],
  coupons: [{ code: 'spring10', totals: { total_discount: '400', currency_minor_unit: 2 } }],
  totals: { total_items: '3998', currency_code: 'EUR', currency_minor_unit: 2 },
};
const SECTION = {
  summary_count: 2,
  subtotal: '<span class="price">€39.98</span>',
  subtotalAmount: '39.9800',
  items: [
    {
      item_id: '7',
      product_name: 'Cap',
      product_url: 'https://shop/cap.html',
      qty: 2,
      product_price: '<span class="price">€19.99</span>',
      product_price_value: 19.99,
      options: [{ label: 'Color', value: 'Blue' }],
      product_image: { src: 'https://shop/cap.png' },
    },
  ],
};
const PRESTASHOP = {
  products: [
    {
      id_product: '1',
      id_product_attribute: '5',
      id_customization: null,
      name: 'Cap',
      cart_quantity: '2',
      price: '€19.99',
      price_amount: 19.99,
      attributes: { Color: 'Blue' },
      url: 'https://shop/cap.html',
      cover: { bySize: { cart_default: { url: 'https://shop/cap.png' } } },
    },
  ],
  subtotals: { products: { amount: 39.98, value: '€39.98' } },
  vouchers: { added: { 3: { id_cart_rule: 3, name: 'Spring', code: 'SPRING10' } } },
};
const LINE = { name: 'Cap', variant: 'Blue', quantity: 2, price: 19.99, image: 'https://shop/cap.png' };

describe('carts of platforms', () => {
  it('[CA8] are read from Shopify, with what each code takes off', () => {
    const { cart, codes } = readShopifyCart(SHOPIFY);
    expect(cart).toMatchObject({
      currency: 'EUR',
      subtotal: 129,
      lines: [{ id: '794864229', name: 'Trail Shoe', variant: '42', quantity: 1, price: 129 }],
    });
    expect(codes).toEqual([{ code: 'SUMMER', saves: 10 }]);
    const off = { title: 'Summer', total_allocated_amount: 300 };
    expect(readShopifyCart({ ...SHOPIFY, cart_level_discount_applications: [off] }).codes).toEqual([
      { code: 'SUMMER', saves: 3 },
    ]);
  });

  it('[CA8] have no code that does nothing for them', () => {
    const codes = [{ code: 'SUMMER', applicable: false }];
    expect(readShopifyCart({ ...SHOPIFY, discount_codes: codes }).codes).toEqual([]);
  });

  it('[CA8] are read from the Store API', () => {
    const { cart, codes } = readStoreCart(STORE);
    expect(cart).toMatchObject({ subtotal: 39.98, lines: [{ ...LINE, id: 'a1b2', name: 'Cap – plain' }] });
    expect(codes).toEqual([{ code: 'spring10', saves: 4 }]);
  });

  it('[CA8] are read from Magento’s section, its plain amounts alone', () => {
    expect(readCartSection(SECTION, 'EUR')?.cart).toMatchObject({ subtotal: 39.98, lines: [{ ...LINE, id: '7' }] });
    const dear = { ...SECTION, items: [{ ...SECTION.items[0], product_price_value: undefined }] };
    expect(() => readCartSection(dear, 'EUR')).toThrow('no price');
  });

  it('[CA8] are not known while Magento’s section has not been filled', () => {
    expect(readCartSection({}, 'EUR')).toBeUndefined();
    expect(readCartSection(undefined, 'EUR')).toBeUndefined();
    expect(readCartSection({ summary_count: 0, items: [] }, 'EUR')?.cart.lines).toEqual([]);
  });

  it('[CA8] are read from PrestaShop', () => {
    const { cart, codes } = readPrestashopCart(PRESTASHOP, 'EUR');
    expect(cart).toMatchObject({ subtotal: 39.98, lines: [{ ...LINE, id: '1-5' }] });
    expect(codes).toEqual([{ code: 'SPRING10' }]);
  });

  it('[CA8] have the form that the wire takes', () => {
    const carts = [readShopifyCart(SHOPIFY), readStoreCart(STORE), readCartSection(SECTION, 'EUR')].map(
      (one) => one?.cart,
    );
    for (const cart of [...carts, readPrestashopCart(PRESTASHOP, 'EUR').cart]) expect(readCart(cart)).toEqual(cart);
  });

  it.each([
    ['Shopify', readShopifyCart],
    ['the Store API', readStoreCart],
    ['PrestaShop', (cart: unknown) => readPrestashopCart(cart as Record<string, unknown>, 'EUR')],
  ])('[CA8] are unknown, not empty, where %s says something else', (_, read) => {
    for (const nonsense of [null, 7, {}, { items: 7 }, { items: [], currency: 'euro' }]) {
      expect(() => read(nonsense)).toThrow();
    }
  });
});
