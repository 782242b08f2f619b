import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import type { Config } from '../config.ts';
import { openFiles } from '../files/open-files.ts';
import { begin, grown, says, started } from '../store/fixtures.contract.ts';
import { createSqliteBackup } from '../store/sqlite/backup.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { backUp, layOut } from './back-up.ts';

const root = mkdtempSync(join(tmpdir(), 'shopbell-backup-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let places = 0;
const fresh = (): string => join(root, String(++places));

type Place = Pick<Config, 'dataDir' | 'database' | 'files'>;
function placeIn(dataDir: string): Place & { file: string; dir: string } {
  const [file, dir] = [join(dataDir, 'shopbell.db'), join(dataDir, 'files')];
  return { dataDir, file, dir, database: { kind: 'sqlite', file }, files: { kind: 'disk', dir } };
}
const about = { version: '1.2.3', at: new Date(1_700_000_000_000) };
const copy = (place: ReturnType<typeof placeIn>, to: string) => backUp(place, createSqliteBackup(place), to, about);
const put = (place: ReturnType<typeof placeIn>, from: string, replace = false) =>
  layOut(place, createSqliteBackup(place), from, replace);

/** An installation with a conversation, a file and a secret. */
async function installation() {
  const place = placeIn(fresh());
  const store = await createSqliteStore({ file: place.file });
  const begun = begin();
  const row = await started(store, begun);
  const { file } = await openFiles(place.files).put('demo', {
    name: 'a.pdf',
    mime: 'application/pdf',
    bytes: new Uint8Array(3),
  });
  writeFileSync(join(place.dataDir, 'secret'), 'tell nobody\n', { mode: 0o600 });
  return { place, store, begun, row, file };
}

describe('a backup', { timeout: 60_000 }, () => {
  it.each(['folder', 'file.tar.gz', 'file.tar'])(
    '[BK1] as a %s is taken under a server at work, and puts everything back elsewhere',
    async (form) => {
      const { place, store, begun, row, file } = await installation();
      const to = `${fresh()}-${form}`;
      let committing = true;
      const writing = (async () => {
        while (committing) await started(store, begin());
      })();
      expect(await copy(place, to)).toMatchObject({ at: '2023-11-14T22:13:20.000Z', database: 'sqlite', files: true });
      committing = false;
      await writing;
      const epoch = await store.log.epoch();
      await store.close();

      const other = placeIn(fresh());
      expect((await put(other, to)).aside).toBeUndefined();
      const restored = await createSqliteStore({ file: other.file });
      expect(await restored.log.conversation(begun.shop, begun.conversation)).toEqual(row);
      expect(await restored.log.epoch()).not.toBe(epoch);
      await restored.close();
      expect(await openFiles(other.files).read('demo', file)).toMatchObject({ name: 'a.pdf' });
      expect(readFileSync(join(other.dataDir, 'secret'), 'utf8')).toBe('tell nobody\n');
      expect(statSync(join(other.dataDir, 'secret')).mode & 0o777).toBe(0o600);
      expect(statSync(other.file).mode & 0o777).toBe(0o600);
    },
  );

  it('[BK2] is readable by its owner alone, and whole or not there', async () => {
    const { place, store } = await installation();
    await store.close();
    const to = fresh();
    await copy(place, to);
    expect(statSync(to).mode & 0o777).toBe(0o700);
    for (const one of readdirSync(to, { recursive: true, withFileTypes: true })) {
      const { mode } = statSync(join(one.parentPath, one.name));
      expect(mode & 0o077, one.name).toBe(0);
    }
    const archive = `${fresh()}.tgz`;
    await copy(place, archive);
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    await expect(copy(place, to)).rejects.toThrow('is there already');
    const nowhere = placeIn(fresh());
    const failed = fresh();
    await expect(copy(nowhere, failed)).rejects.toThrow('no database');
    expect(existsSync(failed)).toBe(false);
    expect(readdirSync(root).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('[BK2] within the data directory does not hold itself, nor copies made before', async () => {
    const { place, store } = await installation();
    await store.close();
    writeFileSync(`${place.file}.0001.backup`, 'older');
    const to = join(place.dataDir, 'backup');
    await copy(place, to);
    expect(readdirSync(join(to, 'data'))).toEqual(['secret']);
  });

  it('[BK1] holds nothing of what was erased before, not even in unused parts', async () => {
    const { place, store, begun, row } = await installation();
    await grown(store, begun, row, [says('Garden Lane 7')]);
    const stream = { shop: begun.shop, kind: 'conversation', id: begun.conversation } as const;
    await store.keeping.eraseEntries(stream, 0, 100);
    const to = fresh();
    await copy(place, to);
    expect(readFileSync(join(to, 'database/shopbell.db')).includes('Garden Lane')).toBe(false);
    await store.close();
    expect(readFileSync(place.file).includes('Garden Lane')).toBe(false);
  });

  it('[BK3] replaces nothing unless told to, and then puts aside what was there', async () => {
    const { place, store, begun } = await installation();
    await store.close();
    const to = fresh();
    await copy(place, to);
    await expect(put(place, to)).rejects.toThrow('There is data already');
    const { aside } = await put(place, to, true);
    expect(statSync(aside!).mode & 0o777).toBe(0o600);
    for (const file of [aside!, place.file]) {
      const db = new DatabaseSync(file, { readOnly: true });
      expect(db.prepare('select id from conversations').all()).toEqual([{ id: begun.conversation }]);
      db.close();
    }
  });

  it('[BK3] is not put in place of a database that a server has open', async () => {
    const { place, store, begun } = await installation();
    const to = fresh();
    await copy(place, to);
    await expect(put(place, to, true)).rejects.toThrow('a server is at work on it');
    expect(await store.log.conversation(begun.shop, begun.conversation)).toBeDefined();
    await started(store, begin());
    await store.close();
    await put(place, to, true);
  });

  it.each([
    ['nothing', (): string => fresh(), 'There is no backup'],
    ['another folder', (): string => root, 'no whole backup'],
  ])('[BK3] is not %s', async (_what, from, says) => {
    await expect(put(placeIn(fresh()), from())).rejects.toThrow(says);
  });

  it('[BK3] that is damaged changes nothing', async () => {
    const { place, store } = await installation();
    await store.close();
    const to = fresh();
    await copy(place, to);
    writeFileSync(join(to, 'database/shopbell.db'), 'no database'.repeat(1000));
    const before = readFileSync(place.file);
    await expect(put(place, to, true)).rejects.toThrow('cannot be restored');
    expect(readFileSync(place.file).equals(before)).toBe(true);
  });
});
