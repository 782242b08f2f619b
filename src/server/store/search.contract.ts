import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newShop, type OpenStore } from './fixtures.contract.ts';
import type { Store } from './store.ts';

/** What every store's search does. */
export function searchContract(name: string, open: OpenStore): void {
  describe(`search: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it.each([
      ['one word', 'parcel', true],
      ['the beginning of a word', 'parc', true],
      ['any case and accents', 'PARCEL mueNchen'.replace('mueN', 'mün'), true],
      ['no accents', 'munchen', true],
      ['words of different texts', 'parcel ada', true],
      ['an email address', 'ada.lovelace@mail.test', true],
      ['part of an email address', 'lovelace@ma', true],
      ['a sign of a script without spaces', '货政', true],
      ['signs in another order', '政货', false],
      ['a word that is not there', 'parcel pigeon', false],
      ['the middle of a word', 'arcel', false],
    ])('[ST29] finds by %s', async (_, query, expected) => {
      const shop = newShop();
      await store.search.index(shop, 'c_1', 0, 'Ada ada.lovelace@mail.test');
      await store.search.index(shop, 'c_1', 4, 'My parcel to München is late; 退货政策?');
      expect(await store.search.find(shop, query, 10)).toEqual(expected ? ['c_1'] : []);
      expect(await store.search.find(newShop(), query, 10)).toEqual([]);
    });

    it('[ST29] gives each conversation once, newest first, at most as many as asked', async () => {
      const shop = newShop();
      for (const [conversation, seq] of [
        ['c_1', 1],
        ['c_2', 1],
        ['c_3', 1],
        ['c_1', 2],
      ] as const) {
        await store.search.index(shop, conversation, seq, 'where is my order');
      }
      expect(await store.search.find(shop, 'order', 10)).toEqual(['c_1', 'c_3', 'c_2']);
      expect(await store.search.find(shop, 'order my', 2)).toEqual(['c_1', 'c_3']);
    });

    it.each([
      '',
      ' ',
      '"',
      '*',
      '(',
      ')',
      'NOT',
      'AND OR',
      'NEAR(',
      '^',
      ':',
      '-',
      '\0',
      'shop:x',
      'words : x',
      '"; drop',
      '%',
      '_',
      '👍',
      '\ud800',
    ])('[ST30] takes the query %j for words, whatever signs it holds', async (query) => {
      const shop = newShop();
      await store.search.index(shop, 'c_1', 1, 'quite other things');
      expect(await store.search.find(shop, query, 10)).toEqual([]);
      expect(await store.search.find(shop, `quite ${query.replace(/\w+/g, '')}`, 10)).toEqual(['c_1']);
    });

    it('[ST30] takes an endless query', async () => {
      expect(await store.search.find(newShop(), 'order '.repeat(100_000), 10)).toEqual([]);
    });

    it('[ST31] replaces the text of an entry, and forgets a conversation', async () => {
      const shop = newShop();
      await store.search.index(shop, 'c_1', 1, 'blue shirt');
      await store.search.index(shop, 'c_2', 1, 'blue scarf');
      await store.search.index(shop, 'c_1', 1, 'green shirt');
      expect(await store.search.find(shop, 'blue', 10)).toEqual(['c_2']);
      expect(await store.search.find(shop, 'green', 10)).toEqual(['c_1']);
      await store.search.remove(shop, 'c_1');
      expect(await store.search.find(shop, 'shirt', 10)).toEqual([]);
      expect(await store.search.find(shop, 'scarf', 10)).toEqual(['c_2']);
      await store.search.remove(shop, 'c_unknown');
    });
  });
}
