import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StoreFull } from '../errors.ts';
import { begin, lineOf, says, unitOf } from '../fixtures.contract.ts';
import type { Outcome, Unit } from '../log.ts';
import { openDatabase } from './open-database.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import { createRoom } from './room.ts';

const dir = mkdtempSync(join(tmpdir(), 'shopbell-room-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A database whose size is bounded from now on, as by a disk. */
async function bounded() {
  const file = join(dir, 'store.sqlite');
  const db = openDatabase(file);
  const { ports } = await openWriter(db, file);
  const reader = openReader(db);
  const room = createRoom(db);
  const pages = (): number => Number(db.prepare('pragma page_count').get()?.page_count);
  return {
    commit: (units: Unit[]): Promise<Outcome[]> => room.around(() => ports.log.commit(units)),
    ping: () => room.around(() => room.pulse.ping()),
    epoch: () => reader.log.epoch(),
    pages,
    bound: (most: number) => db.exec(`pragma max_page_count = ${most}`),
    close: () => db.close(),
  };
}

describe('a disk without room', () => {
  it('[RY1] fails the commit as a whole and loses nothing; the same units are taken once there is room', async () => {
    const store = await bounded();
    const units = Array.from({ length: 40 }, () => {
      const begun = begin();
      return unitOf(begun, undefined, [says('x'.repeat(4000))], { ledger: lineOf(begun) });
    });
    await store.ping();
    store.bound(store.pages() + 3);
    const before = store.pages();
    await expect(store.commit(units)).rejects.toThrow(StoreFull);
    expect(store.pages()).toBe(before);
    await expect(store.commit(units)).rejects.toThrow(StoreFull);
    await expect(store.ping()).rejects.toThrow(StoreFull);
    await expect(store.ping()).rejects.toThrow(StoreFull);
    // It can still be read.
    expect(await store.epoch()).toBeTruthy();
    store.bound(1_000_000);
    await store.ping();
    await store.ping();
    expect(new Set((await store.commit(units)).map(({ at }) => at))).toEqual(new Set(['committed']));
    expect(new Set((await store.commit(units)).map(({ at }) => at))).toEqual(new Set(['duplicate']));
    store.close();
  });
});
