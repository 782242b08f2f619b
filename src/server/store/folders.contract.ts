import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEntry } from '../../domain/decision.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Folder } from '../../protocol/rows.ts';
import { begin, grown, NOON, newShop, notes, type OpenStore, says, started, unitOf } from './fixtures.contract.ts';
import type { Store } from './store.ts';

const ME = 'a_mia';
const system = { by: { role: 'system' }, at: NOON } as const;
const assigned = (id: string): NewEntry => ({ ...system, kind: 'conversation.assigned', agent: { id, name: id } });
const wanted: NewEntry = { ...system, kind: 'handoff.requested', reason: 'asked' };
const urgent: NewEntry = { ...system, kind: 'conversation.prioritised' };
const closed: NewEntry = { ...system, kind: 'conversation.closed' };
const archived: NewEntry = { ...system, kind: 'conversation.archived' };

/** What every store's folders do. */
export function foldersContract(name: string, open: OpenStore): void {
  describe(`folders: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[ST24] lists each folder, mine for its owner alone, priority across, and counts them', async () => {
      const shop = newShop();
      const cases: Record<string, NewEntry[]> = {
        bot: [says('hi')],
        queued: [says('hi'), wanted],
        mine: [says('hi'), assigned(ME)],
        urgent: [says('hi'), assigned('a_jonas'), urgent],
        closed: [says('hi'), assigned(ME), closed],
        archived: [says('hi'), closed, archived],
      };
      const names = new Map<string, string>();
      for (const [label, entries] of Object.entries(cases)) {
        const row = await started(store, begin(shop), entries);
        names.set(row.id, label);
      }
      const list = async (folder: Folder) => {
        const rows = await store.folders.list({ shop, agent: ME, folder, limit: 50 });
        return rows.map(({ row }) => names.get(row.id)).sort();
      };
      expect(await list('chatbot')).toEqual(['bot']);
      expect(await list('new')).toEqual(['queued']);
      expect(await list('in_progress')).toEqual(['mine', 'urgent']);
      expect(await list('mine')).toEqual(['mine']);
      expect(await list('priority')).toEqual(['urgent']);
      expect(await list('closed')).toEqual(['closed']);
      expect(await list('archived')).toEqual(['archived']);
      expect(await store.folders.counts(shop, ME)).toEqual({
        new: 1,
        in_progress: 2,
        mine: 1,
        priority: 1,
        chatbot: 1,
        closed: 1,
        archived: 1,
      });
      expect(await store.folders.counts(newShop(), ME)).toMatchObject({ new: 0, mine: 0, chatbot: 0 });
    });

    it('[ST24] pages newest first; rows of one moment stay on one page', async () => {
      const shop = newShop();
      const moments = [1, 2, 2, 2, 3].map((minute) => NOON + minute * 60_000);
      for (const at of moments) await started(store, begin(shop), [says('hi', at)]);
      const list = async (limit: number, before?: number) =>
        (await store.folders.list({ shop, agent: ME, folder: 'chatbot', limit, before })).map(({ row }) => row.lastAt);
      expect(await list(50)).toEqual([...moments].reverse());
      expect(await list(1)).toEqual([moments[4]]);
      expect(await list(2, moments[4])).toEqual([moments[3], moments[2], moments[1]]);
      expect(await list(2, moments[1])).toEqual([moments[0]]);
    });

    it('[ST24] gives rows by id with their visitors; unknown ones are left out', async () => {
      const begun = begin();
      const row = await started(store, begun);
      const [found, ...others] = await store.folders.rows(begun.shop, ME, [begun.conversation, 'c_unknown']);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ row, visitor: { id: begun.visitor, blocked: false }, unread: 1 });
      expect(await store.folders.rows(newShop(), ME, [begun.conversation])).toEqual([]);
      expect(await store.folders.rows(begun.shop, ME, [])).toEqual([]);
    });

    it('[ST25] counts no further than the cap', async () => {
      const shop = newShop();
      const units = Array.from({ length: LIMITS.countCap + 5 }, () => unitOf(begin(shop), undefined, [says('hi')]));
      await store.log.commit(units);
      expect(await store.folders.counts(shop, ME)).toMatchObject({ chatbot: LIMITS.countCap + 1 });
    });

    it("[ST26] counts the visitor's words that an agent has not read", async () => {
      const begun = begin();
      const row = await started(store, begun, [says('one'), notes('mine'), says('two'), says('three')]);
      const unread = async (agent: string) =>
        (await store.folders.rows(begun.shop, agent, [begun.conversation]))[0]?.unread;
      const read = (reader: string, position: number) =>
        store.folders.markRead(begun.shop, begun.conversation, { reader, position, at: NOON });
      expect(await unread(ME)).toBe(3);
      await read(ME, 2);
      expect(await unread(ME)).toBe(2);
      await read(ME, 4);
      expect(await unread(ME)).toBe(0);
      expect(await unread('a_jonas')).toBe(3);
      await grown(store, begun, row, [says('four')]);
      expect(await unread(ME)).toBe(1);
    });

    it('[ST26] moves read positions only forwards, and never beyond the head', async () => {
      const begun = begin();
      await started(store, begun, [says('one'), notes('mine'), says('two')]);
      const { shop, conversation } = begun;
      const read = (reader: string, position: number, at: number) =>
        store.folders.markRead(shop, conversation, { reader, position, at });
      await read('a_jonas', 1, NOON);
      await read(ME, 2, NOON);
      await read(ME, 1, NOON + 1000);
      await read('visitor', 99, NOON);
      expect(await store.folders.reads(shop, conversation)).toEqual([
        { reader: 'a_jonas', position: 1, at: NOON },
        { reader: ME, position: 2, at: NOON },
        { reader: 'visitor', position: 2, at: NOON },
        { reader: 'team', position: 2, at: NOON },
      ]);
      expect(await store.folders.reads(newShop(), conversation)).toEqual([]);
      await store.folders.markRead(shop, 'c_unknown', { reader: ME, position: 1, at: NOON });
      expect(await store.folders.reads(shop, 'c_unknown')).toEqual([]);
    });

    it('[ST27] keeps the newest fifty pages of a visitor', async () => {
      const { shop, visitor } = begin();
      for (let n = 1; n <= 52; n += 1) {
        await store.folders.addPage(shop, visitor, { url: `https://shop.test/${n}`, at: NOON + n });
      }
      await store.folders.addPage(shop, visitor, { url: 'https://shop.test/last', title: 'Last', at: NOON });
      const pages = await store.folders.pages(shop, visitor);
      expect(pages).toHaveLength(50);
      expect(pages[0]).toEqual({ url: 'https://shop.test/last', title: 'Last', at: NOON });
      expect(pages.at(-1)).toEqual({ url: 'https://shop.test/4', at: NOON + 4 });
      expect(await store.folders.pages(newShop(), visitor)).toEqual([]);
    });

    it("[ST36] lists a visitor's conversations, newest first", async () => {
      const first = begin();
      const older = begin(first.shop, first.visitor);
      await started(store, first, [says('hi', NOON + 1000), { ...closed, at: NOON + 1000 }]);
      await started(store, older, [says('hi', NOON)]);
      const rows = await store.folders.ofVisitor(first.shop, first.visitor);
      expect(rows.map((row) => row.id)).toEqual([first.conversation, older.conversation]);
      expect(await store.folders.ofVisitor(newShop(), first.visitor)).toEqual([]);
    });
  });
}
