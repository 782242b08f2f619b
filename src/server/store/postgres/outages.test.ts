import { once } from 'node:events';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type PostgresServer, startPostgres } from '../../testing/start-postgres.ts';
import { StoreTooNew, StoreUnusable } from '../errors.ts';
import { ALL, type Begun, begin, lineOf, says, started, unitOf } from '../fixtures.contract.ts';
import type { ConversationRow, LedgerLine, Outcome, Unit } from '../log.ts';
import type { Store } from '../store.ts';
import { createPostgresStore } from './create-postgres-store.ts';

let server: PostgresServer;
beforeAll(async () => {
  // What ends here is the server, not the machine: what it wrote is there when it comes back.
  server = await startPostgres({ settings: { fsync: 'off' } });
}, 60_000);
afterAll(() => server.stop());

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
async function opened(url: string): Promise<Store> {
  const store = await createPostgresStore({ url });
  closing.push(store.close);
  return store;
}

const words = async (store: Store, { shop, conversation: id }: Begun): Promise<string[]> =>
  (await store.log.page({ shop, kind: 'conversation', id }, ALL)).map((entry) =>
    entry.kind === 'message.sent' && entry.content.type === 'text' ? entry.content.text : entry.kind,
  );

describe('a PostgreSQL server that is restarted', () => {
  it('[PG11] loses nothing that was acknowledged, doubles nothing, and is used again by itself', async () => {
    const store = await opened(await server.url());
    const TEXTS = 25;
    const writers = Array.from({ length: 8 }, () => begin());
    let acknowledged = 0;
    const write = async (begun: Begun) => {
      let row: ConversationRow | undefined;
      for (let n = 0; n < TEXTS; n += 1) {
        // One command, sent again under its id until there is an answer, as clients do.
        const ledger: LedgerLine = lineOf(begun, { seq: n + 1, pub: n + 1 });
        for (;;) {
          const unit: Unit & { row: ConversationRow } = unitOf(begun, row, [says(`text ${n}`)], { ledger });
          const outcome: Outcome | undefined = await store.log.commit([unit]).then(
            ([first]) => first,
            () => undefined,
          );
          if (outcome?.at === 'committed' || outcome?.at === 'duplicate') {
            row = unit.row;
            break;
          }
          if (outcome) throw new Error(JSON.stringify(outcome));
        }
        acknowledged += 1;
      }
    };
    const done = Promise.all(writers.map(write));
    done.catch(() => {});
    for (const share of [0.2, 0.5, 0.8]) {
      await vi.waitUntil(() => acknowledged >= share * TEXTS * writers.length, { timeout: 30_000, interval: 1 });
      await server.restart(share === 0.5 ? 'gentle' : 'hard');
    }
    await done;
    const expected = Array.from({ length: TEXTS }, (_, n) => `text ${n}`);
    for (const begun of writers) expect(await words(store, begun)).toEqual(expected);
  }, 60_000);

  it('[PG12] is waited for by calls that have not begun', async () => {
    const store = await opened(await server.url());
    const begun = begin();
    await started(store, begun);
    await server.stopHard();
    const [read, commit, ping] = [
      words(store, begun),
      store.log.commit([unitOf(begin(), undefined, [says('patient')])]),
      store.ping(),
    ];
    await expect(ping).rejects.toThrow(StoreUnusable);
    await server.start();
    expect(await read).toEqual(['hello']);
    expect(await commit).toEqual([{ at: 'committed' }]);
    await store.ping();
  }, 30_000);

  it('[PG12] may end connections at any time', { timeout: 30_000 }, async () => {
    const url = await server.url('ended');
    const store = await opened(url);
    const begun = begin();
    await started(store, begun);
    for (let round = 0; round < 3; round += 1) {
      await server.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'ended'");
      expect(await words(store, begun)).toEqual(['hello']);
      expect(await store.log.commit([unitOf(begin(), undefined, [says('again')])])).toEqual([{ at: 'committed' }]);
    }
  });
});

