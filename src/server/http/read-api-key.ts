import type { Context, MiddlewareHandler } from 'hono';
import type { KeyRing } from '../auth/api-keys.ts';
import type { Env } from './env.ts';
import { problemResponse, refuse } from './problem.ts';

/** The key that a request carries, whether it opens anything or not. */
export const apiKeyIn = (c: Context<Env>): string | undefined =>
  /^Bearer (sb_\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];

/**
 * Finds out which shop's server asks. A request with a key is a server's: a cookie beside it counts for nothing, and a key
 * that opens nothing is an error, never anybody's absence.
 */
export function readApiKey(keys: KeyRing): MiddlewareHandler<Env> {
  return async (c, next) => {
    const secret = apiKeyIn(c);
    if (secret === undefined) return next();
    const found = await keys.find(secret);
    if (!found) return problemResponse(c, refuse('unauthorised', { detail: 'This key is unknown or was revoked.' }));
    c.set('apiKey', found);
    return next();
  };
}
