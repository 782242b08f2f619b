import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newShop, type OpenStore } from './fixtures.contract.ts';
import type { Shop } from './shops.ts';
import type { Store } from './store.ts';

const shopOf = (id: string, name: string): Shop => ({
  id,
  name,
  origins: ['https://shop.test'],
  locale: 'de-AT',
  currency: 'EUR',
  timeZone: 'Europe/Vienna',
  hours: [{ weekday: 1, from: 540, to: 1080 }],
  transfer: 'always',
  askEmail: 'handoff',
  departments: ['Orders'],
  appearance: { accent: '#1f5b4c', theme: 'auto', radius: 1, launcher: 'icon', font: 'system' },
});

/** What every store's list of shops does. */
export function shopsContract(name: string, open: OpenStore): void {
  describe(`shops: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[ST28] keeps and replaces shops', async () => {
      const [a, b] = [newShop(), newShop()].sort() as [string, string];
      await store.shops.save(shopOf(b, 'Beech'));
      await store.shops.save(shopOf(a, 'Ash'));
      await store.shops.save(shopOf(a, 'Aspen'));
      expect(await store.shops.shop(a)).toEqual(shopOf(a, 'Aspen'));
      expect(await store.shops.list()).toEqual([shopOf(a, 'Aspen'), shopOf(b, 'Beech')]);
      expect(await store.shops.shop(newShop())).toBeUndefined();
    });

    it('[RA59] saves over a revision only while nobody else has saved', async () => {
      const shop = newShop();
      expect(await store.shops.edition(shop)).toBeUndefined();
      await store.shops.save(shopOf(shop, 'Ash'));
      const { revision } = (await store.shops.edition(shop))!;
      expect(await store.shops.saveOver(revision, shopOf(shop, 'Mine'))).toBe(true);
      expect(await store.shops.saveOver(revision, shopOf(shop, 'Theirs'))).toBe(false);
      expect(await store.shops.shop(shop)).toEqual(shopOf(shop, 'Mine'));
      await store.shops.save(shopOf(shop, 'Seed'));
      expect(await store.shops.saveOver(revision + 1, shopOf(shop, 'Late'))).toBe(false);
    });

    it("[ST28] keeps and replaces a shop's catalogue, empty until then", async () => {
      const shop = newShop();
      const empty = { products: [], orders: [], discounts: [] };
      expect(await store.shops.catalogue(shop)).toEqual(empty);
      const product = { id: 'p1', title: 'Shirt', price: 59.9, currency: 'EUR', url: '/p1', available: true };
      const filled = { products: [product], orders: [], discounts: [{ code: 'WELCOME10', percent: 10 }] };
      await store.shops.saveCatalogue(shop, filled);
      expect(await store.shops.catalogue(shop)).toEqual(filled);
      await store.shops.saveCatalogue(shop, empty);
      expect(await store.shops.catalogue(shop)).toEqual(empty);
    });
  });
}
