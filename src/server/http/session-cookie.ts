import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { type AgentSessions, SESSION_COOKIE, SESSION_DAYS } from '../auth/agent-sessions.ts';
import { arrivalOf, type Env } from './env.ts';
import type { Origins } from './origins.ts';

/** A cookie of this name a browser takes from this very host alone, over https, and from no sibling of it. */
const HOST_COOKIE = `__Host-${SESSION_COOKIE}`;

const isSecure = (c: Context<Env>, origins: Origins): boolean => origins.own(arrivalOf(c)).startsWith('https:');
const nameWhere = (secure: boolean): string => (secure ? HOST_COOKIE : SESSION_COOKIE);
const flags = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure }) as const;

export function setSessionCookie(c: Context<Env>, origins: Origins, secret: string): void {
  const secure = isSecure(c, origins);
  setCookie(c, nameWhere(secure), secret, { ...flags(secure), maxAge: SESSION_DAYS * 86_400 });
}

export function clearSessionCookie(c: Context<Env>, origins: Origins): void {
  const secure = isSecure(c, origins);
  deleteCookie(c, nameWhere(secure), flags(secure));
}

/** The session's secret in a `Cookie` header. Over https only the name counts that no other host can set. */
export function sessionSecretIn(header: string | undefined, secure: boolean): string | undefined {
  return new RegExp(`(?:^|;\\s*)${nameWhere(secure)}=([^;\\s]+)`).exec(header ?? '')?.[1];
}

/** Finds out who asks, for the routes behind it; a cookie that opens nothing is like none. */
export function readSession(sessions: AgentSessions, origins: Origins): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.get('apiKey')) return next();
    const secret = sessionSecretIn(c.req.header('cookie'), isSecure(c, origins));
    const found = secret ? await sessions.find(secret) : undefined;
    if (!secret || !found) return next();
    c.set('signedIn', { agent: found.agent, session: found.session });
    await next();
    if (found.renewed) setSessionCookie(c, origins, secret);
  };
}
