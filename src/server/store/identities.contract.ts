import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, grown, NOON, newShop, newVisitor, type OpenStore, says } from './fixtures.contract.ts';
import { SERVER } from './secrets.ts';
import type { Store } from './store.ts';

/** What every store does with proven identities, revoked tokens and shared secrets. */
export function identitiesContract(name: string, open: OpenStore): void {
  describe(`identities: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[ID1] binds a client id to the first visitor, and later visitors to the same person', async () => {
      const shop = newShop();
      const [one, two, other] = [newVisitor(), newVisitor(), newVisitor()];
      const { identities } = store;
      expect(await identities.visitorOf(shop, 'c-1')).toBeUndefined();
      expect(await identities.personOf(shop, one)).toBeUndefined();
      expect(await identities.bind(shop, 'c-1', one)).toEqual({ at: 'bound', visitor: one });
      expect(await identities.bind(shop, 'c-1', two)).toEqual({ at: 'bound', visitor: one });
      expect(await identities.bind(shop, 'c-1', one)).toEqual({ at: 'bound', visitor: one });
      expect(await identities.bind(shop, 'c-2', other)).toEqual({ at: 'bound', visitor: other });
      expect(await identities.visitorOf(shop, 'c-1')).toBe(one);
      expect(await identities.personOf(shop, one)).toEqual({ clientId: 'c-1', main: true });
      expect(await identities.personOf(shop, two)).toEqual({ clientId: 'c-1', main: false });
      expect(await identities.visitorsOf(shop, 'c-1')).toEqual([one, two]);
      expect(await identities.visitorsOf(shop, 'nobody')).toEqual([]);
    });

    it('[ID2] never gives a visitor a second id, whether it is the main one of its person or not', async () => {
      const shop = newShop();
      const [one, two] = [newVisitor(), newVisitor()];
      const { identities } = store;
      await identities.bind(shop, 'c-1', one);
      await identities.bind(shop, 'c-1', two);
      for (const visitor of [one, two]) {
        expect(await identities.bind(shop, 'c-2', visitor)).toEqual({ at: 'another' });
        expect(await identities.personOf(shop, visitor)).toMatchObject({ clientId: 'c-1' });
      }
      expect(await identities.visitorOf(shop, 'c-2')).toBeUndefined();
    });

    it('[ID3] lets one of many that bind at the same moment win, and the others follow it', async () => {
      const shop = newShop();
      const visitors = Array.from({ length: 12 }, newVisitor);
      const bound = await Promise.all(visitors.map((visitor) => store.identities.bind(shop, 'c-1', visitor)));
      const winner = await store.identities.visitorOf(shop, 'c-1');
      expect(visitors).toContain(winner);
      expect(bound).toEqual(visitors.map(() => ({ at: 'bound', visitor: winner })));

      const torn = newVisitor();
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      const outcomes = await Promise.all(ids.map((id) => store.identities.bind(shop, id, torn)));
      expect(outcomes.filter(({ at }) => at === 'bound')).toHaveLength(1);
      const kept = ids[outcomes.findIndex(({ at }) => at === 'bound')];
      expect(await store.identities.personOf(shop, torn)).toEqual({ clientId: kept, main: true });
    });

    it('[ID4] keeps the ids of two shops apart', async () => {
      const [one, two] = [newShop(), newShop()];
      const [mine, theirs] = [newVisitor(), newVisitor()];
      expect(await store.identities.bind(one, 'c-1', mine)).toEqual({ at: 'bound', visitor: mine });
      expect(await store.identities.bind(two, 'c-1', theirs)).toEqual({ at: 'bound', visitor: theirs });
      expect(await store.identities.bind(two, 'c-2', mine)).toEqual({ at: 'bound', visitor: mine });
      expect(await store.identities.visitorsOf(one, 'c-1')).toEqual([mine]);
    });

    it('[ID5] never overwrites a proven id on the visitor’s row', async () => {
      const begun = begin();
      const patch = { shop: begun.shop, id: begun.visitor, at: NOON };
      const labelled = await grown(store, begun, undefined, [says('one')], {
        visitor: { ...patch, clientId: 'label' },
      });
      expect(await store.people.visitor(begun.shop, begun.visitor)).toMatchObject({ clientId: 'label' });
      expect(await store.people.visitor(begun.shop, begun.visitor)).not.toHaveProperty('proven');
      const proof = { ...patch, clientId: 'c-1', proven: true };
      const proven = await grown(store, begun, labelled, [says('two')], { visitor: proof });
      await grown(store, begun, proven, [says('three')], { visitor: { ...patch, clientId: 'label', proven: false } });
      expect(await store.people.visitor(begun.shop, begun.visitor)).toMatchObject({ clientId: 'c-1', proven: true });
    });

    it('[ID6] counts how often the tokens of a visitor were revoked', async () => {
      const shop = newShop();
      const visitor = newVisitor();
      expect(await store.identities.generation(shop, visitor)).toBe(0);
      const revoked = await Promise.all([1, 2, 3].map(() => store.identities.revoke(shop, visitor)));
      expect(revoked.sort()).toEqual([1, 2, 3]);
      expect(await store.identities.generation(shop, visitor)).toBe(3);
      expect(await store.identities.generation(newShop(), visitor)).toBe(0);
      expect(await store.identities.generation(shop, newVisitor())).toBe(0);
    });

    it('[ID7] keeps secrets for all processes: the first of several at once, then the newest in front', async () => {
      const shop = newShop();
      const { secrets } = store;
      expect(await secrets.list(shop)).toEqual([]);
      const begun = await Promise.all(['s1', 's2', 's3'].map((secret) => secrets.begin(shop, secret, NOON)));
      const first = { secret: begun[0]?.[0]?.secret, createdAt: NOON };
      expect(begun).toEqual([[first], [first], [first]]);
      const next = { secret: 'next', createdAt: NOON + 1 };
      expect(await secrets.rotate(shop, next.secret, next.createdAt, 2)).toEqual([next, first]);
      const last = { secret: 'last', createdAt: NOON + 2 };
      expect(await secrets.rotate(shop, last.secret, last.createdAt, 2)).toEqual([last, next]);
      expect(await secrets.rotate(shop, 'only', NOON + 3, 1)).toEqual([{ secret: 'only', createdAt: NOON + 3 }]);
      expect(await secrets.begin(shop, 'late', NOON)).toEqual([{ secret: 'only', createdAt: NOON + 3 }]);
      expect(await secrets.list(newShop())).toEqual([]);
      expect(await secrets.list(SERVER)).toEqual([]);
      expect(await secrets.rotate(newShop(), 'one', NOON, 2)).toEqual([{ secret: 'one', createdAt: NOON }]);
    });
  });
}