/** Forwards to the server until `cut` says that a client's bytes are its last; `after` whether they still arrive. */
async function startProxy(
  cut: (bytes: Buffer) => 'no' | 'before' | 'after',
): Promise<{ port: number; cuts(): number }> {
  let cuts = 0;
  const sockets = new Set<Socket>();
  const proxy: Server = createServer((client) => {
    const upstream = dial(server.port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.end();
      });
    }
    upstream.on('data', (bytes) => client.write(bytes));
    client.on('data', (bytes) => {
      const when = cut(bytes);
      if (when === 'no') return upstream.write(bytes);
      cuts += 1;
      client.destroy();
      if (when === 'before') upstream.destroy();
      else upstream.end(bytes);
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return { port: (proxy.address() as { port: number }).port, cuts: () => cuts };
}

describe('a connection that breaks while it commits', { timeout: 30_000 }, () => {
  it.each(['before', 'after'] as const)(
    '[PG13] %s the server has heard of it: the units are committed, and once',
    async (when) => {
      const url = await server.url();
      let armed = false;
      const proxy = await startProxy((bytes) => {
        if (!armed || !bytes.includes('commit\0')) return 'no';
        armed = false;
        return when;
      });
      const store = await opened(url.replace(`:${server.port}/`, `:${proxy.port}/`));
      const begun = begin();
      const row = await started(store, begun);
      const fresh = begin();
      armed = true;
      // One with a ledger line, one without: the database knows of both what became of them.
      const outcomes = await store.log.commit([
        unitOf(begun, row, [says('second')], { ledger: lineOf(begun, { seq: 2, pub: 2 }) }),
        unitOf(fresh, undefined, [says('first')]),
      ]);
      expect(proxy.cuts()).toBe(1);
      expect(outcomes.map(({ at }) => at)).toEqual(['committed', 'committed']);
      expect(await words(store, begun)).toEqual(['hello', 'second']);
      expect(await words(store, fresh)).toEqual(['first']);
    },
  );
});

describe('a PostgreSQL database', { timeout: 30_000 }, () => {
  it('[PG2] that cannot be reached or used is refused with one line that names its host and no password', async () => {
    const url = await server.url('latin');
    await server.query('drop database latin');
    await server.query("create database latin encoding 'LATIN1' locale 'C' template template0");
    const cases: [string, RegExp][] = [
      ['postgres://chat:hunter2@127.0.0.1:9/chat', /127\.0\.0\.1:9\/chat.*ECONNREFUSED/],
      [`postgres://shopbell:hunter2@127.0.0.1:${server.port}/postgres`, /password authentication failed/],
      [url.replace('latin', 'nowhere'), /"nowhere" does not exist/],
      [url, /LATIN1: UTF8 is needed/],
    ];
    for (const [address, reason] of cases) {
      const error: unknown = await createPostgresStore({ url: address }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreUnusable);
      expect((error as Error).message).toMatch(reason);
      expect((error as Error).message).not.toMatch(/hunter2|for-tests-only|\n/);
    }
  });

  it('[ST33] is refused when a newer version has written it', async () => {
    const url = await server.url();
    await (await createPostgresStore({ url })).close();
    await server.query("insert into kysely_migration (name, timestamp) values ('9999_future', '2099-01-01')", url);
    const error: unknown = await createPostgresStore({ url }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreTooNew);
    expect((error as Error).message).toContain('9999_future');
  });

  it('[ST32] tells the log of the process which migrations it took, once', async () => {
    const url = await server.url();
    const logger = { info: vi.fn(), error: vi.fn() };
    await (await createPostgresStore({ url, logger })).close();
    await (await createPostgresStore({ url, logger })).close();
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('[ST1] keeps everything over a restart of the process', async () => {
    const url = await server.url();
    const begun = begin();
    const before = await createPostgresStore({ url });
    await started(before, begun);
    const epoch = await before.log.epoch();
    await before.close();
    const after = await opened(url);
    expect(await words(after, begun)).toEqual(['hello']);
    expect(await after.log.epoch()).toBe(epoch);
  });

  it('[ST35] finishes what is under way when it is closed, refuses every call from then on and can be closed twice', async () => {
    const store = await createPostgresStore({ url: await server.url() });
    const last = started(store, begin());
    await store.close();
    expect(await last).toMatchObject({ seq: 1 });
    await expect(store.ping()).rejects.toThrow(StoreUnusable);
    await expect(store.log.epoch()).rejects.toThrow(StoreUnusable);
    await expect(store.log.commit([])).rejects.toThrow(StoreUnusable);
    await store.close();
  });
});
