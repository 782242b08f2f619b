import { errors, type JWTPayload, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { IdentityProblem } from '../../protocol/identity.ts';
import { Email, ShortText } from '../../protocol/primitives.ts';
import type { Secrets } from '../store/secrets.ts';

/** How far the clocks of the shop's server and ours may be apart, s. */
const SKEW_S = 60;
/** A proof that could be used for longer would be a password; s. */
const LONGEST_S = 24 * 3600;

/** Somebody whom the shop has vouched for. */
export interface Person {
  clientId: string;
  /** Believed, because the shop's own system says so. */
  email?: string;
  name?: string;
}

export type Proof = { ok: true; person: Person } | { ok: false; problem: IdentityProblem };

/** Looks at a `clientToken`; `clientId` is what the page says that it proves, if it says so. */
export type ClientProof = (shop: string, token: string, clientId?: string) => Promise<Proof>;

/**
 * [ID10–ID15] A `clientToken` is a JWT, HS256, signed with one of the shop's secrets (the text's bytes are the key):
 * `sub` the client id, `exp` at most 24 hours ahead; `nbf` is heeded, `aud` must name the shop if it stands there.
 * @param now milliseconds since the epoch
 */
export function createClientProof(secrets: Pick<Secrets, 'list'>, now: () => number): ClientProof {
  return async (shop, token, clientId) => {
    for (const { secret } of await secrets.list(shop)) {
      try {
        const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
          algorithms: ['HS256'],
          requiredClaims: ['sub', 'exp'],
          clockTolerance: SKEW_S,
          currentDate: new Date(now()),
        });
        return judge(shop, payload, clientId, now() / 1000);
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { ok: false, problem: 'token_expired' };
        if (!(error instanceof errors.JOSEError)) throw error;
      }
    }
    return { ok: false, problem: 'token_invalid' };
  };
}

/** What a token of the shop's own making says. */
function judge(shop: string, payload: JWTPayload, clientId: string | undefined, nowS: number): Proof {
  const { sub, exp = 0, aud, email, name } = payload;
  if (!v.is(ShortText, sub)) return { ok: false, problem: 'token_invalid' };
  if (aud !== undefined && ![aud].flat().includes(shop)) return { ok: false, problem: 'token_invalid' };
  if (exp - nowS > LONGEST_S + SKEW_S) return { ok: false, problem: 'token_too_long' };
  if (clientId !== undefined && clientId !== sub) return { ok: false, problem: 'token_of_another' };
  return {
    ok: true,
    // An address or a name that we could not keep proves nothing less: it is left out.
    person: { clientId: sub, ...(v.is(Email, email) && { email }), ...(v.is(ShortText, name) && { name }) },
  };
}
