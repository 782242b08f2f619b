import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, grown, knownVisitor, newShop, newVisitor, type OpenStore, says } from './fixtures.contract.ts';
import type { StoredDevice } from './push-devices.ts';
import type { Store } from './store.ts';

const phone = (id: string): StoredDevice => ({ id, device: { platform: 'fcm', token: `token-of-device-${id}` } });
const idsOf = (devices: StoredDevice[]): string[] => devices.map(({ id }) => id);

/** What every store does with devices. */
export function pushDevicesContract(name: string, open: OpenStore): void {
  describe(`push devices: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[PU1] keeps a device once, for whoever registered it last, in one shop', async () => {
      const [shop, elsewhere] = [newShop(), newShop()];
      const [one, two] = [newVisitor(), newVisitor()];
      const { pushDevices } = store;
      await pushDevices.put(shop, one, phone('a'), 1);
      await pushDevices.put(shop, one, phone('a'), 2);
      await pushDevices.put(shop, one, phone('b'), 3);
      expect(await pushDevices.ofVisitor(shop, one)).toEqual([phone('b'), phone('a')]);
      expect(await pushDevices.ofVisitor(elsewhere, one)).toEqual([]);
      await pushDevices.put(shop, two, phone('a'), 4);
      expect(idsOf(await pushDevices.ofVisitor(shop, one))).toEqual(['b']);
      expect(idsOf(await pushDevices.ofVisitor(shop, two))).toEqual(['a']);
    });

    it('[PU1] keeps the newest ten of a visitor', async () => {
      const [shop, visitor] = [newShop(), newVisitor()];
      for (let n = 1; n <= 12; n++) await store.pushDevices.put(shop, visitor, phone(`d${n}`), n);
      const kept = idsOf(await store.pushDevices.ofVisitor(shop, visitor));
      expect([kept.length, kept[0], kept.at(-1)]).toEqual([10, 'd12', 'd3']);
    });

    it('[PU2] forgets a device, for a visitor only if it is theirs', async () => {
      const [shop, one, two] = [newShop(), newVisitor(), newVisitor()];
      await store.pushDevices.put(shop, one, phone('a'), 1);
      await store.pushDevices.drop(shop, 'a', two);
      await store.pushDevices.drop(newShop(), 'a');
      expect(idsOf(await store.pushDevices.ofVisitor(shop, one))).toEqual(['a']);
      await store.pushDevices.drop(shop, 'a', one);
      expect(await store.pushDevices.ofVisitor(shop, one)).toEqual([]);
    });

    it('[PU3] has none left once the visitor is erased, or removed as long unseen', async () => {
      const begun = begin();
      const { shop, visitor } = begun;
      await grown(store, begun, undefined, [says('a')], knownVisitor(shop, visitor, { email: 'ines@example.com' }));
      await store.pushDevices.put(shop, visitor, phone('a'), 1);
      await store.keeping.eraseVisitor(shop, visitor);
      expect(await store.pushDevices.ofVisitor(shop, visitor)).toEqual([]);
    });
  });
}
