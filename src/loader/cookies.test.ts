// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Options } from '../protocol/options.ts';
import { readMemory, writeCookie, writeMemory } from './cookies.ts';

let written: string[] = [];
beforeEach(() => {
  written = [];
  vi.spyOn(document, 'cookie', 'set').mockImplementation((cookie: string) => void written.push(cookie));
});
/** Days that a written cookie lives; below 0 it is removed. */
function days(cookie: string | undefined): number | 'session' {
  const expires = /; expires=([^;]+)/.exec(cookie ?? '')?.[1];
  return expires ? Math.round((Date.parse(expires) - Date.now()) / 864e5) : 'session';
}
const options = (cookieConsent: number, cookieTTL = 365): Options => ({ cookieConsent, cookieTTL }) as Options;

describe('the cookie of the launcher', () => {
  it.each([
    [0, false, -1],
    [0, true, 'session'],
    [1, false, 365],
    [1, true, 365],
    [2, false, -1],
    [2, true, 'session'],
    [3, false, 365],
    [3, true, 365],
  ])('[LO9] with consent %i and started %s it lives as the consent table says', (consent, started, age) => {
    writeMemory({ state: 'close', started, dismissed: 0 }, options(consent));
    expect(written).toHaveLength(1);
    expect(days(written[0])).toBe(age);
    if (age !== -1) expect(written[0]).toMatch(/^shopbell_ui=close\.[01]\.0; path=\/; sameSite=lax(; expires=[^;]+)?$/);
  });

  it('[LO9] is a session cookie when its lifetime is 0 days', () => {
    writeMemory({ state: 'close', started: false, dismissed: 0 }, options(1, 0));
    expect(days(written[0])).toBe('session');
  });

  it.each([0, 1, 2, 3])('[LO9] remembers a dismissal only with the bit that allows it: consent %i', (consent) => {
    writeMemory({ state: 'close', started: true, dismissed: 20000 }, options(consent));
    expect(written[0]).toContain(consent & 1 ? '.20000;' : '.0;');
  });

  it.each([0, 1, 2, 3])('[LO9] keeps what is said of sounds only with that bit: consent %i', (consent) => {
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('a=b; shopbell_ui=chat.1.0.q; c=d');
    writeMemory({ state: 'close', started: true, dismissed: 20000 }, options(consent));
    expect(written[0]).toContain(consent & 1 ? 'close.1.20000.q;' : 'close.1.0;');
  });

  it('[LO9] is shared between subdomains when a domain is given', () => {
    writeMemory({ state: 'close', started: true, dismissed: 0 }, { ...options(1), cookieDomain: '.shop.example' });
    expect(written[0]).toContain('; domain=.shop.example');
    writeMemory({ state: 'close', started: false, dismissed: 0 }, { ...options(0), cookieDomain: '.shop.example' });
    expect(written[1]).toContain('; domain=.shop.example');
    expect(days(written[1])).toBe(-1);
  });

  it('[LO9] is for encrypted connections alone where the page came by one', () => {
    vi.stubGlobal('location', { protocol: 'https:' });
    writeMemory({ state: 'close', started: true, dismissed: 0 }, options(1));
    vi.unstubAllGlobals();
    expect(written[0]).toContain('; secure');
  });

  it('[LO9] holds a token as it is, for servers that read it', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJ2IjoiX34tIn0.a_b-c';
    writeCookie('shopbell_visitor', token, 30, options(1));
    expect(written[0]).toMatch(`shopbell_visitor=${token}; path=/`);
    expect(days(written[0])).toBe(30);
  });

  it('[LO9] is read back as it was written, and nothing where there is none', () => {
    const cookie = vi.spyOn(document, 'cookie', 'get');
    cookie.mockReturnValue('a=b; shopbell_ui=chat.1.20000; c=d');
    expect(readMemory()).toEqual({ state: 'chat', started: true, dismissed: 20000 });
    cookie.mockReturnValue('a=b; shopbell_ui=chat.1.20000.q; c=d');
    expect(readMemory()).toEqual({ state: 'chat', started: true, dismissed: 20000 });
    cookie.mockReturnValue('a=b; shopbell_ui=garbage');
    expect(readMemory()).toEqual({ state: '', started: false, dismissed: 0 });
  });
});
