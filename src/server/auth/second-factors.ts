import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Factors } from '../store/factors.ts';
import type { Agent } from '../store/people.ts';
import { createSeal } from './seal.ts';

/** RFC 6238 as every authenticator has it. */
const PERIOD_MS = 30_000;
const SECRET_BYTES = 20;
/** Steps before and after the present one whose codes are taken: clocks differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** No 0, 1, i, l, o, which look like others: 31 letters, a little under 80 bits in 16 of them. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

type Who = Pick<Agent, 'shop' | 'id' | 'email'>;

/** `off`: the password is enough. */
export type FactorCheck = 'off' | 'missing' | 'wrong' | 'right';

/** Codes of the moment as a second factor beside the password, for agents who want one. */
export interface SecondFactors {
  state(who: Who): Promise<{ on: boolean; recoveryCodes: number }>;
  /** A new secret for an authenticator, which counts once it was confirmed. Undefined: a factor is on already. */
  enrol(who: Who, issuer: string): Promise<{ secret: string; uri: string } | undefined>;
  /** Puts it into force. @returns recovery codes, shown this once */
  confirm(who: Who, code: string): Promise<{ recoveryCodes: string[] } | 'none' | 'wrong'>;
  /** Takes a code of the moment or a recovery code, each once. */
  check(who: Who, code: string | undefined): Promise<FactorCheck>;
  /** False when there was none. */
  remove(who: Pick<Who, 'shop' | 'id'>): Promise<boolean>;
}

/**
 * @param secret the server's: secrets of authenticators are sealed with a key made of it
 * @param now milliseconds since the epoch
 */
export function createSecondFactors(parts: { factors: Factors; secret: Uint8Array; now(): number }): SecondFactors {
  const { factors, now } = parts;
  const seal = createSeal(parts.secret, 'second factor');
  const place = ({ shop, id }: Pick<Who, 'shop' | 'id'>): string => `${shop}/${id}`;
  const stored = async ({ shop, id }: Pick<Who, 'shop' | 'id'>) => factors.factor(shop, id);

  /** The time step that a code belongs to. */
  function stepOf(who: Who, sealed: string, code: string): number | undefined {
    const secret = seal.open(sealed, place(who));
    if (secret === undefined || !/^\d{6}$/.test(code)) return undefined;
    const delta = totp(secret).validate({ token: code, timestamp: now(), window: WINDOW });
    return delta === null ? undefined : Math.floor(now() / PERIOD_MS) + delta;
  }

  return {
    async state(who) {
      const factor = await stored(who);
      const on = factor?.confirmedAt !== undefined;
      return { on, recoveryCodes: on ? factor.recoveryCodes : 0 };
    },

    async enrol(who, issuer) {
      const secret = new Secret({ size: SECRET_BYTES }).base32;
      const sealed = seal.close(secret, place(who));
      const begun = await factors.begin({ shop: who.shop, agent: who.id, secret: sealed, createdAt: now() });
      return begun ? { secret, uri: totp(secret, { issuer, label: who.email }).toString() } : undefined;
    },

    async confirm(who, code) {
      const factor = await stored(who);
      if (!factor || factor.confirmedAt !== undefined) return 'none';
      const step = stepOf(who, factor.secret, plain(code));
      if (step === undefined) return 'wrong';
      const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
      const recovery = recoveryCodes.map((one) => hashOf(who, plain(one)));
      const proof = { secret: factor.secret, at: now(), step, recovery };
      return (await factors.confirm(who.shop, who.id, proof)) ? { recoveryCodes } : 'none';
    },

    async check(who, code) {
      const factor = await stored(who);
      if (factor?.confirmedAt === undefined) return 'off';
      if (code === undefined) return 'missing';
      const given = plain(code);
      const step = stepOf(who, factor.secret, given);
      const taken =
        step === undefined
          ? await factors.spendRecovery(who.shop, who.id, hashOf(who, given))
          : await factors.spendStep(who.shop, who.id, step);
      return taken ? 'right' : 'wrong';
    },

    remove: ({ shop, id }) => factors.remove(shop, id),
  };
}

const totp = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ ...names, algorithm: 'SHA1', digits: 6, period: PERIOD_MS / 1000, secret: Secret.fromBase32(secret) });

/** Four times four characters. Bytes that would favour some letters are thrown again. */
function newRecoveryCode(): string {
  let letters = '';
  while (letters.length < 16) {
    for (const byte of randomBytes(16)) {
      if (byte < ALPHABET.length * 8 && letters.length < 16) letters += ALPHABET[byte % ALPHABET.length];
    }
  }
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** As people type it: with spaces, hyphens and capitals. */
const plain = (code: string): string => code.replace(/[\s-]/g, '').toLowerCase();

/** A fast hash is enough for 79 random bits. */
const hashOf = ({ shop, id }: Who, code: string): string =>
  createHash('sha256').update(`${shop}/${id}/${code}`).digest('hex');
