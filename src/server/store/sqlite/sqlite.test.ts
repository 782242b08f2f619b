import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { StoreTooNew, StoreUnusable } from '../errors.ts';
import { ALL, begin, grown, jobOf, lineOf, says, started } from '../fixtures.contract.ts';
import { storeContract } from '../store.contract.ts';
import { createSqliteStore } from './create-sqlite-store.ts';

const dir = mkdtempSync(join(tmpdir(), 'shopbell-store-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let files = 0;
const newFile = () => {
  files += 1;
  return join(dir, String(files), 'store.sqlite');
};

storeContract('SQLite in a file', () => createSqliteStore({ file: newFile() }));

describe('a SQLite file', () => {
  it('[ST1] keeps everything over a restart', async () => {
    const file = newFile();
    const begun = begin();
    const ledger = lineOf(begun);
    const before = await createSqliteStore({ file });
    const row = await grown(before, begun, undefined, [says('hello')], { ledger, jobs: [jobOf(begun)] });
    await before.search.index(begun.shop, begun.conversation, 1, 'hello');
    const { mark } = await before.log.heads(-1, 1);
    const epoch = await before.log.epoch();
    await before.close();

    const after = await createSqliteStore({ file });
    expect(await after.log.conversation(begun.shop, begun.conversation)).toEqual(row);
    expect(await after.log.ledger(begun.shop, ledger.commandId)).toEqual(ledger);
    expect(await after.jobs.claim(1, 1000)).toHaveLength(1);
    expect(await after.search.find(begun.shop, 'hello', 1)).toEqual([begun.conversation]);
    expect(await after.log.heads(-1, 1)).toEqual({ heads: [], mark, more: false });
    expect(await after.log.epoch()).toBe(epoch);
    await after.close();
  });

  it('[ST1] has lost nothing that was acknowledged when its process is killed', async () => {
    const file = newFile();
    const acknowledged: string[] = [];
    const child = spawn(process.execPath, [new URL('./commit-until-killed.ts', import.meta.url).pathname, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    let rest = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      acknowledged.push(...lines);
      if (acknowledged.length >= 20) child.kill('SIGKILL');
    }
    expect(await ended).toBe('SIGKILL');

    const store = await createSqliteStore({ file });
    for (const line of acknowledged) {
      const [shop, conversation, text] = line.split(' ') as [string, string, string];
      const entries = await store.log.page({ shop, kind: 'conversation', id: conversation }, ALL);
      expect(entries).toMatchObject([{ seq: 1, content: { type: 'text', text } }]);
    }
    await store.close();
  });

  it('[ST15] has an epoch of its own', async () => {
    const [one, two] = [await createSqliteStore({ file: newFile() }), await createSqliteStore({ file: newFile() })];
    expect(await one.log.epoch()).not.toBe(await two.log.epoch());
    await Promise.all([one.close(), two.close()]);
  });

  it('[ST32] says in one line why it cannot be used', async () => {
    const notAFolder = join(dir, 'not-a-folder');
    writeFileSync(notAFolder, 'text');
    const garbage = join(dir, 'garbage');
    writeFileSync(garbage, 'this is no database, however long it may be'.repeat(100));
    const foreign = join(dir, 'foreign');
    const other = new DatabaseSync(foreign);
    other.exec('create table conversations (id text)');
    other.close();
    for (const file of [join(notAFolder, 'store.sqlite'), dir, garbage, foreign]) {
      const error: unknown = await createSqliteStore({ file }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreUnusable);
      expect((error as Error).message).toContain(`"${file}"`);
      expect((error as Error).message).not.toContain('\n');
    }
  });

  it('[ST33] is refused when a newer version has written it', async () => {
    const file = newFile();
    await (await createSqliteStore({ file })).close();
    const db = new DatabaseSync(file);
    db.exec("insert into kysely_migration (name, timestamp) values ('9999_future', '2099-01-01')");
    db.close();
    const error: unknown = await createSqliteStore({ file }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreTooNew);
    expect((error as Error).message).toContain('9999_future');
  });

  it('[ST34] is readable by its owner alone, side files included', async () => {
    const file = newFile();
    const store = await createSqliteStore({ file });
    await started(store, begin());
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('[ST35] answers a ping until it is closed, refuses every call from then on and can be closed twice', async () => {
    const store = await createSqliteStore({ file: newFile() });
    await store.ping();
    const last = started(store, begin());
    await store.close();
    expect(await last).toMatchObject({ seq: 1 });
    await expect(store.ping()).rejects.toThrow(StoreUnusable);
    await expect(store.log.epoch()).rejects.toThrow(StoreUnusable);
    await expect(store.log.commit([])).rejects.toThrow(StoreUnusable);
    await store.close();
  });

  it('[ST32] tells the log of the process which migrations it took, once', async () => {
    const file = newFile();
    const logger = { info: vi.fn(), error: vi.fn() };
    await (await createSqliteStore({ file, logger })).close();
    await (await createSqliteStore({ file, logger })).close();
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.error).not.toHaveBeenCalled();
  });
});
