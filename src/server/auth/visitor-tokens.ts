import { randomBytes } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { is } from 'valibot';
import { VisitorId } from '../../protocol/primitives.ts';
import { type Bus, topics } from '../bus/bus.ts';
import type { Identities } from '../store/identities.ts';
import type { ServerKeys } from './secret.ts';

const DAY_S = 86_400;
/** As long as a browser keeps a cookie at most. */
const LIFETIME_S = 400 * DAY_S;
const RENEW_AFTER_S = DAY_S;

/** Sent on a visitor's topic when their tokens were revoked. */
export interface RevokedSignal {
  type: 'revoked';
}

/**
 * A token (a JWT: `sub` the visitor, `aud` the shop, `gen` the generation, valid for 400 days), who it speaks for, and
 * how often that visitor's tokens had been revoked when it was made.
 */
export interface HeldToken {
  visitor: string;
  token: string;
  generation: number;
}

/** Proof of which visitor a browser is, signed by this server and bound to one shop. */
export interface VisitorTokens {
  /** For a browser that has not been here: a visitor named by 144 random bits. Nothing is written for them yet. */
  mint(shop: string): Promise<HeldToken>;
  /** One more token for a visitor who is known. */
  reissue(shop: string, visitor: string): Promise<HeldToken>;
  /**
   * Who the token speaks for, and the token to keep from now on: the same, or a fresh one when it is older than a day
   * or signed with a secret that is on its way out. The older one goes on to hold, for tabs that still have it.
   * Undefined: forged, expired, revoked, for another shop, or no token at all.
   */
  verify(shop: string, token: string): Promise<HeldToken | undefined>;
  /** Whether tokens of this generation still hold. */
  holds(shop: string, visitor: string, generation: number): Promise<boolean>;
  /** From now on no token that the visitor has holds any more, and their open connections close, on every process. */
  revoke(shop: string, visitor: string): Promise<void>;
}

/** @param options `now`: milliseconds since the epoch */
export function createVisitorTokens(options: {
  keys: ServerKeys;
  identities: Pick<Identities, 'generation' | 'revoke'>;
  bus: Pick<Bus, 'signal'>;
  now: () => number;
}): VisitorTokens {
  const { keys, identities, bus, now } = options;

  async function issue(shop: string, visitor: string, generation: number): Promise<HeldToken> {
    const issued = Math.floor(now() / 1000);
    const token = await new SignJWT({ gen: generation })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(visitor)
      .setAudience(shop)
      .setIssuedAt(issued)
      .setExpirationTime(issued + LIFETIME_S)
      .sign(await keys.newest());
    return { visitor, token, generation };
  }

  /** `old`: another secret signs by now. */
  async function read(shop: string, token: string): Promise<{ payload: JWTPayload; old: boolean } | undefined> {
    const known = await keys.all();
    const found = await firstThatFits(known, shop, token);
    if (found || !looksSigned(token)) return found;
    // Another process may have rotated meanwhile.
    const fresh = await keys.all(true);
    return fresh === known ? undefined : firstThatFits(fresh, shop, token);
  }

  async function firstThatFits(secrets: readonly Uint8Array[], shop: string, token: string) {
    for (const [index, secret] of secrets.entries()) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          audience: shop,
          requiredClaims: ['sub', 'iat', 'exp'],
          currentDate: new Date(now()),
        });
        return { payload, old: index > 0 };
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
      }
    }
    return undefined;
  }

  return {
    mint: (shop) => issue(shop, `v_${randomBytes(18).toString('base64url')}`, 0),
    reissue: async (shop, visitor) => issue(shop, visitor, await identities.generation(shop, visitor)),
    async verify(shop, token) {
      const found = await read(shop, token);
      if (!found) return undefined;
      const { sub: visitor, iat: issued = 0, gen = 0 } = found.payload;
      if (!is(VisitorId, visitor)) return undefined;
      const generation = await identities.generation(shop, visitor);
      if (gen !== generation) return undefined;
      const renew = found.old || now() / 1000 - issued > RENEW_AFTER_S;
      return renew ? issue(shop, visitor, generation) : { visitor, token, generation };
    },
    holds: async (shop, visitor, generation) => (await identities.generation(shop, visitor)) === generation,
    async revoke(shop, visitor) {
      await identities.revoke(shop, visitor);
      bus.signal(topics.visitor(shop, visitor), { type: 'revoked' } satisfies RevokedSignal);
    },
  };
}

/** Three parts: worth a second look at the secrets. */
const looksSigned = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]{43}$/.test(token);
