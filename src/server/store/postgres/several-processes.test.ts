import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PostgresServer, startPostgres } from '../../testing/start-postgres.ts';
import {
  ALL,
  type Begun,
  begin,
  grown,
  jobOf,
  lineOf,
  newShop,
  notes,
  says,
  started,
  unitOf,
} from '../fixtures.contract.ts';
import type { Job } from '../jobs.ts';
import type { ConversationRow, Outcome } from '../log.ts';
import type { Store } from '../store.ts';
import { createPostgresStore } from './create-postgres-store.ts';

const LEASE_MS = 60_000;

let server: PostgresServer;
let url: string;
let one: Store;
let two: Store;
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off', autovacuum: 'off', deadlock_timeout: '100ms' } });
  url = await server.url();
  [one, two] = await Promise.all([createPostgresStore({ url }), createPostgresStore({ url })]);
}, 60_000);
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await server.stop();
});

/** A session of somebody else on the same database. */
async function session(): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

const words = async (store: Store, { shop, conversation: id }: Begun): Promise<string[]> =>
  (await store.log.page({ shop, kind: 'conversation', id }, ALL)).map((entry) =>
    entry.kind === 'message.sent' && entry.content.type === 'text' ? entry.content.text : entry.kind,
  );

const deadlocks = async (): Promise<number> => {
  const [row] = await server.query<{ n: string }>('select sum(deadlocks) as n from pg_stat_database');
  return Number(row!.n);
};

/** Adds a text as the door does: decides anew after a conflict. Gives the number of conflicts. */
async function say(store: Store, begun: Begun, text: string): Promise<number> {
  for (let conflicts = 0; ; conflicts += 1) {
    const row = await store.log.conversation(begun.shop, begun.conversation);
    const [outcome] = await store.log.commit([unitOf(begun, row, [says(text)])]);
    if (outcome!.at === 'committed') return conflicts;
    if (outcome!.at !== 'conflict') throw new Error(JSON.stringify(outcome));
  }
}

