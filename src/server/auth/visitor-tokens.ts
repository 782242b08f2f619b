import { errors, jwtVerify, SignJWT } from 'jose';
import { is } from 'valibot';
import { VisitorId } from '../../protocol/primitives.ts';

const DAY_S = 86_400;
/** As long as a browser keeps a cookie at most. */
const LIFETIME_S = 400 * DAY_S;
const RENEW_AFTER_S = DAY_S;

/** Proof of which visitor a browser is, signed by this server and bound to one shop. */
export interface VisitorTokens {
  /** A JWT: `sub` the visitor, `aud` the shop, valid for 400 days. */
  issue(shop: string, visitor: string): Promise<string>;
  /**
   * Who the token speaks for, and the token to keep from now on: the same, or a fresh one when it is older than a day.
   * Undefined: forged, expired, for another shop, or no token at all.
   */
  verify(shop: string, token: string): Promise<{ visitor: string; token: string } | undefined>;
}

/** @param now milliseconds since the epoch */
export function createVisitorTokens(secret: Uint8Array, now: () => number): VisitorTokens {
  const issue = (shop: string, visitor: string): Promise<string> => {
    const issued = Math.floor(now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(visitor)
      .setAudience(shop)
      .setIssuedAt(issued)
      .setExpirationTime(issued + LIFETIME_S)
      .sign(secret);
  };

  return {
    issue,
    async verify(shop, token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          audience: shop,
          requiredClaims: ['sub', 'iat', 'exp'],
          currentDate: new Date(now()),
        });
        const { sub: visitor, iat: issued = 0 } = payload;
        if (!is(VisitorId, visitor)) return undefined;
        const old = now() / 1000 - issued > RENEW_AFTER_S;
        return { visitor, token: old ? await issue(shop, visitor) : token };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
