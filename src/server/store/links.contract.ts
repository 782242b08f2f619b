import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEntry } from '../../domain/decision.ts';
import { begin, NOON, type OpenStore, says, unitOf } from './fixtures.contract.ts';
import type { Store } from './store.ts';

const shows = (file: string): NewEntry => ({
  kind: 'message.sent',
  by: { role: 'agent', id: 'a_mia', name: 'Mia' },
  at: NOON,
  content: { type: 'image', file, url: `/files/demo/${file}`, width: 1, height: 1, name: 'a.png' },
});

/** What every store knows of files. */
export function linksContract(name: string, open: OpenStore): void {
  describe(`links: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[ST37] links a file in the commit of the entry that shows it, and not when that commit fails', async () => {
      const begun = begin();
      const kept = unitOf(begun, undefined, [says('Hello'), shows('f_0123456789abcdefkept')], {
        visitor: { shop: begun.shop, id: begun.visitor, at: NOON },
      });
      const lost = unitOf(begun, kept.row, [shows('f_0123456789abcdeflost')], { expectedSeq: 99 });
      const outcomes = await store.log.commit([kept, lost, unitOf(begun, kept.row, [shows('f_0123456789abcdefkept')])]);
      expect(outcomes.map(({ at }) => at)).not.toEqual(['committed', 'committed', 'committed']);
      const asked = ['f_0123456789abcdefkept', 'f_0123456789abcdeflost', 'f_0123456789abcdefnone'];
      expect(await store.links.linked(begun.shop, asked)).toEqual(['f_0123456789abcdefkept']);
      expect(await store.links.linked('another', asked)).toEqual([]);
      expect(await store.links.linked(begun.shop, [])).toEqual([]);
    });
  });
}
