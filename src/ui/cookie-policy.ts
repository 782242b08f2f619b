import type { Consent } from '../protocol/primitives.ts';

/** How long a cookie may live: not at all, until the browser closes, or days. */
export type Lifetime = 'none' | 'session' | number;

export interface CookiePolicy {
  /** `shopbell_visitor`: the signed visitor token. */
  visitor: Lifetime;
  /** `shopbell_ui`: state and dismissals. */
  ui: Lifetime;
  /** Whether a dismissed greeting may be remembered. */
  dismissals: boolean;
  /** Whether the page may be told. */
  page: boolean;
  /** Whether unsent messages may wait in localStorage (else, once started, in sessionStorage). */
  longOutbox: boolean;
}

/**
 * The consent table: what may be stored. `started` = the shopper has opened the chat. `ttlDays` 0 = session cookies.
 * Bit 1 is personalisation, bit 2 analytics.
 */
export function cookiePolicy(consent: Consent, started: boolean, ttlDays: number): CookiePolicy {
  const personal = (consent & 1) === 1;
  const analytics = (consent & 2) === 2;
  const long: Lifetime = ttlDays > 0 ? ttlDays : 'session';
  return {
    visitor: personal ? long : started || analytics ? 'session' : 'none',
    ui: personal ? long : started ? 'session' : 'none',
    dismissals: personal,
    page: analytics,
    longOutbox: personal,
  };
}
