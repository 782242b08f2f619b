import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewEntry } from '../../domain/decision.ts';
import { createLocalBus } from '../bus/local.ts';
import { createMemoryEphemeral } from '../bus/memory-ephemeral.ts';
import { SHOP } from '../conversations/door.fixture.ts';
import { createTailCache } from '../conversations/tail-cache.ts';
import { type Begun, begin, NOON, newVisitor, says, started } from '../store/fixtures.contract.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { type RetentionOptions, startRetention, sweepRetention } from './retention.ts';
import { tellRemoved } from './tell-erased.ts';

const DAY_MS = 24 * 60 * 60_000;
const closed: NewEntry = { kind: 'conversation.closed', by: { role: 'agent', id: 'a_mia', name: 'Mia' }, at: NOON };
let store: Store;
let now: number;
const bus = createLocalBus();
const removed: string[] = [];
beforeEach(async () => {
  store = await createSqliteStore({ file: ':memory:' });
  now = NOON;
  removed.length = 0;
});
afterEach(() => store.close());

function options(): RetentionOptions {
  return {
    store,
    files: { remove: async (_shop, id) => void removed.push(id) },
    ephemeral: createMemoryEphemeral({ clock: () => now }),
    removed: tellRemoved(bus),
    logger: { info: () => {}, warn: () => {} },
    now: () => now,
  };
}
const shop = async (id: string, retentionDays?: number): Promise<Begun> => {
  await store.shops.save({ ...SHOP, id, ...(retentionDays && { retentionDays }) });
  const begun = begin(id, newVisitor());
  await started(store, begun, [says('Garden Lane 7'), closed]);
  await store.search.index(id, begun.conversation, 1, 'Garden Lane 7');
  return begun;
};
const there = async ({ shop: id, conversation }: Begun) =>
  (await store.log.conversation(id, conversation)) !== undefined;

describe('retention', () => {
  it('[RT3] lets go of what is older than the shop wants to keep, and keeps all of a shop that says nothing', async () => {
    const [thirty, year, ever] = [await shop('thirty', 30), await shop('year', 365), await shop('ever')];
    const sweeping = options();
    const cache = createTailCache(store.log, bus);
    expect(await cache.tail('thirty', thirty.conversation)).toBeDefined();
    now = NOON + 29 * DAY_MS;
    await sweepRetention(sweeping);
    expect(await there(thirty)).toBe(true);
    now = NOON + 31 * DAY_MS;
    await sweepRetention(sweeping);
    expect([await there(thirty), await there(year), await there(ever)]).toEqual([false, true, true]);
    expect(await store.search.find('thirty', 'Garden', 9)).toEqual([]);
    expect(await store.people.visitor('thirty', thirty.visitor)).toBeUndefined();
    expect(await store.people.visitor('year', year.visitor)).toBeDefined();
    expect(await cache.tail('thirty', thirty.conversation)).toBeUndefined();
    cache.close();
  });

  it('[RT4] works through a long list, on one process and once a day', async () => {
    await store.shops.save({ ...SHOP, id: 'long', retentionDays: 1 });
    const all = Array.from({ length: 120 }, () => begin('long'));
    for (const begun of all) await started(store, begun, [says('x'), closed]);
    now = NOON + 2 * DAY_MS;
    const sweeping = options();
    const claims = vi.spyOn(store.retention, 'removeClosed');
    // Two processes with one ephemeral store between them.
    await Promise.all([sweepRetention(sweeping), sweepRetention(sweeping)]);
    expect(claims).toHaveBeenCalledTimes(all.length + 1);
    for (const begun of [all[0]!, all.at(-1)!]) {
      expect(await there(begun)).toBe(false);
      expect(await store.people.visitor('long', begun.visitor)).toBeUndefined();
    }
    now += DAY_MS;
    await sweepRetention(sweeping);
    expect(claims).toHaveBeenCalledTimes(all.length + 2);
  });

  it('[RT5] stops between two steps', async () => {
    await shop('one', 1);
    now = NOON + 2 * DAY_MS;
    const sweeping = options();
    let go = (): void => {};
    const list = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow = { ...store.shops, list: () => list.then(() => store.shops.list()) };
    const stop = startRetention({ ...sweeping, store: { ...store, shops: slow } });
    const stopped = stop();
    go();
    await stopped;
    expect(await store.retention.removeClosed('one', now)).toBeDefined();
  });
});
