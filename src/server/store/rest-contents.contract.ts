import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '../bot/flows/en.json' with { type: 'json' };
import type { Canned } from './canned.ts';
import { NOON, newShop, type OpenStore } from './fixtures.contract.ts';
import type { StoredOrder, StoredProduct } from './shops.ts';
import type { Store } from './store.ts';

const product = (id: string, title = id): StoredProduct => ({
  id,
  title,
  price: 1,
  currency: 'EUR',
  url: '/p',
  available: true,
});
const order = (number: string, email: string, placedAt: number): StoredOrder => ({
  card: { number, status: 'placed', total: 1, currency: 'EUR', items: 1, images: [] },
  email,
  placedAt,
});

/** What every store does with what shops write and sell: goods, canned responses, flows. */
export function restContentsContract(name: string, open: OpenStore): void {
  describe(`contents: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[RA53] keeps goods at the places where they were first added, each shop its own', async () => {
      const { goods } = store;
      const [shop, other] = [newShop(), newShop()];
      const put = (...ids: string[]) =>
        goods.put(
          shop,
          'products',
          ids.map((id) => product(id)),
        );
      expect(await put('b', 'a', 'b')).toEqual({ added: 2, replaced: 0 });
      expect(await goods.put(shop, 'products', [product('c'), product('b', 'New')])).toEqual({ added: 1, replaced: 1 });
      expect(await goods.put(shop, 'products', [])).toEqual({ added: 0, replaced: 0 });
      const first = await goods.page(shop, 'products', { limit: 2 });
      expect(first.goods.map(({ id, title }) => [id, title])).toEqual([
        ['b', 'New'],
        ['a', 'a'],
      ]);
      const second = await goods.page(shop, 'products', { after: first.next, limit: 2 });
      expect(second).toEqual({ goods: [product('c')] });
      expect(await goods.page(other, 'products', { limit: 2 })).toEqual({ goods: [] });
      expect(await goods.one(other, 'products', 'a')).toBeUndefined();
      expect(await goods.remove(other, 'products', 'a')).toBe(false);
      expect(await goods.remove(shop, 'products', 'a')).toBe(true);
      expect(await goods.one(shop, 'products', 'a')).toBeUndefined();
      await put('a');
      expect((await goods.page(shop, 'products', { limit: 9 })).goods.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    });

    it('[RA53] takes many at once, also when several come at the same time', async () => {
      const shop = newShop();
      const many = (from: number) => Array.from({ length: 700 }, (_, n) => product(`p${from + n}`));
      await Promise.all([store.goods.put(shop, 'products', many(0)), store.goods.put(shop, 'products', many(500))]);
      const all = await store.goods.page(shop, 'products', { limit: 5000 });
      expect(new Set(all.goods.map(({ id }) => id)).size).toBe(1200);
      expect(all.goods).toHaveLength(1200);
    });

    it('[RA53] finds orders by number and by customer, newest first', async () => {
      const shop = newShop();
      const orders = [order('#1', 'Ada@mail.test', 1), order('2', 'ada@mail.test', 3), order('3', 'bob@mail.test', 2)];
      await store.goods.put(shop, 'orders', orders);
      expect(await store.goods.one(shop, 'orders', ' # 1')).toEqual(orders[0]);
      expect(await store.goods.ordersOf(shop, ' ADA@mail.test', 10)).toEqual([orders[1], orders[0]]);
      expect(await store.goods.ordersOf(shop, 'ada@mail.test', 1)).toEqual([orders[1]]);
    });

    it('[RA54] keeps canned responses by shortcut; one shortcut a language', async () => {
      const shop = newShop();
      const response = (id: string, shortcut: string, more: Partial<Canned> = {}): Canned => ({
        shop,
        id,
        shortcut,
        text: 'x',
        createdAt: NOON,
        updatedAt: NOON,
        ...more,
      });
      const save = (one: Canned) => store.canned.save(one);
      expect(await save(response('cr_1', 'Hi'))).toBe('saved');
      expect(await save(response('cr_2', 'hI'))).toBe('exists');
      expect(await save(response('cr_2', 'hI', { locale: 'fr', department: 'Sales' }))).toBe('saved');
      expect(await save(response('cr_1', 'hello'))).toBe('saved');
      expect(await save(response('cr_3', '100%'))).toBe('saved');
      const found = async (query: object) =>
        (await store.canned.page(shop, { limit: 9, ...query })).map(({ id }) => id);
      expect(await found({ shortcut: 'H' })).toEqual(['cr_1', 'cr_2']);
      expect(await found({ shortcut: '%' })).toEqual([]);
      expect(await found({ shortcut: '100%' })).toEqual(['cr_3']);
      expect(await found({ locale: 'de', shortcut: 'h' })).toEqual(['cr_1']);
      expect(await found({ department: 'Sales', shortcut: 'h' })).toEqual(['cr_1', 'cr_2']);
      expect(await found({ department: 'Other', shortcut: 'h' })).toEqual(['cr_1']);
      expect(await found({ after: { shortcut: 'HELLO', id: 'cr_1' } })).toEqual(['cr_2']);
      expect(await store.canned.one(shop, 'cr_1')).toEqual(response('cr_1', 'hello'));
      expect(await store.canned.one(newShop(), 'cr_1')).toBeUndefined();
      expect(await store.canned.remove(newShop(), 'cr_1')).toBe(false);
      expect(await store.canned.remove(shop, 'cr_1')).toBe(true);
    });

    it("[RA54] keeps a shop's own flows by base language", async () => {
      const shop = newShop();
      const flow = (locale: string) => ({ ...en, locale });
      await store.shopFlows.save(shop, flow('pt-BR') as never);
      await store.shopFlows.save(shop, flow('en') as never);
      await store.shopFlows.save(shop, flow('pt') as never);
      expect((await store.shopFlows.list(shop)).map(({ locale }) => locale)).toEqual(['en', 'pt']);
      expect(await store.shopFlows.one(shop, 'pt')).toEqual(flow('pt'));
      expect(await store.shopFlows.one(newShop(), 'pt')).toBeUndefined();
      expect(await store.shopFlows.remove(shop, 'pt')).toBe(true);
      expect(await store.shopFlows.remove(shop, 'pt')).toBe(false);
    });
  });
}
