import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEntry } from '../../domain/decision.ts';
import {
  begin,
  closes,
  grown,
  jobOf,
  knownVisitor,
  lineOf,
  logOf,
  NOON,
  newShop,
  type OpenStore,
  says,
  showsFile,
  started,
  unitOf,
} from './fixtures.contract.ts';
import type { Store } from './store.ts';

/** What every store does with logs and visitors whose time has passed. */
export function retentionContract(name: string, open: OpenStore): void {
  describe(`retention: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[RT1] removes closed logs in which nothing has happened since, one at a time, the oldest first', async () => {
      const shop = newShop();
      const at = (moment: number): NewEntry[] => [{ ...closes, at: moment }];
      const [old, older, open, fresh] = [begin(shop), begin(shop), begin(shop), begin(shop)];
      const file = 'f_0123456789abcdefgone';
      await started(store, old, [says('a'), showsFile(file), ...at(NOON + 20)]);
      const ledger = lineOf(older);
      await grown(store, older, undefined, [says('a'), ...at(NOON + 10)], {
        ledger,
        jobs: [jobOf(older, { delayMs: 60_000 })],
      });
      await started(store, open, [says('a')]);
      await started(store, fresh, [says('a'), ...at(NOON + 30)]);
      await store.folders.markRead(shop, older.conversation, { reader: 'a_mia', position: 1, at: NOON });
      expect(await store.retention.removeClosed(shop, NOON)).toBeUndefined();
      const remove = () => store.retention.removeClosed(shop, NOON + 25);
      expect(await remove()).toEqual({ conversation: older.conversation, visitor: older.visitor, files: [] });
      expect(await remove()).toEqual({ conversation: old.conversation, visitor: old.visitor, files: [file] });
      expect(await remove()).toBeUndefined();
      expect(await logOf(store, older)).toEqual([]);
      expect(await store.log.conversation(shop, older.conversation)).toBeUndefined();
      expect(await store.folders.reads(shop, older.conversation)).toEqual([]);
      expect(await store.links.linked(shop, [file])).toEqual([]);
      expect(await store.log.ledger(shop, ledger.commandId)).toEqual(ledger);
      for (const { conversation } of [open, fresh])
        expect(await store.log.conversation(shop, conversation)).toBeDefined();
    });

    it('[RT2] removes visitors without conversations who were not seen since, with their own logs', async () => {
      const shop = newShop();
      const [gone, talks, back] = [begin(shop), begin(shop), begin(shop)];
      for (const { visitor } of [gone, talks]) {
        const unit = { stream: { shop, kind: 'visitor', id: visitor }, expectedSeq: 0 } as const;
        const [entry] = unitOf(gone, undefined, [says('x')]).entries;
        await store.log.commit([
          {
            ...unit,
            entries: [{ ...entry!, kind: 'consent.changed', consent: 1, pub: undefined } as never],
            ...knownVisitor(shop, visitor, { lastSeenAt: NOON }),
          },
        ]);
      }
      await started(store, talks, [says('a')]);
      await store.log.commit([
        {
          stream: { shop, kind: 'visitor', id: back.visitor },
          expectedSeq: 0,
          entries: [],
          ...knownVisitor(shop, back.visitor, { lastSeenAt: NOON + 50 }),
          ledger: lineOf(back),
        },
      ]);
      await store.folders.addPage(shop, gone.visitor, { url: 'https://shop.test/', at: NOON });
      await store.identities.bind(shop, 'c-1', gone.visitor);
      const device = { platform: 'fcm', token: 'token-of-their-phone' } as const;
      await store.pushDevices.put(shop, gone.visitor, { id: 'd', device }, NOON);
      expect(await store.retention.removeVisitors(shop, NOON, 10)).toEqual([]);
      expect(await store.retention.removeVisitors(shop, NOON + 10, 10)).toEqual([gone.visitor]);
      expect(await store.retention.removeVisitors(shop, NOON + 10, 10)).toEqual([]);
      expect(await store.people.visitor(shop, gone.visitor)).toBeUndefined();
      expect(await store.folders.pages(shop, gone.visitor)).toEqual([]);
      expect(await store.log.visitorHead(shop, gone.visitor)).toBe(0);
      expect(await store.log.visitorHead(shop, talks.visitor)).toBe(1);
      expect(await store.identities.personOf(shop, gone.visitor)).toBeUndefined();
      expect(await store.pushDevices.ofVisitor(shop, gone.visitor)).toEqual([]);
      expect(await store.people.visitor(shop, back.visitor)).toBeDefined();
    });
  });
}
