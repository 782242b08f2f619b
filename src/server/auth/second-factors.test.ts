import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { createSecondFactors, type SecondFactors } from './second-factors.ts';

const STEP = 30_000;
const SERVER_SECRET = new Uint8Array(32).fill(3);
let store: Store;
let now: number;
let factors: SecondFactors;
let shops = 0;
let ann: { shop: string; id: string; email: string };
beforeAll(async () => {
  store = await createSqliteStore({ file: ':memory:' });
});
afterAll(() => store.close());
beforeEach(() => {
  now = 1_800_000_000_000;
  shops += 1;
  ann = { shop: `oak${shops}`, id: 'a_ann', email: 'ann@oak.test' };
  factors = createSecondFactors({ factors: store.factors, secret: SERVER_SECRET, now: () => now });
});

const codeAt = (secret: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

async function setUp(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await factors.enrol(ann, 'Oak & Co'))!;
  const confirmed = await factors.confirm(ann, codeAt(secret, now));
  if (typeof confirmed === 'string') throw new Error(confirmed);
  now += 2 * STEP;
  return { secret, ...confirmed };
}

describe('a second factor', () => {
  it('[TI30] counts once a first code has proved it, and the store alone cannot make its codes', async () => {
    const { secret, uri } = (await factors.enrol(ann, 'Oak & Co'))!;
    expect(new URL(uri)).toMatchObject({ protocol: 'otpauth:', host: 'totp' });
    expect(Object.fromEntries(new URL(uri).searchParams)).toMatchObject({ secret, issuer: 'Oak & Co' });
    expect(await factors.check(ann, undefined)).toBe('off');
    expect(await factors.state(ann)).toEqual({ on: false, recoveryCodes: 0 });
    expect(JSON.stringify(await store.factors.factor(ann.shop, ann.id))).not.toContain(secret);
    expect(await factors.confirm(ann, '000000')).toBe('wrong');
    expect(await factors.confirm(ann, codeAt(secret, now))).toHaveProperty('recoveryCodes');
    expect(await factors.confirm(ann, codeAt(secret, now + STEP))).toBe('none');
    expect(await factors.check(ann, undefined)).toBe('missing');
    expect(await factors.enrol(ann, 'Oak & Co')).toBeUndefined();
    expect(await factors.state(ann)).toEqual({ on: true, recoveryCodes: 10 });
  });

  it('[TI31] takes the codes of this half minute, the one before and the one after, each once', async () => {
    const { secret } = await setUp();
    const [before, present, after] = [-STEP, 0, STEP].map((off) => codeAt(secret, now + off)) as [
      string,
      string,
      string,
    ];
    expect(await factors.check(ann, codeAt(secret, now + 2 * STEP))).toBe('wrong');
    expect(await factors.check(ann, codeAt(secret, now - 2 * STEP))).toBe('wrong');
    expect(await factors.check(ann, before)).toBe('right');
    expect(await factors.check(ann, `${present.slice(0, 3)} ${present.slice(3)}`)).toBe('right');
    expect(await factors.check(ann, present)).toBe('wrong');
    expect(await factors.check(ann, before)).toBe('wrong');
    expect(await factors.check(ann, after)).toBe('right');
  });

  it('[TI32] takes each recovery code once, as people type it', async () => {
    const { recoveryCodes } = await setUp();
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/);
    expect(await factors.check(ann, recoveryCodes[0]!.toUpperCase().replaceAll('-', ' '))).toBe('right');
    expect(await factors.check(ann, recoveryCodes[0]!)).toBe('wrong');
    expect(await factors.state(ann)).toEqual({ on: true, recoveryCodes: 9 });
    expect(await factors.check({ ...ann, id: 'a_ben' }, recoveryCodes[1]!)).toBe('off');
  });

  it('[TI33] whose secret cannot be opened any more takes recovery codes alone', async () => {
    const { secret, recoveryCodes } = await setUp();
    const other = createSecondFactors({ factors: store.factors, secret: new Uint8Array(32), now: () => now });
    expect(await other.check(ann, codeAt(secret, now))).toBe('wrong');
    expect(await other.check(ann, recoveryCodes[0]!)).toBe('right');
    expect(await other.remove(ann)).toBe(true);
    expect(await other.check(ann, undefined)).toBe('off');
  });
});
