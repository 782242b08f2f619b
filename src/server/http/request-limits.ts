import type { MiddlewareHandler } from 'hono';
import type { Ephemeral } from '../bus/ephemeral.ts';
import { addressPrefix } from '../gateway/limits.ts';
import type { Rates } from '../rates.ts';
import { arrivalOf, type Env } from './env.ts';
import { FOR_PAGES } from './for-pages.ts';
import type { Origins } from './origins.ts';
import { problemResponse, refuse } from './problem.ts';

/** What machines of the operator ask, often and from one address. */
const UNCOUNTED = new Set(['/healthz', '/readyz', '/metrics']);
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Requests of one address beyond its share are answered with 429 and the time to wait, before anything is looked up. */
export function limitRequests(parts: {
  ephemeral: Pick<Ephemeral, 'takeAll'>;
  rates: Pick<Rates, 'request'>;
  origins: Origins;
}): MiddlewareHandler<Env> {
  const { ephemeral, rates, origins } = parts;
  return async (c, next) => {
    const { path, method } = c.req;
    if (UNCOUNTED.has(path)) return next();
    // The chat has limits of its own, for each visitor.
    const changing = !SAFE.has(method) && !path.startsWith('/stream');
    const prefix = addressPrefix(origins.address(arrivalOf(c)));
    const retryAfterMs = await ephemeral.takeAll(rates.request(prefix, changing));
    if (retryAfterMs === 0) return next();
    const response = problemResponse(c, refuse('too_fast', { retryAfterMs }));
    // Pages of other origins may see why nothing came.
    for (const [name, value] of Object.entries(FOR_PAGES)) response.headers.set(name, value);
    return response;
  };
}
