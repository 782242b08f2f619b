import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createVisitorTokens } from './visitor-tokens.ts';

const DAY = 86_400_000;
const secret = new Uint8Array(32).fill(7);
const visitor = 'v_0123456789abcdefghij';
let clock = Date.parse('2026-07-01T12:00:00Z');
const tokens = createVisitorTokens(secret, () => clock);

describe('visitor tokens', () => {
  it('[AU7] name the visitor to the shop that they were made for, and to no other', async () => {
    const token = await tokens.issue('oak', visitor);
    expect(await tokens.verify('oak', token)).toEqual({ visitor, token });
    expect(await tokens.verify('elm', token)).toBeUndefined();
  });

  it('[AU7] stay the same for a day, then come fresh, and end after 400 days', async () => {
    const start = clock;
    const token = await tokens.issue('oak', visitor);
    clock = start + DAY - 1000;
    expect((await tokens.verify('oak', token))?.token).toBe(token);
    clock = start + DAY + 2000;
    const renewed = await tokens.verify('oak', token);
    expect(renewed?.visitor).toBe(visitor);
    expect(renewed?.token).not.toBe(token);
    clock = start + 400 * DAY - 1000;
    expect(await tokens.verify('oak', token)).toBeDefined();
    clock = start + 400 * DAY + 1000;
    expect(await tokens.verify('oak', token)).toBeUndefined();
    expect((await tokens.verify('oak', renewed!.token))?.visitor).toBe(visitor);
    clock = start;
  });

  it('[AU7] are not believed when anybody else signed them, or nobody did', async () => {
    const claims = { sub: visitor, aud: 'oak', iat: clock / 1000, exp: clock / 1000 + 60 };
    const signed = (key: Uint8Array, alg: string) => new SignJWT(claims).setProtectedHeader({ alg }).sign(key);
    const unsigned = new UnsecuredJWT(claims).encode();
    const genuine = await signed(secret, 'HS256');
    expect(await tokens.verify('oak', genuine)).toBeDefined();
    for (const forged of [
      await signed(new Uint8Array(32).fill(8), 'HS256'),
      await signed(new Uint8Array(64).fill(7), 'HS512'),
      unsigned,
      `${genuine.split('.').slice(0, 2).join('.')}.`,
      'x.y.z',
      '',
    ]) {
      expect(await tokens.verify('oak', forged), forged).toBeUndefined();
    }
  });

  it('[AU7] carry nobody but a visitor, and need an end', async () => {
    const key = new SignJWT({ sub: 'a_olive', aud: 'oak', iat: clock / 1000, exp: clock / 1000 + 60 });
    expect(await tokens.verify('oak', await key.setProtectedHeader({ alg: 'HS256' }).sign(secret))).toBeUndefined();
    const endless = new SignJWT({ sub: visitor, aud: 'oak', iat: clock / 1000 });
    expect(await tokens.verify('oak', await endless.setProtectedHeader({ alg: 'HS256' }).sign(secret))).toBeUndefined();
  });
});
