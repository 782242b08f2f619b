import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type AgentSessions, SESSION_COOKIE, SESSION_DAYS } from '../auth/agent-sessions.ts';
import { arrivalOf, type Env } from './env.ts';
import type { Origins } from './origins.ts';

const flags = (c: Context<Env>, origins: Origins) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: origins.own(arrivalOf(c)).startsWith('https:'),
  }) as const;

export function setSessionCookie(c: Context<Env>, origins: Origins, secret: string): void {
  setCookie(c, SESSION_COOKIE, secret, { ...flags(c, origins), maxAge: SESSION_DAYS * 86_400 });
}

export function clearSessionCookie(c: Context<Env>, origins: Origins): void {
  deleteCookie(c, SESSION_COOKIE, flags(c, origins));
}

/** Finds out who asks, for the routes behind it; a cookie that opens nothing is like none. */
export function readSession(sessions: AgentSessions, origins: Origins): MiddlewareHandler<Env> {
  return async (c, next) => {
    const secret = getCookie(c, SESSION_COOKIE);
    const found = secret ? await sessions.find(secret) : undefined;
    if (!secret || !found) return next();
    c.set('signedIn', { agent: found.agent, session: found.session });
    await next();
    if (found.renewed) setSessionCookie(c, origins, secret);
  };
}
