import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALL,
  begin,
  grown,
  jobOf,
  lineOf,
  NOON,
  newConversation,
  newShop,
  notes,
  type OpenStore,
  says,
  started,
  unitOf,
} from './fixtures.contract.ts';
import type { Stream, Unit } from './log.ts';
import { logReadingContract } from './log-reading.contract.ts';
import type { VisitorPatch } from './people.ts';
import type { Store } from './store.ts';

/** What every store's log does. */
export function logContract(name: string, open: OpenStore): void {
  describe(`log: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const words = async (stream: Stream) =>
      (await store.log.page(stream, ALL)).map((entry) =>
        entry.kind === 'message.sent' && entry.content.type === 'text' ? entry.content.text : entry.kind,
      );

    it('[ST2] commits entries, row, ledger, visitor and jobs of a unit together', async () => {
      const begun = begin();
      const ledger = lineOf(begun);
      const unit = unitOf(begun, undefined, [says('hello'), notes('new here')], { ledger, jobs: [jobOf(begun)] });
      expect(await store.log.commit([unit])).toEqual([{ at: 'committed' }]);
      expect(await store.log.page(unit.stream, ALL)).toEqual(unit.entries);
      expect(await store.log.conversation(begun.shop, begun.conversation)).toEqual(unit.row);
      expect(await store.log.ledger(begun.shop, ledger.commandId)).toEqual(ledger);
      expect(await store.people.visitor(begun.shop, begun.visitor)).toMatchObject({ createdAt: NOON });
      expect(await store.jobs.nextDueMs()).toBe(0);
    });

    it('[ST2] writes nothing of a unit of which one part cannot be stored', async () => {
      const begun = begin();
      const ledger = lineOf(begun);
      const job = jobOf(begun);
      const unit = unitOf(begun, undefined, [says('hello')], { ledger, jobs: [job, job] });
      expect(await store.log.commit([unit])).toEqual([{ at: 'failed', reason: expect.any(String) }]);
      expect(await store.log.page(unit.stream, ALL)).toEqual([]);
      expect(await store.log.conversation(begun.shop, begun.conversation)).toBeUndefined();
      expect(await store.log.ledger(begun.shop, ledger.commandId)).toBeUndefined();
      expect(await store.people.visitor(begun.shop, begun.visitor)).toBeUndefined();
    });

    it('[ST3] lets one bad unit fail alone', async () => {
      const [first, bad, last] = [begin(), begin(), begin()];
      const broken = unitOf(bad, undefined, [says('broken')]);
      broken.row.state = { toJSON: undefined, count: 1n } as never;
      const outcomes = await store.log.commit([
        unitOf(first, undefined, [says('one')]),
        broken,
        unitOf(last, undefined, [says('three')]),
      ]);
      expect(outcomes.map((outcome) => outcome.at)).toEqual(['committed', 'failed', 'committed']);
      expect(await store.log.conversation(bad.shop, bad.conversation)).toBeUndefined();
      expect(await store.log.conversation(last.shop, last.conversation)).toMatchObject({ seq: 1 });
    });

    it('[ST3] commits nothing for no units', async () => {
      expect(await store.log.commit([])).toEqual([]);
    });

    it('[ST4] answers conflict, and writes nothing, when the head has moved', async () => {
      const begun = begin();
      const row = await started(store, begun);
      await grown(store, begun, row, [says('faster')]);
      const ledger = lineOf(begun);
      const late = unitOf(begun, row, [says('slower')], { ledger });
      expect(await store.log.commit([late])).toEqual([{ at: 'conflict' }]);
      expect(await words(late.stream)).toEqual(['hello', 'faster']);
      expect(await store.log.ledger(begun.shop, ledger.commandId)).toBeUndefined();
    });

    it('[ST4] answers conflict when a conversation of this id exists already', async () => {
      const begun = begin();
      await started(store, begun);
      expect(await store.log.commit([unitOf(begun, undefined, [says('again')])])).toEqual([{ at: 'conflict' }]);
    });

    it('[ST4] answers conflict when the head of a visitor log has moved', async () => {
      const unit = visitorUnit(begin(), 0);
      expect(await store.log.commit([unit])).toEqual([{ at: 'committed' }]);
      expect(await store.log.commit([unit])).toEqual([{ at: 'conflict' }]);
      expect(await store.log.visitorHead(unit.stream.shop, unit.stream.id)).toBe(1);
    });

    it('[ST5] refuses a second open conversation of a visitor, new or reopened', async () => {
      const begun = begin();
      const row = await started(store, begun);
      const second = { ...begun, conversation: newConversation() };
      expect(await store.log.commit([unitOf(second, undefined, [says('two')])])).toEqual([{ at: 'conflict' }]);

      const system = { by: { role: 'system' } as const, at: NOON };
      const closed = await grown(store, begun, row, [{ ...system, kind: 'conversation.closed' }]);
      await started(store, second);
      const reopened = unitOf(begun, closed, [{ ...system, kind: 'conversation.reopened' }]);
      expect(await store.log.commit([reopened])).toEqual([{ at: 'conflict' }]);
      expect(await store.log.latest(begun.shop, begun.visitor)).toMatchObject({ id: second.conversation, open: true });
    });

    it('[ST5] lets the first of two openings in one call win', async () => {
      const begun = begin();
      const second = { ...begun, conversation: newConversation() };
      const outcomes = await store.log.commit([
        unitOf(begun, undefined, [says('tab one')]),
        unitOf(second, undefined, [says('tab two')]),
      ]);
      expect(outcomes.map((outcome) => outcome.at)).toEqual(['committed', 'conflict']);
    });

    it('[ST6] answers a known command id with its first line and changes nothing', async () => {
      const begun = begin();
      const ledger = lineOf(begun);
      const row = await grown(store, begun, undefined, [says('once')], { ledger });
      const again = unitOf(begun, row, [says('twice')], {
        ledger: lineOf(begun, { commandId: ledger.commandId, seq: 2 }),
      });
      expect(await store.log.commit([again])).toEqual([{ at: 'duplicate', line: ledger }]);
      expect(await words(again.stream)).toEqual(['once']);
    });

    it('[ST6] knows a duplicate before it looks at the head, and within one call', async () => {
      const begun = begin();
      const ledger = lineOf(begun);
      const unit = unitOf(begun, undefined, [says('once')], { ledger });
      expect(await store.log.commit([unit, unit])).toEqual([{ at: 'committed' }, { at: 'duplicate', line: ledger }]);
    });

    it('[ST6] records a final refusal without touching a log', async () => {
      const begun = begin();
      const ledger = lineOf(begun, { outcome: { ok: false, code: 'closed' }, seq: 0, pub: 0 });
      delete ledger.conversation;
      const stream = { shop: begun.shop, kind: 'conversation', id: begun.conversation } as const;
      // The head is of no concern where nothing is added to the log.
      const refusal: Unit = { stream, expectedSeq: 7, entries: [], ledger };
      expect(await store.log.commit([refusal])).toEqual([{ at: 'committed' }]);
      expect(await store.log.ledger(begun.shop, ledger.commandId)).toEqual(ledger);
      expect(await store.log.conversation(begun.shop, begun.conversation)).toBeUndefined();
    });

    it('[ST7] completes a job with the unit, and fences a unit whose lease is not held', async () => {
      const begun = begin();
      const row = await grown(store, begun, undefined, [says('hi')], { jobs: [jobOf(begun)] });
      const job = (await store.jobs.claim(1000, 60_000)).find((claimed) => claimed.shop === begun.shop)!;
      const reply = (lease: string) => unitOf(begun, row, [says('answer')], { completes: { job: job.id, lease } });
      expect(await store.log.commit([reply('another')])).toEqual([{ at: 'fenced' }]);
      expect(await store.log.commit([reply(job.lease)])).toEqual([{ at: 'committed' }]);
      expect(await store.log.commit([reply(job.lease)])).toEqual([{ at: 'fenced' }]);
      expect(await store.jobs.renew({ job: job.id, lease: job.lease }, 1000)).toBe(false);
    });

    it('[ST8] lets a unit see those before it in the same call', async () => {
      const begun = begin();
      const first = unitOf(begun, undefined, [says('one')]);
      const second = unitOf(begun, first.row, [says('two')]);
      const outcomes = await store.log.commit([first, second, unitOf(begun, first.row, [says('late')])]);
      expect(outcomes.map((outcome) => outcome.at)).toEqual(['committed', 'committed', 'conflict']);
      expect(await words(first.stream)).toEqual(['one', 'two']);
    });

    it.each<[string, (unit: ReturnType<typeof unitOf>) => void]>([
      ['skips a position', (unit) => Object.assign(unit.entries[1]!, { seq: 3 })],
      ['skips a public position', (unit) => Object.assign(unit.entries[1]!, { pub: 3 })],
      ['has a row that is not at the head', (unit) => Object.assign(unit.row, { seq: 1 })],
      ['has a row with another public head', (unit) => Object.assign(unit.row, { pub: 1 })],
      ['has a row of another conversation', (unit) => Object.assign(unit.row, { id: newConversation() })],
      ['has a visitor of another shop', (unit) => Object.assign(unit.visitor!, { shop: 'elsewhere' })],
      ['has entries but no row', (unit) => Object.assign(unit, { row: undefined })],
      ['opens a conversation of a visitor without a row', (unit) => Object.assign(unit, { visitor: undefined })],
    ])('[ST9] refuses to store a unit that %s', async (_, spoil) => {
      const unit = unitOf(begin(), undefined, [says('one'), says('two')]);
      spoil(unit);
      expect(await store.log.commit([unit])).toEqual([{ at: 'failed', reason: expect.any(String) }]);
      expect(await store.log.page(unit.stream, ALL)).toEqual([]);
    });

    it('[ST10] never lets time run backwards within a log', async () => {
      const begun = begin();
      const row = await started(store, begun, [says('noon', NOON)]);
      const unit = unitOf(begun, row, [says('earlier'), says('later')]);
      Object.assign(unit.entries[0]!, { at: NOON - 5000 });
      Object.assign(unit.entries[1]!, { at: NOON + 5000 });
      await store.log.commit([unit]);
      const times = (await store.log.page(unit.stream, ALL)).map((entry) => entry.at);
      expect(times).toEqual([NOON, NOON, NOON + 5000]);
    });

    it('[ST14] keeps the same ids in two shops apart', async () => {
      const here = begin();
      const there = { ...here, shop: newShop() };
      const ledger = lineOf(here);
      await grown(store, here, undefined, [says('here')], { ledger });
      await grown(store, there, undefined, [says('there')], { ledger });
      expect(await words({ shop: here.shop, kind: 'conversation', id: here.conversation })).toEqual(['here']);
      expect(await words({ shop: there.shop, kind: 'conversation', id: there.conversation })).toEqual(['there']);
      expect(await store.log.conversation(newShop(), here.conversation)).toBeUndefined();
      expect(await store.log.latest(newShop(), here.visitor)).toBeUndefined();
    });

    it('[ST15] has an epoch that stays', async () => {
      const epoch = await store.log.epoch();
      expect(epoch).toMatch(/^\S{8,}$/);
      await started(store, begin());
      expect(await store.log.epoch()).toBe(epoch);
    });

    it('[ST16] makes a visitor with the first patch; a later one changes just what it names', async () => {
      const begun = begin();
      const patch = async (fields: Partial<VisitorPatch>) => {
        const visitor = { shop: begun.shop, id: begun.visitor, at: NOON + 9000, ...fields };
        await store.log.commit([{ stream: visitorStream(begun), expectedSeq: 0, entries: [], visitor }]);
        return store.people.visitor(begun.shop, begun.visitor);
      };
      const cart = { currency: 'EUR', subtotal: 12.5, lines: [{ id: 'l1', name: 'Socks', quantity: 1, price: 12.5 }] };
      const fresh = await patch({ at: NOON, locale: 'de', cart });
      expect(fresh).toEqual({
        shop: begun.shop,
        id: begun.visitor,
        createdAt: NOON,
        lastSeenAt: NOON,
        locale: 'de',
        cart,
        blocked: false,
      });
      expect(await patch({ email: 'ada@mail.test', name: undefined })).toEqual({ ...fresh, email: 'ada@mail.test' });
      expect(await patch({ blocked: true, lastSeenAt: NOON + 9000 })).toEqual({
        ...fresh,
        email: 'ada@mail.test',
        blocked: true,
        lastSeenAt: NOON + 9000,
      });
      expect(await patch({ blocked: false })).toMatchObject({ blocked: false });
    });
  });

  logReadingContract(name, open);
}

const visitorStream = ({ shop, visitor }: { shop: string; visitor: string }): Stream => ({
  shop,
  kind: 'visitor',
  id: visitor,
});

function visitorUnit(begun: ReturnType<typeof begin>, expectedSeq: number): Unit {
  return {
    stream: visitorStream(begun),
    expectedSeq,
    entries: [{ kind: 'consent.changed', consent: 1, seq: expectedSeq + 1, at: NOON, v: 1, by: { role: 'visitor' } }],
    visitor: { shop: begun.shop, id: begun.visitor, at: NOON },
  };
}
