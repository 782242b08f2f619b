import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue, StoredOrder, StoredProduct } from '../store/shops.ts';
import type { Commerce } from './commerce.ts';

const product = (id: string, title: string, extra: Partial<StoredProduct> = {}): StoredProduct => ({
  id,
  title,
  price: 49,
  currency: 'EUR',
  url: `/products/${id}`,
  available: true,
  ...extra,
});

const order = (number: string, email: string, placedAt: number): StoredOrder => ({
  card: { number, status: 'shipped', total: 49, currency: 'EUR', items: 1, images: [] },
  email,
  placedAt,
});

/** What a shop's system must hold before the suite runs. */
export const SHELVES: Catalogue = {
  products: [
    product('belt', 'Belt', { description: 'Goes with every linen shirt.' }),
    product('shirt', 'Linen shirt', { options: 'Clay', image: '/shirt.svg', compareAt: 59 }),
    product('dress', 'Été dress'),
    product('gone', 'Linen trousers', { available: false }),
  ],
  orders: [order('#1001', 'Ada@mail.test', 1), order('#1002', 'ada@mail.test', 2), order('#1003', 'bob@mail.test', 3)],
  discounts: [{ code: 'WELCOME10', percent: 10, label: 'Welcome' }, { code: 'FreeShip' }],
};

/** What every shop's system answers. `open` gives one whose shop `demo` holds `SHELVES`. */
export function commerceContract(name: string, open: () => Promise<Commerce>): void {
  describe(`commerce: ${name}`, () => {
    let commerce: Commerce;
    beforeAll(async () => {
      commerce = await open();
    });
    const found = async (query: string, limit = 10) =>
      (await commerce.searchProducts('demo', query, limit)).map((card) => card.id);

    it('[CO1] shows only products that are available online', async () => {
      expect((await found('linen')).sort()).toEqual(['belt', 'shirt']);
      expect((await found('')).sort()).toEqual(['belt', 'dress', 'shirt']);
      expect(await commerce.product('demo', 'gone')).toBeUndefined();
      expect(await commerce.product('demo', 'unknown')).toBeUndefined();
      expect(await commerce.product('other', 'shirt')).toBeUndefined();
    });

    it('[CO1] gives a product as its card, no more', async () => {
      const { available: _, description: __, ...card } = SHELVES.products[1]!;
      expect(await commerce.product('demo', 'shirt')).toEqual(card);
      expect(await commerce.searchProducts('demo', 'clay', 1)).toEqual([card]);
    });

    it('[CO2] finds products in any case, with or without accents, by every word, names first', async () => {
      expect(await found('LINEN Shirt')).toEqual(['shirt', 'belt']);
      expect(await found('ete')).toEqual(['dress']);
      expect(await found('ÉTÉ')).toEqual(['dress']);
      expect(await found('e\u0301te')).toEqual(['dress']);
      expect(await found('linen dress')).toEqual([]);
      expect(await found('linen shirts')).toEqual(['shirt', 'belt']);
      expect(await found('dresses')).toEqual(['dress']);
      expect(await found('linen', 1)).toHaveLength(1);
    });

    it('[CO3] tells of an order only to the customer of that email, in any case', async () => {
      expect(await commerce.order('demo', '1001', 'ADA@mail.test')).toMatchObject({ number: '#1001' });
      expect(await commerce.order('demo', ' #1001 ', 'ada@mail.test ')).toMatchObject({ number: '#1001' });
      expect(await commerce.order('demo', '1003', 'ada@mail.test')).toBeUndefined();
      expect(await commerce.order('demo', '1001', '')).toBeUndefined();
      expect(await commerce.order('demo', '', 'ada@mail.test')).toBeUndefined();
      expect(await commerce.order('other', '1001', 'ada@mail.test')).toBeUndefined();
    });

    it("[CO3] lists a customer's orders, newest first", async () => {
      const numbers = async (email: string) => (await commerce.orders('demo', email)).map((card) => card.number);
      expect(await numbers('ada@MAIL.test')).toEqual(['#1002', '#1001']);
      expect(await numbers('nobody@mail.test')).toEqual([]);
    });

    it('[CO4] knows discount codes in any case, in the form that the shop gave them', async () => {
      expect(await commerce.discount('demo', ' welcome10 ')).toEqual(SHELVES.discounts[0]);
      expect(await commerce.discount('demo', 'FREESHIP')).toEqual({ code: 'FreeShip' });
      expect(await commerce.discount('demo', 'WELCOME')).toBeUndefined();
      expect(await commerce.discount('demo', '')).toBeUndefined();
      expect(await commerce.discount('other', 'WELCOME10')).toBeUndefined();
      expect(await commerce.discounts('demo')).toEqual(SHELVES.discounts);
    });
  });
}
