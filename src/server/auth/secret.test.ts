import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVER } from '../store/secrets.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { makeSecret, openServerKeys } from './secret.ts';

let dir: string;
let store: Store;
let clock = 0;
const now = () => clock;
beforeEach(async () => {
  clock = 1_000_000;
  dir = await mkdtemp(join(tmpdir(), 'shopbell-secret-'));
  store = await createSqliteStore({ file: ':memory:' });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

const hex = (secrets: readonly Uint8Array[]) => secrets.map((secret) => Buffer.from(secret).toString('hex'));

describe('the server’s secret', () => {
  it('[AU12] is made once, in the store: processes that start together share it', async () => {
    const [one, two] = await Promise.all([
      openServerKeys(store.secrets, dir, now),
      openServerKeys(store.secrets, dir, now),
    ]);
    expect(await one.newest()).toEqual(await two.newest());
    expect(await one.newest()).toHaveLength(32);
    const later = await openServerKeys(store.secrets, join(dir, 'another machine'), now);
    expect(await later.newest()).toEqual(await one.newest());
  });

  it('[ID33] is taken over from the file of an earlier version, so that cookies hold; later the file is not read', async () => {
    const early = makeSecret();
    await writeFile(join(dir, 'secret'), `${early}\n`);
    const keys = await openServerKeys(store.secrets, dir, now);
    expect(Buffer.from(await keys.newest()).toString('base64url')).toBe(early);
    await writeFile(join(dir, 'secret'), makeSecret());
    expect(await (await openServerKeys(store.secrets, dir, now)).newest()).toEqual(await keys.newest());
  });

  it('[ID33] is refused when the file holds anything else', async () => {
    await writeFile(join(dir, 'secret'), 'short');
    await expect(openServerKeys(store.secrets, dir, now)).rejects.toThrow('32 bytes');
  });

  it('[ID32] is rotated for every process: within half a minute, or a second when a token asks', async () => {
    const keys = await openServerKeys(store.secrets, dir, now);
    const [first] = hex(await keys.all());
    const next = makeSecret();
    await store.secrets.rotate(SERVER, next, clock, 5);
    const rotated = [Buffer.from(next, 'base64url').toString('hex'), first];
    clock += 999;
    expect(hex(await keys.all(true))).toEqual([first]);
    clock += 1;
    expect(hex(await keys.all())).toEqual([first]);
    expect(hex(await keys.all(true))).toEqual(rotated);
    await store.secrets.rotate(SERVER, makeSecret(), clock, 1);
    clock += 29_999;
    expect(hex(await keys.all())).toEqual(rotated);
    clock += 1;
    expect(await keys.all()).toHaveLength(1);
  });
});
