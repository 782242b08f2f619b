import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation.ts';
import type { NewEntry } from '../../domain/decision.ts';
import { ERASED_EMAIL, eraseEntry, eraseState } from '../../domain/erase.ts';
import { evolve } from '../../domain/evolve.ts';
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
  notes,
  type OpenStore,
  says,
  showsFile,
  started,
  unitOf,
} from './fixtures.contract.ts';
import type { Store } from './store.ts';

const SECRET = 'Garden Lane 7';

const gives = (email: string): NewEntry => ({ kind: 'email.captured', by: { role: 'visitor' }, at: NOON, email });
const SECRET_LINE = { id: '1', name: SECRET, variant: SECRET, quantity: 1, price: 4 };
const adds: NewEntry = {
  kind: 'cart.added',
  by: { role: 'visitor' },
  at: NOON,
  line: SECRET_LINE,
  previousQuantity: 0,
  subtotal: 4,
  currency: 'EUR',
  lines: [SECRET_LINE],
};

/** What every store does with data that somebody wants gone. */
export function keepingContract(name: string, open: OpenStore): void {
  describe(`keeping: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[ER1] finds a person by id, by address in any case, and by client id, in one shop', async () => {
      const [one, two, elsewhere] = [begin(), begin(), begin()];
      two.shop = one.shop;
      await grown(
        store,
        one,
        undefined,
        [says('a')],
        knownVisitor(one.shop, one.visitor, { email: 'Ines@Example.com' }),
      );
      await grown(
        store,
        two,
        undefined,
        [says('a')],
        knownVisitor(two.shop, two.visitor, { email: 'ines@example.com', clientId: 'c-1' }),
      );
      await grown(
        store,
        elsewhere,
        undefined,
        [says('a')],
        knownVisitor(elsewhere.shop, elsewhere.visitor, { clientId: 'c-1' }),
      );
      const both = [one.visitor, two.visitor].sort();
      expect(await store.keeping.visitorsOf(one.shop, { email: 'INES@example.com' })).toEqual(both);
      expect(await store.keeping.visitorsOf(one.shop, { clientId: 'c-1' })).toEqual([two.visitor]);
      expect(await store.keeping.visitorsOf(one.shop, { visitor: one.visitor })).toEqual([one.visitor]);
      expect(await store.keeping.visitorsOf(one.shop, { visitor: elsewhere.visitor })).toEqual([]);
    });

    it('[ER1] finds a person by an address that they gave and changed later, and by nothing that only looks alike', async () => {
      const begun = begin();
      const row = await grown(store, begun, undefined, [says('a'), gives('old_one@example.com')]);
      await grown(
        store,
        begun,
        row,
        [says('b')],
        knownVisitor(begun.shop, begun.visitor, { email: 'new@example.com' }),
      );
      const find = (email: string) => store.keeping.visitorsOf(begun.shop, { email });
      expect(await find('Old_One@example.com')).toEqual([begun.visitor]);
      expect(await find('oldxone@example.com')).toEqual([]);
      expect(await find('one@example.com')).toEqual([]);
      expect(await find('%')).toEqual([]);
    });

    it('[ER2] empties a log step by step and leaves its numbers, kinds, times, authors and ledger', async () => {
      const begun = begin();
      const ledger = lineOf(begun);
      const entries = [says(SECRET), notes(SECRET, NOON + 1), gives('ines@example.com'), adds, closes];
      await grown(store, begun, undefined, entries, { ledger });
      const before = await logOf(store, begun);
      const stream = { shop: begun.shop, kind: 'conversation', id: begun.conversation } as const;
      const first = await store.keeping.eraseEntries(stream, 0, 2);
      expect(first).toEqual({ last: 2, erased: 2 });
      expect(await store.keeping.eraseEntries(stream, 2, 1000)).toEqual({ erased: 3 });
      expect(await store.keeping.eraseEntries(stream, 0, 1000)).toEqual({ erased: 0 });
      const after = await logOf(store, begun);
      expect(after).toEqual(before.map(eraseEntry));
      expect(after.every((entry) => entry.erased)).toBe(true);
      expect(after.find((entry) => entry.kind === 'email.captured')).toMatchObject({ email: ERASED_EMAIL });
      expect(JSON.stringify(after)).not.toContain(SECRET);
      const shape = (log: typeof before) => log.map(({ seq, pub, at, v, by, kind }) => ({ seq, pub, at, v, by, kind }));
      expect(shape(after)).toEqual(shape(before));
      expect(await store.log.ledger(begun.shop, ledger.commandId)).toEqual(ledger);
    });

    it('[ER2] leaves a row that is what its entries make it, with an empty preview', async () => {
      const begun = begin();
      const unit = unitOf(begun, undefined, [says(SECRET), adds]);
      unit.row.preview = { by: 'visitor', type: 'image', text: SECRET };
      await store.log.commit([unit]);
      const stream = { shop: begun.shop, kind: 'conversation', id: begun.conversation } as const;
      await store.keeping.eraseEntries(stream, 0, 1000);
      await store.keeping.eraseConversation(begun.shop, begun.conversation);
      const row = (await store.log.conversation(begun.shop, begun.conversation))!;
      expect(JSON.stringify(row)).not.toContain(SECRET);
      expect(row).toMatchObject({ seq: 2, pub: unit.row.pub, erasures: 1, preview: { by: 'visitor', type: 'text' } });
      const folded = (await logOf(store, begun)).reduce<Conversation | undefined>(evolve, undefined);
      expect(row.state).toEqual(folded);
      expect(row.state).toEqual(eraseState(unit.row.state));
    });

    it('[ER3] takes no unit that was decided on the row as it was before', async () => {
      const begun = begin();
      const before = await started(store, begun);
      await store.keeping.eraseConversation(begun.shop, begun.conversation);
      const late = unitOf(begun, before, [says('late')]);
      expect(await store.log.commit([late])).toEqual([{ at: 'conflict' }]);
      const row = (await store.log.conversation(begun.shop, begun.conversation))!;
      const again = unitOf(begun, row, [says('late')]);
      again.row.erasures = row.erasures;
      expect(await store.log.commit([again])).toEqual([{ at: 'committed' }]);
      expect(await store.log.conversation(begun.shop, begun.conversation)).toMatchObject({ seq: 2, erasures: 1 });
    });

    it('[ER3] tells that a log was erased like any other change of it', async () => {
      const begun = begin();
      await started(store, begun);
      const { mark } = await store.log.heads(-1, 0);
      await store.keeping.eraseConversation(begun.shop, begun.conversation);
      const { heads } = await store.log.heads(mark, 10);
      expect(heads).toEqual([expect.objectContaining({ conversation: begun.conversation, seq: 1, erasures: 1 })]);
    });

    it('[ER4] lets go of jobs, and of files that nothing else in the shop shows', async () => {
      const [one, two] = [begin(), begin()];
      two.shop = one.shop;
      await grown(store, one, undefined, [showsFile('f_0123456789abcdefmine'), showsFile('f_0123456789abcdefboth')], {
        jobs: [jobOf(one, { kind: 'index', delayMs: 60_000 })],
      });
      await started(store, two, [showsFile('f_0123456789abcdefboth')]);
      expect(await store.keeping.eraseConversation(one.shop, one.conversation)).toEqual(['f_0123456789abcdefmine']);
      expect(await store.links.linked(one.shop, ['f_0123456789abcdefmine', 'f_0123456789abcdefboth'])).toEqual([
        'f_0123456789abcdefboth',
      ]);
      expect(await store.keeping.eraseConversation(one.shop, one.conversation)).toEqual([]);
      expect(await store.keeping.eraseConversation(one.shop, 'c_unknownunknownunknown')).toEqual([]);
    });

    it('[ER4] empties the visitor, pages and proven id with it, and keeps that they are blocked', async () => {
      const begun = begin();
      const { shop, visitor } = begun;
      const cart = { currency: 'EUR', subtotal: 4, lines: [{ id: '1', name: SECRET, quantity: 1, price: 4 }] };
      const personal = {
        email: 'ines@example.com',
        name: 'Ines',
        clientId: 'c-9',
        country: 'PT',
        locale: 'pt',
        cart,
        blocked: true,
      };
      await grown(
        store,
        begun,
        undefined,
        [says('a')],
        knownVisitor(shop, visitor, { ...personal, attributes: { size: SECRET } }),
      );
      await store.identities.bind(shop, 'c-9', visitor);
      await store.folders.addPage(shop, visitor, { url: `https://shop.test/${SECRET}`, at: NOON });
      const { createdAt, lastSeenAt } = (await store.people.visitor(shop, visitor))!;
      expect(await store.keeping.eraseVisitor(shop, visitor)).toBe(true);
      const left = await store.people.visitor(shop, visitor);
      expect(left).toEqual({ ...left, shop, id: visitor, createdAt, lastSeenAt, blocked: true });
      expect(JSON.stringify(left)).not.toMatch(/@example|"Ines"|"c-9"|"pt"|Garden/i);
      expect(await store.folders.pages(shop, visitor)).toEqual([]);
      expect(await store.identities.personOf(shop, visitor)).toBeUndefined();
      expect(await store.keeping.visitorsOf(shop, { clientId: 'c-9' })).toEqual([]);
      expect(await store.keeping.eraseVisitor(shop, 'v_unknownunknownunknown')).toBe(false);
    });

    it('[ER5] keeps no answer of the REST API that speaks of what was erased', async () => {
      const begun = begin();
      const { shop, conversation } = begun;
      await started(store, begun);
      const times = { keptMs: 60_000, abandonedMs: 60_000 };
      const ask = (id: string) => store.replies.begin(shop, id, 'digest', times);
      for (const [id, body] of [
        ['one', `{"conversation":"${conversation}"}`],
        ['two', '{}'],
      ] as const) {
        await ask(id);
        await store.replies.finish(shop, id, { status: 200, body });
      }
      await store.keeping.eraseConversation(shop, conversation);
      expect(await ask('one')).toEqual({ at: 'withheld' });
      expect(await ask('two')).toEqual({ at: 'done', status: 200, body: '{}' });
    });

    it('[ER6] remembers that something was erased, when and by whom', async () => {
      const shop = newShop();
      const first = {
        shop,
        at: NOON,
        by: 'operator',
        named: 'email',
        visitors: 1,
        conversations: 2,
        entries: 30,
        files: 4,
      } as const;
      await store.keeping.record(first);
      await store.keeping.record({ ...first, at: NOON + 1, by: 'agent:a_mia' });
      expect(await store.keeping.erasures(shop)).toEqual([{ ...first, at: NOON + 1, by: 'agent:a_mia' }, first]);
      expect(await store.keeping.erasures(newShop())).toEqual([]);
    });
  });
}
