import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredApiKey } from './api-keys.ts';
import { NOON, newShop, type OpenStore } from './fixtures.contract.ts';
import type { Store } from './store.ts';

const keyOf = (shop: string, id: string, at = NOON): StoredApiKey => ({
  shop,
  id,
  name: `Key ${id}`,
  scopes: ['catalogue:read', 'settings:write'],
  hash: `hash-${id}`,
  createdAt: at,
  createdBy: 'a_mia',
});

/** What every store does with keys of the API. */
export function apiKeysContract(name: string, open: OpenStore): void {
  describe(`API keys: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[RA51] finds a key by its hash within its shop, and lists the oldest first', async () => {
      const [shop, other] = [newShop(), newShop()];
      await store.apiKeys.add(keyOf(shop, 'k_2', NOON + 1));
      await store.apiKeys.add(keyOf(shop, 'k_1'));
      expect(await store.apiKeys.list(shop)).toEqual([keyOf(shop, 'k_1'), keyOf(shop, 'k_2', NOON + 1)]);
      expect(await store.apiKeys.byHash(shop, 'hash-k_1')).toEqual(keyOf(shop, 'k_1'));
      expect(await store.apiKeys.byHash(other, 'hash-k_1')).toBeUndefined();
      expect(await store.apiKeys.byHash(shop, 'k_1')).toBeUndefined();
      expect(await store.apiKeys.list(other)).toEqual([]);
    });

    it('[RA51] remembers the latest use, and forgets a key that was revoked', async () => {
      const shop = newShop();
      await store.apiKeys.add(keyOf(shop, 'k_1'));
      await store.apiKeys.used(shop, 'k_1', NOON + 5);
      await store.apiKeys.used(shop, 'k_1', NOON + 2);
      expect(await store.apiKeys.byHash(shop, 'hash-k_1')).toMatchObject({ lastUsedAt: NOON + 5 });
      expect(await store.apiKeys.revoke(newShop(), 'k_1')).toBe(false);
      expect(await store.apiKeys.revoke(shop, 'k_1')).toBe(true);
      expect(await store.apiKeys.revoke(shop, 'k_1')).toBe(false);
      expect(await store.apiKeys.byHash(shop, 'hash-k_1')).toBeUndefined();
    });
  });
}
