import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEntry } from '../../domain/decision.ts';
import { type Begun, begin, grown, NOON, newShop, type OpenStore, says } from './fixtures.contract.ts';
import type { ConversationFilter } from './listing.ts';
import type { Store } from './store.ts';

const moved = (department: string, at: number): NewEntry => ({
  kind: 'conversation.moved',
  by: { role: 'system' },
  at,
  department,
});

/** What every store's lists for other programs do. */
export function listingContract(name: string, open: OpenStore): void {
  describe(`listing: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const start = async (shop: string, at: number): Promise<Begun> => {
      const begun = begin(shop);
      const visitor = { shop, id: begun.visitor, at };
      await grown(store, begun, undefined, [says('hello', at)], { visitor });
      return begun;
    };
    const walk = async (shop: string, filter: Omit<ConversationFilter, 'limit' | 'after'>) => {
      const ids: string[] = [];
      let after: ConversationFilter['after'];
      for (;;) {
        const page = await store.listing.conversations(shop, { ...filter, limit: 2, ...(after && { after }) });
        ids.push(...page.map(({ id }) => id));
        if (page.length < 2) return ids;
        after = page.at(-1);
      }
    };

    it('[RA55] walks conversations by their latest change, both ways, those of one millisecond too', async () => {
      const shop = newShop();
      const ids: string[] = [];
      for (const at of [1, 2, 2, 2, 3]) ids.push((await start(shop, NOON + at)).conversation);
      await start(newShop(), NOON);
      const backwards = await walk(shop, {});
      expect([...backwards].sort()).toEqual([...ids].sort());
      expect(backwards[0]).toBe(ids[4]);
      const forwards = await walk(shop, { updatedSince: 0 });
      expect(forwards).toEqual([...backwards].reverse());
      expect((await walk(shop, { updatedSince: NOON + 2 })).length).toBe(4);
    });

    it('[RA55] counts anything that happens as a change, and filters by what rows hold', async () => {
      const shop = newShop();
      const [one, two] = [await start(shop, NOON), await start(shop, NOON + 1)];
      const row = await store.log.conversation(shop, one.conversation);
      const unit = await grown(store, one, row, [moved('Sales', NOON + 9)]);
      expect(unit.seq).toBe(2);
      expect(await walk(shop, {})).toEqual([one.conversation, two.conversation]);
      expect(await walk(shop, { updatedSince: NOON + 5 })).toEqual([one.conversation]);
      expect(await walk(shop, { visitor: two.visitor })).toEqual([two.conversation]);
      expect(await walk(shop, { folder: 'chatbot', open: true })).toHaveLength(2);
      expect(await walk(shop, { folder: 'priority' })).toEqual([]);
      expect(await walk(shop, { owner: 'a_mia' })).toEqual([]);
      expect(await walk(shop, { open: false })).toEqual([]);
    });

    it('[RA56] lists visitors in the order in which they came and finds them', async () => {
      const shop = newShop();
      const [one, two, three] = [await start(shop, NOON), await start(shop, NOON), await start(shop, NOON + 1)];
      const email = 'Marta@Mail.test';
      expect(await store.listing.changeVisitor(shop, two.visitor, { email, name: 'Marta' })).toMatchObject({ email });
      const all = await store.listing.visitors(shop, { limit: 9 });
      expect(all.map(({ id }) => id)).toEqual([...[one.visitor, two.visitor].sort(), three.visitor]);
      const after = { at: all[0]!.createdAt, id: all[0]!.id };
      expect(await store.listing.visitors(shop, { after, limit: 1 })).toEqual([all[1]]);
      const found = await store.listing.visitors(shop, { email: 'MARTA@mail.test', limit: 9 });
      expect(found.map(({ id }) => id)).toEqual([two.visitor]);
      expect(await store.listing.visitors(shop, { clientId: 'x', limit: 9 })).toEqual([]);
      expect(await store.listing.visitors(newShop(), { email, limit: 9 })).toEqual([]);
    });

    it('[RA56] changes of a visitor just what is named, and nothing of another shop', async () => {
      const shop = newShop();
      const { visitor } = await start(shop, NOON);
      const change = (more: object) => store.listing.changeVisitor(shop, visitor, more);
      await change({ name: 'Ada', email: 'ada@mail.test', attributes: { tier: 'gold', n: 3, vip: true } });
      expect(await change({})).toMatchObject({ name: 'Ada', attributes: { tier: 'gold', n: 3, vip: true } });
      expect(await change({ email: null, attributes: null })).toMatchObject({ name: 'Ada', blocked: false });
      const known = await store.people.visitor(shop, visitor);
      expect(known).not.toHaveProperty('email');
      expect(known).not.toHaveProperty('attributes');
      expect(await store.listing.changeVisitor(newShop(), visitor, { name: 'Eve' })).toBeUndefined();
      expect(await store.people.visitor(shop, visitor)).toMatchObject({ name: 'Ada' });
    });

    it('[RA57] knows which departments are in use', async () => {
      const shop = newShop();
      expect(await store.listing.departmentInUse(shop, 'Sales')).toBe(false);
      const times = { createdAt: NOON, updatedAt: NOON };
      await store.canned.save({ shop, id: 'cr_1', shortcut: 'a', text: 'x', department: 'Sales', ...times });
      expect(await store.listing.departmentInUse(shop, 'Sales')).toBe(true);
      expect(await store.listing.departmentInUse(shop, 'Returns')).toBe(false);
      expect(await store.listing.departmentInUse(newShop(), 'Sales')).toBe(false);
    });
  });
}
