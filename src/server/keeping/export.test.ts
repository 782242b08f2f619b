import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, grown, NOON, newShop, notes, says } from '../store/fixtures.contract.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { collect } from '../testing/collect.ts';
import { asNdjson, exportLines } from './export.ts';

let store: Store;
beforeAll(async () => {
  store = await createSqliteStore({ file: ':memory:' });
});
afterAll(() => store.close());

const known = (shop: string, id: string, more: object) => ({ visitor: { shop, id, at: NOON, ...more } });

describe('an export', () => {
  it('[BK5] has every visitor, page, conversation and entry of a shop, notes too, a line each, and nothing of another', async () => {
    const shop = newShop();
    const all = Array.from({ length: 60 }, () => begin(shop));
    for (const [n, one] of all.entries()) {
      await grown(
        store,
        one,
        undefined,
        [says(`words ${n}`), notes(`note ${n}`)],
        known(shop, one.visitor, { email: `v${n}@example.com` }),
      );
    }
    await store.folders.addPage(shop, all[0]!.visitor, { url: 'https://shop.test/mug', at: NOON });
    const elsewhere = begin();
    await grown(store, elsewhere, undefined, [says('elsewhere')], known(elsewhere.shop, elsewhere.visitor, {}));
    const lines = await collect(exportLines(store, shop));
    const count = (type: string) => lines.filter((line) => line.type === type).length;
    expect([count('visitor'), count('conversation'), count('entry')]).toEqual([60, 60, 120]);
    const text = JSON.stringify(lines);
    expect(text).toContain('note 59');
    expect(text).toContain('https://shop.test/mug');
    expect(text).not.toContain('elsewhere');
    const first = lines.findIndex((line) => line.type === 'conversation');
    expect(lines[first + 1]).toMatchObject({
      type: 'entry',
      entry: { position: 1, content: { text: expect.any(String) } },
    });
  });

  it('[BK5] of one person has what is theirs alone, and is one JSON object a line', async () => {
    const shop = newShop();
    const [one, two] = [begin(shop), begin(shop)];
    for (const begun of [one, two])
      await grown(store, begun, undefined, [says(`by ${begun.visitor}`)], known(shop, begun.visitor, {}));
    const texts = await collect(asNdjson(exportLines(store, shop, [one.visitor, 'v_nobodynobodynobody'])));
    expect(texts.every((text) => text.endsWith('\n') && !text.slice(0, -1).includes('\n'))).toBe(true);
    expect(texts.map((text) => JSON.parse(text).type)).toEqual(['visitor', 'conversation', 'entry']);
    expect(texts.join('')).not.toContain(two.visitor);
  });
});
