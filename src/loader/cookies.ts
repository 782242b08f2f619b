import Cookies from 'js-cookie';
import type { Options } from '../protocol/options.ts';
import { cookiePolicy, type Lifetime } from '../ui/cookie-policy.ts';

export type WidgetState = 'welcome' | 'chat' | 'close';

/** What is remembered of the widget on this device, in the cookie `shopbell_ui`. */
export interface Memory {
  state: WidgetState | '';
  /** The shopper has opened or used the chat. */
  started: boolean;
  /** When the greeting was dismissed: days since the epoch, 0 = it was not. */
  dismissed: number;
}

/** Whether this device knows a visitor, who may have a conversation. The widget keeps that cookie. */
export const knowsVisitor = (): boolean => !!Cookies.get('shopbell_visitor');

/** State, started and day of the dismissal stand in the cookie with dots between. What stands behind them is for a part. */
export function readMemory(): Memory {
  const [, state, started, dismissed] = /^(\w*)\.(\d)\.(\d+)/.exec(Cookies.get('shopbell_ui') ?? '') ?? [];
  return { state: (state ?? '') as WidgetState, started: started === '1', dismissed: +(dismissed ?? 0) };
}

/** Writes, renews or removes the cookie as the consent table says. That no sound is wanted stands at its end. */
export function writeMemory({ state, started, dismissed }: Memory, options: Options): void {
  const { ui, dismissals } = cookiePolicy(options.cookieConsent, started, options.cookieTTL);
  const quiet = Cookies.get('shopbell_ui')?.endsWith('.q') ? '.q' : '';
  writeCookie('shopbell_ui', `${state}.${+started}.${dismissals ? dismissed + quiet : 0}`, ui, options);
}

/** Keeps a cookie for so long, or removes it. */
export function writeCookie(name: string, value: string, lifetime: Lifetime, { cookieDomain }: Options): void {
  const attributes: Cookies.CookieAttributes = {
    domain: cookieDomain,
    sameSite: 'lax',
    secure: location.protocol === 'https:',
  };
  if (lifetime === 'none') Cookies.remove(name, attributes);
  else Cookies.set(name, value, { ...attributes, expires: lifetime === 'session' ? undefined : lifetime });
}
