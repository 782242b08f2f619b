import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newShop, type OpenStore } from './fixtures.contract.ts';
import type { Store } from './store.ts';

const TIMES = { keptMs: 60_000, abandonedMs: 60_000 };

/** What every store does with first answers. */
export function repliesContract(name: string, open: OpenStore): void {
  describe(`replies: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[RA52] lets one of several at once begin, and gives its answer to all that follow', async () => {
      const shop = newShop();
      const begin = () => store.replies.begin(shop, 'id', 'digest', TIMES);
      const begun = await Promise.all([begin(), begin(), begin()]);
      expect(begun.map(({ at }) => at).sort()).toEqual(['begun', 'running', 'running']);
      await store.replies.finish(shop, 'id', { status: 201, body: '{"a":1}' });
      expect(await begin()).toEqual({ at: 'done', status: 201, body: '{"a":1}' });
      expect(await store.replies.begin(shop, 'id', 'another', TIMES)).toEqual({ at: 'other' });
      expect(await store.replies.begin(newShop(), 'id', 'another', TIMES)).toEqual({ at: 'begun' });
    });

    it('[RA52] tells that an answer is withheld, and keeps an empty one', async () => {
      const shop = newShop();
      await store.replies.begin(shop, 'secret', 'd', TIMES);
      await store.replies.finish(shop, 'secret', { status: 201, withheld: true });
      expect(await store.replies.begin(shop, 'secret', 'd', TIMES)).toEqual({ at: 'withheld' });
      await store.replies.begin(shop, 'empty', 'd', TIMES);
      await store.replies.finish(shop, 'empty', { status: 204, body: '' });
      expect(await store.replies.begin(shop, 'empty', 'd', TIMES)).toEqual({ at: 'done', status: 204, body: '' });
    });

    it('[RA52] begins anew what was forgotten, was abandoned or is too old, once each', async () => {
      const shop = newShop();
      await store.replies.begin(shop, 'a', 'd', TIMES);
      await store.replies.forget(shop, 'a');
      expect(await store.replies.begin(shop, 'a', 'd', TIMES)).toEqual({ at: 'begun' });
      expect(await store.replies.begin(shop, 'a', 'd', { ...TIMES, abandonedMs: -1 })).toEqual({ at: 'begun' });
      expect(await store.replies.begin(shop, 'a', 'd', TIMES)).toEqual({ at: 'running' });
      await store.replies.begin(shop, 'b', 'd', { ...TIMES, keptMs: -1 });
      await store.replies.finish(shop, 'b', { status: 200, body: '{}' });
      expect(await store.replies.begin(shop, 'b', 'other', TIMES)).toEqual({ at: 'begun' });
    });
  });
}