describe('two processes on one PostgreSQL database', () => {
  it('[PG4] that create the same conversations, visitors and ledger lines at once: one makes each, the other is told', async () => {
    const before = await deadlocks();
    for (let round = 0; round < 15; round += 1) {
      const shop = newShop();
      const begun = Array.from({ length: 20 }, () => begin(shop));
      const lines = begun.map((each) => lineOf(each));
      const units = (order: number[]) =>
        order.map((n) => unitOf(begun[n]!, undefined, [says(`round ${round}`)], { ledger: lines[n] }));
      const upwards = begun.map((_, n) => n);
      const [a, b] = await Promise.all([one.log.commit(units(upwards)), two.log.commit(units(upwards.toReversed()))]);
      const outcomes = upwards.map((n) => [a[n]!, b[upwards.length - 1 - n]!]);
      for (const [n, pair] of outcomes.entries()) {
        expect(pair.map(({ at }) => at).sort()).toEqual(['committed', 'duplicate']);
        expect(pair).toContainEqual({ at: 'duplicate', line: lines[n] });
        expect(await words(one, begun[n]!)).toEqual([`round ${round}`]);
      }
    }
    expect(await deadlocks()).toBe(before);
  });

  it('[PG4] that open a conversation of one visitor at once open one', async () => {
    for (let round = 0; round < 15; round += 1) {
      const first = begin();
      const second = begin(first.shop, first.visitor);
      const outcomes = await Promise.all([
        one.log.commit([unitOf(first, undefined, [says('tab one')])]),
        two.log.commit([unitOf(second, undefined, [says('tab two')])]),
      ]);
      expect(outcomes.map(([outcome]) => outcome!.at).sort()).toEqual(['committed', 'conflict']);
    }
  });

  it('[PG4] that use one command id for two visitors: one of them has it', async () => {
    for (let round = 0; round < 15; round += 1) {
      const first = begin();
      const second = begin(first.shop);
      const [line, same] = [lineOf(first), lineOf(second)];
      same.commandId = line.commandId;
      const outcomes = await Promise.all([
        one.log.commit([unitOf(first, undefined, [says('one')], { ledger: line })]),
        two.log.commit([unitOf(second, undefined, [says('two')], { ledger: same })]),
      ]);
      expect(outcomes.map(([outcome]) => outcome!.at).sort()).toEqual(['committed', 'duplicate']);
    }
  });

  it('[PG5] that write to the same conversations in opposite orders lose nothing, and neither stops the other', async () => {
    const before = await deadlocks();
    const shop = newShop();
    const hot = Array.from({ length: 5 }, () => begin(shop));
    await Promise.all(hot.map((begun) => started(one, begun, [notes('begin')])));
    const texts = (name: string) => Array.from({ length: 8 }, (_, n) => `${name} ${n}`);
    const write = async (store: Store, name: string, order: Begun[]) => {
      for (const text of texts(name)) await Promise.all(order.map((begun) => say(store, begun, text)));
    };
    await Promise.all([write(one, 'one', hot), write(two, 'two', hot.toReversed())]);
    for (const begun of hot) {
      const said = (await words(two, begun)).slice(1);
      expect(said.filter((text) => text.startsWith('one'))).toEqual(texts('one'));
      expect(said.filter((text) => text.startsWith('two'))).toEqual(texts('two'));
      const entries = await one.log.page({ shop, kind: 'conversation', id: begun.conversation }, ALL);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    }
    expect(await deadlocks()).toBe(before);
  });

  describe('of which one stands still in the middle of a commit', () => {
    let stuck: Begun;
    let row: ConversationRow;
    let other: Client;
    beforeEach(async () => {
      stuck = begin();
      row = await started(one, stuck);
      other = await session();
      await other.query('begin');
      await other.query('select 1 from conversations where id = $1 for update', [stuck.conversation]);
      return async () => {
        await other.end();
      };
    });

    it('[PG6] commit everything else meanwhile, and that conversation when it is free', async () => {
      const free = begin();
      const later = { ...unitOf(stuck, row, [says('second')]) };
      const both = one.log.commit([later, unitOf(free, undefined, [says('first')])]);
      await vi.waitFor(async () => expect(await words(two, free)).toEqual(['first']));
      expect(await words(two, stuck)).toEqual(['hello']);
      await other.query('commit');
      expect((await both).map(({ at }) => at)).toEqual(['committed', 'committed']);
      expect(await words(two, stuck)).toEqual(['hello', 'second']);
    });

    it('[PG6] keep the order of units of one conversation that come again', async () => {
      const first = unitOf(stuck, row, [says('second')]);
      const second = unitOf(stuck, first.row, [says('third')]);
      const outcomes = one.log.commit([first, second]);
      await vi.waitFor(async () => expect((await words(two, stuck)).length).toBe(1));
      await other.query('commit');
      expect((await outcomes).map(({ at }) => at)).toEqual(['committed', 'committed']);
      expect(await words(two, stuck)).toEqual(['hello', 'second', 'third']);
    });

    it('[PG6] give up after a while, so that the command is decided anew', async () => {
      expect(await one.log.commit([unitOf(stuck, row, [says('never')])])).toEqual([{ at: 'conflict' }]);
      await other.query('rollback');
      expect(await words(two, stuck)).toEqual(['hello']);
    }, 15_000);
  });

  it('[PG7] claim each job once, and never two of one conversation and kind at a time', async () => {
    const claimers = await Promise.all([one, two].map(async () => createPostgresStore({ url })));
    const begun = Array.from({ length: 12 }, () => begin());
    for (const each of begun) {
      const jobs = [1, 2, 3].map((seq) => jobOf(each, { seq }));
      await grown(one, each, undefined, [says('hello')], { jobs });
    }
    const order = new Map<string, number[]>();
    const running = new Set<string>();
    let done = 0;
    const work = async (store: Store) => {
      while (done < 36) {
        const jobs: Job[] = await store.jobs.claim(5, LEASE_MS);
        for (const job of jobs) {
          expect(running.has(job.conversation)).toBe(false);
          running.add(job.conversation);
          order.set(job.conversation, [...(order.get(job.conversation) ?? []), job.seq]);
        }
        for (const { id, shop, conversation, lease } of jobs) {
          running.delete(conversation);
          const stream = { shop, kind: 'conversation', id: conversation } as const;
          const [outcome] = await store.log.commit([
            { stream, expectedSeq: 1, entries: [], completes: { job: id, lease } },
          ]);
          expect(outcome).toEqual({ at: 'committed' });
          done += 1;
        }
      }
    };
    await Promise.all(claimers.map(work));
    expect(done).toBe(36);
    for (const each of begun) expect(order.get(each.conversation)).toEqual([1, 2, 3]);
    await Promise.all(claimers.map((store) => store.close()));
  });

  it('[PG8] hear in a sweep of a change that was begun before others and committed after them', async () => {
    const [early, late] = [begin(), begin()];
    await started(one, early);
    await started(one, late);
    const { mark } = await one.log.heads(-1, 10);
    const slow = await session();
    await slow.query('begin');
    await slow.query('update conversations set changed = pg_current_xact_id()::text::bigint where id = $1', [
      early.conversation,
    ]);
    await say(two, late, 'quick');

    const during = await one.log.heads(mark, 10);
    expect(during.heads.map(({ conversation, seq }) => [conversation, seq])).toEqual([[late.conversation, 2]]);
    await slow.query('commit');
    await slow.end();
    const after = await one.log.heads(during.mark, 10);
    expect(after.heads.map(({ conversation }) => conversation)).toContain(early.conversation);
    expect((await one.log.heads(after.mark, 10)).heads).toEqual([]);
  });

  it('[PG8] page through what one commit has changed without leaving anything out', async () => {
    const { mark } = await one.log.heads(-1, 10);
    const begun = Array.from({ length: 30 }, () => begin());
    await one.log.commit(begun.slice(0, 20).map((each) => unitOf(each, undefined, [says('hi')])));
    await one.log.commit(begun.slice(20).map((each) => unitOf(each, undefined, [says('hi')])));
    const told: string[] = [];
    let next = { mark, more: true };
    while (next.more) {
      const { heads, ...rest } = await two.log.heads(next.mark, 7);
      told.push(...heads.map(({ conversation }) => conversation));
      next = rest;
    }
    expect(told.toSorted()).toEqual(begun.map(({ conversation }) => conversation).toSorted());
  });

  it('[PG8] pass over changes whose numbers come from another life of the database', async () => {
    const begun = begin();
    await started(one, begun);
    await server.query(`update conversations set changed = 9000000000 where id = '${begun.conversation}'`, url);
    const { mark } = await one.log.heads(-1, 10);
    expect((await one.log.heads(mark, 10)).heads).toEqual([]);
    await say(one, begun, 'alive');
    expect((await one.log.heads(mark, 10)).heads).toMatchObject([{ conversation: begun.conversation, seq: 2 }]);
  });

  it('[PG9] let one unit that cannot be stored fail alone, wherever it stands', async () => {
    const shop = newShop();
    const begun = Array.from({ length: 17 }, () => begin(shop));
    for (const bad of [0, 8, 16]) {
      const fresh = begun.map(() => begin(shop));
      const units = fresh.map((each) => unitOf(each, undefined, [says('one')]));
      units[bad]!.visitor!.name = 'no\0name';
      const outcomes: Outcome[] = await one.log.commit(units);
      expect(outcomes.map(({ at }) => at)).toEqual(begun.map((_, n) => (n === bad ? 'failed' : 'committed')));
      expect(JSON.stringify(outcomes[bad])).not.toContain('name');
    }
  });

  it('[PG10] keep pages and agents apart when they add them at once', async () => {
    const { shop, visitor } = begin();
    const pages = Array.from({ length: 10 }, (_, n) => ({ url: `https://shop.test/${n}`, at: n }));
    await Promise.all(pages.map((page, n) => (n % 2 ? one : two).folders.addPage(shop, visitor, page)));
    expect((await one.folders.pages(shop, visitor)).map(({ url }) => url).sort()).toEqual(pages.map(({ url }) => url));
    const agent = (id: string) => ({
      shop,
      id,
      name: id,
      email: 'same@mail.test',
      role: 'agent' as const,
      permissions: [],
      passwordHash: 'argon2id$x',
    });
    const results = await Promise.allSettled([one.people.saveAgent(agent('a_1')), two.people.saveAgent(agent('a_2'))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await one.people.agents(shop)).toHaveLength(1);
  });
});
