import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createVisitorTokens, type VisitorTokens } from './visitor-tokens.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-07-01T12:00:00Z');
const secret = new Uint8Array(32).fill(7);
const visitor = 'v_0123456789abcdefghij';
let clock = START;
let known = [secret];
let signals: unknown[][] = [];
let tokens: VisitorTokens;

beforeEach(() => {
  clock = START;
  known = [secret];
  signals = [];
  const generations = new Map<string, number>();
  const generation = async (shop: string, who: string) => generations.get(`${shop}/${who}`) ?? 0;
  tokens = createVisitorTokens({
    keys: { newest: async () => known[0]!, all: async () => known },
    identities: {
      generation,
      async revoke(shop, who) {
        const next = (await generation(shop, who)) + 1;
        generations.set(`${shop}/${who}`, next);
        return next;
      },
    },
    bus: { signal: (...about) => void signals.push(about) },
    now: () => clock,
  });
});

const issue = async (shop: string) => (await tokens.reissue(shop, visitor)).token;

describe('visitor tokens', () => {
  it('[AU7] name the visitor to the shop that they were made for, and to no other', async () => {
    const token = await issue('oak');
    expect(await tokens.verify('oak', token)).toEqual({ visitor, token, generation: 0 });
    expect(await tokens.verify('elm', token)).toBeUndefined();
    const [one, two] = [await tokens.mint('oak'), await tokens.mint('oak')];
    expect(one.visitor).not.toBe(two.visitor);
    expect(await tokens.verify('oak', one.token)).toEqual(one);
  });

  it('[AU7] stay the same for a day, then come fresh while the older one holds too, and end after 400 days', async () => {
    const token = await issue('oak');
    clock = START + DAY - 1000;
    expect((await tokens.verify('oak', token))?.token).toBe(token);
    clock = START + DAY + 2000;
    const renewed = await tokens.verify('oak', token);
    expect(renewed?.visitor).toBe(visitor);
    expect(renewed?.token).not.toBe(token);
    clock = START + 400 * DAY - 1000;
    expect(await tokens.verify('oak', token)).toBeDefined();
    clock = START + 400 * DAY + 1000;
    expect(await tokens.verify('oak', token)).toBeUndefined();
    expect((await tokens.verify('oak', renewed!.token))?.visitor).toBe(visitor);
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

  it('[ID30] hold no more once they are revoked, all of one visitor and nobody else’s, and every process is told', async () => {
    const token = await issue('oak');
    const elsewhere = await issue('elm');
    const other = await tokens.mint('oak');
    await tokens.revoke('oak', visitor);
    expect(await tokens.verify('oak', token)).toBeUndefined();
    expect(await tokens.holds('oak', visitor, 0)).toBe(false);
    expect(signals).toEqual([[`oak/visitor/${visitor}`, { type: 'revoked' }]]);
    expect(await tokens.verify('elm', elsewhere)).toBeDefined();
    expect(await tokens.verify('oak', other.token)).toBeDefined();
    const next = await tokens.reissue('oak', visitor);
    expect(await tokens.verify('oak', next.token)).toEqual(next);
    await tokens.revoke('oak', visitor);
    expect(await tokens.verify('oak', next.token)).toBeUndefined();
  });

  it('[ID30] hold without a generation, as earlier versions made them, until the visitor’s are revoked', async () => {
    const claims = { sub: visitor, aud: 'oak', iat: clock / 1000, exp: clock / 1000 + 60 };
    const early = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(await tokens.verify('oak', early)).toMatchObject({ visitor, generation: 0 });
    await tokens.revoke('oak', visitor);
    expect(await tokens.verify('oak', early)).toBeUndefined();
  });

  it('[ID32] hold while their secret is in the list; the newest signs, also those that come back', async () => {
    const token = await issue('oak');
    known = [new Uint8Array(32).fill(9), secret];
    const renewed = await tokens.verify('oak', token);
    expect(renewed?.token).not.toBe(token);
    expect(decodeJwt(renewed!.token).sub).toBe(visitor);
    expect(await tokens.verify('oak', token)).toBeDefined();
    known = [new Uint8Array(32).fill(9)];
    expect(await tokens.verify('oak', token)).toBeUndefined();
    expect((await tokens.verify('oak', renewed!.token))?.token).toBe(renewed!.token);
  });
});
