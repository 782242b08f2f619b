import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { describe, expect, it } from 'vitest';
import { ALL, grown, NOON, says } from '../fixtures.contract.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { migrate, SHARED } from './migrate.ts';

/** An empty database, used as it is, and then by a store. */
export interface BareDatabase {
  queries: Kysely<Tables>;
  /** All steps of today, or none: as the store itself takes them. */
  bringUpToDate(steps: Record<string, Migration>): Promise<unknown>;
  /** Lets go of `queries` and opens a store on the database. */
  open(): Promise<Store>;
}

/** What a shop had after a day with the first version: its rows as that version wrote them. */
const ROWS: Record<string, Record<string, unknown>[]> = JSON.parse(
  readFileSync(new URL('./first-version.fixture.json', import.meta.url), 'utf8'),
);
const FIRST_VERSION = ['0001_first', '0002_search'];
const SHOP = 'oak';

/**
 * How databases of earlier versions become databases of today.
 *
 * @param own the adapter's steps
 */
export function migrationsContract(
  name: string,
  own: Record<string, Migration>,
  create: () => Promise<BareDatabase>,
): void {
  const steps: Record<string, Migration> = { ...SHARED, ...own };
  const names = Object.keys(steps).sort();

  describe(`migrations: ${name}`, () => {
    it.each(names.slice(1))('[PG20] brings a filled database of the version of %s to its newest form', async (last) => {
      const database = await create();
      await fillFirstVersion(database.queries, steps);
      await take(database.queries, steps, names.slice(0, names.indexOf(last) + 1));
      const store = await database.open();
      await expectAllOf(store);
      await store.close();
    });

    it('[PG20] takes steps once', async () => {
      const { queries, bringUpToDate, open } = await create();
      await bringUpToDate(own);
      expect(await migrate(queries, own)).toEqual([]);
      await (await open()).close();
    });

    it('[PG21] is left as it was when a step fails half-way', async () => {
      const database = await create();
      await fillFirstVersion(database.queries, steps);
      const before = await tablesOf(database.queries);
      const broken: Migration = {
        async up(db) {
          await db.schema.createTable('half').addColumn('id', 'text').execute();
          await db.deleteFrom('entries').execute();
          throw new Error('half-way');
        },
      };
      await expect(database.bringUpToDate({ ...own, '9998_broken': broken })).rejects.toThrow('half-way');
      expect(await tablesOf(database.queries)).toEqual(before);
      const store = await database.open();
      await expectAllOf(store);
      await store.close();
    });
  });
}

async function fillFirstVersion(queries: Kysely<Tables>, steps: Record<string, Migration>): Promise<void> {
  await take(queries, steps, FIRST_VERSION);
  const db = queries as Kysely<Record<string, Record<string, unknown>>>;
  for (const table of ['meta', 'counters']) await db.deleteFrom(table).execute();
  for (const [table, rows] of Object.entries(ROWS)) await db.insertInto(table).values(rows).execute();
}

/** Brings a database as far as these steps, as versions of before have left it. */
export async function take(db: Kysely<Tables>, steps: Record<string, Migration>, names: string[]): Promise<void> {
  const some = Object.fromEntries(names.map((name) => [name, steps[name]!]));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => some } }).migrateToLatest();
  if (error !== undefined) throw error;
}

const tablesOf = async (db: Kysely<Tables>): Promise<string[]> =>
  (await db.introspection.getTables()).map(({ name, columns }) => `${name} ${columns.map((one) => one.name)}`).sort();

async function expectAllOf(store: Store): Promise<void> {
  const { log, people, folders } = store;
  const stream = (id: string, kind: 'conversation' | 'visitor' = 'conversation') => ({ shop: SHOP, kind, id });
  expect(await log.epoch()).toBe('epochoffirst1234');
  const entries = await log.page(stream('c_first'), ALL);
  expect(entries.map(({ seq, pub, kind }) => [seq, pub, kind])).toEqual([
    [1, 1, 'message.sent'],
    [2, 2, 'handoff.requested'],
    [3, undefined, 'note.added'],
    [4, 3, 'message.sent'],
    [5, 4, 'email.captured'],
    [6, 5, 'conversation.closed'],
  ]);
  expect(await log.page(stream('v_ada', 'visitor'), ALL)).toMatchObject([{ kind: 'consent.changed', consent: 1 }]);
  const [words] = await log.page(stream('c_second'), ALL);
  expect(words).toMatchObject({ content: { type: 'text', text: 'München 退货 👍' } });
  expect(await log.ledger(SHOP, '00000000-0000-4000-8000-000000000002')).toMatchObject({ seq: 6, pub: 5 });
  expect(await people.visitor(SHOP, 'v_ada')).toMatchObject({
    email: 'ada@mail.example',
    clientId: 'customer-7',
    cart: { subtotal: 12.5 },
    createdAt: NOON,
    blocked: false,
  });
  expect(await people.agentsByEmail('MIA@oak.example')).toMatchObject([{ id: 'a_mia', role: 'owner' }]);
  expect(await people.session('f'.repeat(64))).toMatchObject({ agent: 'a_mia' });
  expect(await store.shops.shop(SHOP)).toMatchObject({ name: 'Oak', timeZone: 'Europe/Vienna' });
  expect(await store.shops.catalogue(SHOP)).toMatchObject({
    products: [{ id: 'p1', price: 59.9 }],
    orders: [{ email: 'ada@mail.example' }],
    discounts: [{ code: 'WELCOME10' }],
  });
  expect(await folders.list({ shop: SHOP, agent: 'a_mia', folder: 'closed', limit: 10 })).toHaveLength(1);
  expect(await folders.reads(SHOP, 'c_first')).toMatchObject([{ reader: 'a_mia', position: 2 }, { reader: 'team' }]);
  expect(await folders.pages(SHOP, 'v_ada')).toMatchObject([{ title: 'Shirt' }]);
  expect(await store.links.linked(SHOP, ['f_0123456789abcdef'])).toHaveLength(1);
  expect(await store.jobs.claim(10, 1000)).toMatchObject([{ id: 'j_index', kind: 'index' }]);

  const open = await log.latest(SHOP, 'v_ada');
  expect(open).toMatchObject({ id: 'c_second', seq: 1, open: true });
  const begun = { shop: SHOP, visitor: 'v_ada', conversation: 'c_second' };
  const { mark } = await log.heads(-1, 1);
  await grown(store, begun, open, [says('still here')]);
  expect((await log.heads(mark, 10)).heads).toMatchObject([{ conversation: 'c_second', seq: 2 }]);
}
