import type { MiddlewareHandler } from 'hono';
import { arrivalOf, type Env } from './env.ts';
import type { Origins } from './origins.ts';
import { problemResponse, refuse } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What a form of another site can send without asking first. */
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i;

/**
 * Keeps other sites from acting with a team member's cookie. A browser names the page's origin on every request that
 * changes something: it must be ours. A client that names none is no browser, unless it is so old that only forms come
 * from other sites; their content types are refused.
 */
export function sameOriginOnly(origins: Origins): MiddlewareHandler<Env> {
  return async (c, next) => {
    // A key is nothing that a browser adds by itself, and no cookie counts beside it.
    if (SAFE.has(c.req.method) || c.get('apiKey')) return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    if (origin !== undefined && origin !== origins.own(arrivalOf(c))) return problemResponse(c, refuse('wrong_origin'));
    if (site !== undefined && site !== 'same-origin') return problemResponse(c, refuse('wrong_origin'));
    const type = c.req.header('content-type') ?? '';
    if (
      origin === undefined &&
      site === undefined &&
      (FORM_TYPES.test(type) || (type === '' && c.req.method === 'POST'))
    ) {
      return problemResponse(c, refuse('wrong_origin'));
    }
    return next();
  };
}
