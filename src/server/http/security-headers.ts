import type { MiddlewareHandler } from 'hono';
import { arrivalOf, type Env } from './env.ts';
import type { Origins } from './origins.ts';

/** What every answer carries unless its route says otherwise. */
const DEFAULTS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

export function securityHeaders(origins: Origins): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(DEFAULTS)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    if (origins.own(arrivalOf(c)).startsWith('https:')) {
      c.res.headers.set('strict-transport-security', 'max-age=31536000');
    }
  };
}
