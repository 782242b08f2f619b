import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALL,
  begin,
  grown,
  NOON,
  newConversation,
  notes,
  type OpenStore,
  says,
  started,
  unitOf,
} from './fixtures.contract.ts';
import type { Stream } from './log.ts';
import type { Store } from './store.ts';

/** How every store's log is read; a part of `logContract`. */
export function logReadingContract(name: string, open: OpenStore): void {
  describe(`reading the log: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const words = async (stream: Stream) =>
      (await store.log.page(stream, ALL)).map((entry) =>
        entry.kind === 'message.sent' && entry.content.type === 'text' ? entry.content.text : entry.kind,
      );

    it.each([
      ['emoji', '👩🏽‍🚀🛒❤️‍🔥'],
      ['other scripts', 'שלום · привет · 退货政策 · ส่งคืน · عربي'],
      ['decomposed and composed accents', 'e\u0301 é'],
      ['control signs and odd spaces', 'a\tb\r\nc\u2028\u00a0\u200d\ufeff '],
      ['quotes and backslashes', `"'\\\\"; drop table entries; -- ?1 :a $b`],
      ['the longest text', 'ß'.repeat(4000)],
    ])('[ST11] gives texts back exactly as they came: %s', async (_, text) => {
      const begun = begin();
      const unit = unitOf(begun, undefined, [says(text)]);
      await store.log.commit([unit]);
      expect(await words(unit.stream)).toEqual([text]);
    });

    describe('pages', () => {
      const begun = begin();
      const stream: Stream = { shop: begun.shop, kind: 'conversation', id: begun.conversation };
      // Words are seq 1, 3, 5, 7 and pub 1, 2, 3, 4.
      const texts = ['one', 'two', 'three', 'four'];
      beforeAll(async () => {
        await started(
          store,
          begun,
          texts.flatMap((text) => [says(text), notes(`on ${text}`)]),
        );
      });
      const seqs = async (query: {
        by: 'seq' | 'pub';
        after?: number;
        before?: number;
        limit?: number;
        maxBytes?: number;
      }) => (await store.log.page(stream, { limit: 100, maxBytes: 1e6, ...query })).map((entry) => entry.seq);

      it('[ST12] come after a position or before one, in order', async () => {
        expect(await seqs({ by: 'seq', after: 5 })).toEqual([6, 7, 8]);
        expect(await seqs({ by: 'seq', before: 4 })).toEqual([1, 2, 3]);
        expect(await seqs({ by: 'seq', after: 8 })).toEqual([]);
      });

      it('[ST12] leave team entries out when public positions count', async () => {
        expect(await seqs({ by: 'pub', after: 0 })).toEqual([1, 3, 5, 7]);
        expect(await seqs({ by: 'pub', after: 2 })).toEqual([5, 7]);
        expect(await seqs({ by: 'pub', before: 3, limit: 1 })).toEqual([3]);
      });

      it('[ST12] stop at the limit, next to the position that was asked for', async () => {
        expect(await seqs({ by: 'seq', after: 2, limit: 2 })).toEqual([3, 4]);
        expect(await seqs({ by: 'seq', before: 8, limit: 2 })).toEqual([6, 7]);
      });

      it('[ST12] stop before they grow too large, yet hold one entry', async () => {
        const size = Buffer.byteLength(JSON.stringify((await store.log.page(stream, ALL))[0]));
        expect(await seqs({ by: 'pub', after: 0, maxBytes: 1 })).toEqual([1]);
        expect(await seqs({ by: 'pub', before: 5, maxBytes: 1 })).toEqual([7]);
        expect((await seqs({ by: 'pub', after: 0, maxBytes: size * 2 + 10 })).length).toBe(2);
      });

      it('[ST12] are refused without, or with two, positions', async () => {
        await expect(seqs({ by: 'seq' })).rejects.toThrow('`after` or by `before`');
        await expect(seqs({ by: 'seq', after: 1, before: 3 })).rejects.toThrow('`after` or by `before`');
      });
    });

    it('[ST13] tells the heads that changed after a mark, each once, oldest change first', async () => {
      const { mark } = await store.log.heads(-1, 10);
      const [a, b] = [begin(), begin()];
      const row = await started(store, a);
      await started(store, b);
      await grown(store, a, row, [notes('later')]);
      const head = ({ shop, conversation, visitor }: typeof a, seq: number) => ({
        shop,
        conversation,
        visitor,
        seq,
        pub: 1,
        erasures: 0,
      });
      const first = await store.log.heads(mark, 1);
      expect(first.heads).toEqual([head(b, 1)]);
      const second = await store.log.heads(first.mark, 10);
      expect(second.heads).toEqual([head(a, 2)]);
      expect([first.more, second.more]).toEqual([true, false]);
      expect(await store.log.heads(second.mark, 10)).toEqual({ heads: [], mark: second.mark, more: false });
      expect(await store.log.heads(-1, 10)).toEqual({ heads: [], mark: second.mark, more: false });
      expect((await store.log.heads(0, 1)).heads).toHaveLength(1);
    });

    it("[ST36] knows a visitor's open conversation, else the newest", async () => {
      const begun = begin();
      const close = { kind: 'conversation.closed', by: { role: 'system' }, at: NOON + 5000 } as const;
      const old = { ...begun, conversation: newConversation() };
      await started(store, begun, [says('first', NOON + 2000), { ...close, at: NOON + 2000 }]);
      await started(store, old, [says('older', NOON), { ...close, at: NOON }]);
      expect(await store.log.latest(begun.shop, begun.visitor)).toMatchObject({ id: begun.conversation });
      const open = { ...begun, conversation: newConversation() };
      await started(store, open, [says('open', NOON - 9000)]);
      expect(await store.log.latest(begun.shop, begun.visitor)).toMatchObject({ id: open.conversation });
    });
  });
}
