import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createClientProof } from './client-proof.ts';
import { SHOP_SECRET } from './identity.fixture.ts';

const NOW = Date.parse('2026-07-01T12:00:00Z');
const NOW_S = NOW / 1000;
const OLDER = 'the-secret-before-the-present-one-as-a-text';
const secrets: Record<string, string[]> = {
  oak: [SHOP_SECRET, OLDER],
  elm: ['another-shop-has-another-secret-of-its-own'],
};
const proof = createClientProof(
  { list: async (shop) => (secrets[shop] ?? []).map((secret) => ({ secret, createdAt: 0 })) },
  () => NOW,
);
const good = { sub: 'c-1', exp: NOW_S + 3600 };
const sign = (claims: object, { secret = SHOP_SECRET, alg = 'HS256' } = {}) =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
const refused = (problem: string) => ({ ok: false, problem });

describe('the proof of a client id', () => {
  it('[ID10] is an HS256 JWT of the shop, by the newest of its secrets or the one before', async () => {
    const person = { clientId: 'c-1' };
    expect(await proof('oak', await sign(good), 'c-1')).toEqual({ ok: true, person });
    expect(await proof('oak', await sign(good))).toEqual({ ok: true, person });
    expect(await proof('oak', await sign(good, { secret: OLDER }), 'c-1')).toEqual({ ok: true, person });
  });

  it('[ID10] is not believed with another algorithm, another secret, or none', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const genuine = await sign(good);
    for (const token of [
      await sign(good, { secret: 'a-secret-that-nobody-here-has-ever-made' }),
      await sign(good, { alg: 'HS384' }),
      await sign(good, { alg: 'HS512' }),
      await new SignJWT(good).setProtectedHeader({ alg: 'RS256' }).sign(privateKey),
      new UnsecuredJWT(good).encode(),
      `${genuine.split('.').slice(0, 2).join('.')}.`,
      genuine.replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url')),
      'x.y.z',
      'no token',
      '',
    ]) {
      expect(await proof('oak', token, 'c-1'), token).toEqual(refused('token_invalid'));
    }
  });

  it('[ID11] belongs to one shop: another one, and one without a secret, do not take it', async () => {
    const token = await sign(good);
    expect(await proof('elm', token, 'c-1')).toEqual(refused('token_invalid'));
    expect(await proof('no-secret-yet', token, 'c-1')).toEqual(refused('token_invalid'));
    expect(await proof('oak', await sign({ ...good, aud: 'oak' }))).toMatchObject({ ok: true });
    expect(await proof('oak', await sign({ ...good, aud: ['till', 'oak'] }))).toMatchObject({ ok: true });
    expect(await proof('oak', await sign({ ...good, aud: 'elm' }))).toEqual(refused('token_invalid'));
  });

  it('[ID12] names the client id, and no other than the page’s', async () => {
    expect(await proof('oak', await sign(good), 'c-2')).toEqual(refused('token_of_another'));
    for (const sub of [undefined, '', 'x'.repeat(201), 'a\0b', 7]) {
      expect(await proof('oak', await sign({ ...good, sub })), String(sub)).toEqual(refused('token_invalid'));
    }
  });

  it('[ID13] ends, within 24 hours, give or take a minute', async () => {
    const ending = async (exp: unknown) => proof('oak', await sign({ sub: 'c-1', exp }));
    expect(await ending(NOW_S - 59)).toMatchObject({ ok: true });
    expect(await ending(NOW_S - 61)).toEqual(refused('token_expired'));
    expect(await ending(NOW_S + 24 * 3600 + 60)).toMatchObject({ ok: true });
    expect(await ending(NOW_S + 24 * 3600 + 61)).toEqual(refused('token_too_long'));
    expect(await ending(undefined)).toEqual(refused('token_invalid'));
    expect(await ending('tomorrow')).toEqual(refused('token_invalid'));
    expect(await proof('oak', await sign({ ...good, nbf: NOW_S + 59 }))).toMatchObject({ ok: true });
    expect(await proof('oak', await sign({ ...good, nbf: NOW_S + 61 }))).toEqual(refused('token_invalid'));
  });

  it('[ID14] brings an address and a name that can be kept, and proves no less with ones that cannot', async () => {
    const said = async (claims: object) => proof('oak', await sign({ ...good, ...claims }));
    expect(await said({ email: 'ada@mail.test', name: 'Ada' })).toEqual({
      ok: true,
      person: { clientId: 'c-1', email: 'ada@mail.test', name: 'Ada' },
    });
    for (const claims of [
      { email: 'no address', name: '' },
      { email: 7, name: 'x'.repeat(201) },
    ]) {
      expect(await said(claims)).toEqual({ ok: true, person: { clientId: 'c-1' } });
    }
  });
});
