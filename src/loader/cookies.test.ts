// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Options } from '../protocol/options.ts';
import { readMemory, writeMemory } from './cookies.ts';

let written: string[] = [];
beforeEach(() => {
  written = [];
  vi.spyOn(document, 'cookie', 'set').mockImplementation((cookie: string) => void written.push(cookie));
});
const options = (cookieConsent: number, cookieTTL = 365): Options => ({ cookieConsent, cookieTTL }) as Options;

describe('the cookie of the launcher', () => {
  it.each([
    [0, false, 'max-age=0'],
    [0, true, undefined],
    [1, false, 'max-age=31536000'],
    [1, true, 'max-age=31536000'],
    [2, false, 'max-age=0'],
    [2, true, undefined],
    [3, false, 'max-age=31536000'],
    [3, true, 'max-age=31536000'],
  ])('[LO9] with consent %i and started %s it lives as the consent table says', (consent, started, age) => {
    writeMemory({ state: 'close', started, dismissed: 0 }, options(consent));
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^shopbell_ui=close\.[01]\.0;path=\/;samesite=lax/);
    expect(/max-age=\d+/.exec(written[0]!)?.[0]).toBe(age);
  });

  it('[LO9] is a session cookie when its lifetime is 0 days', () => {
    writeMemory({ state: 'close', started: false, dismissed: 0 }, options(1, 0));
    expect(written[0]).not.toContain('max-age');
  });

  it.each([0, 1, 2, 3])('[LO9] remembers a dismissal only with the bit that allows it: consent %i', (consent) => {
    writeMemory({ state: 'close', started: true, dismissed: 20000 }, options(consent));
    expect(written[0]).toContain(consent & 1 ? '.20000' : '.0;');
  });

  it('[LO9] is shared between subdomains when a domain is given', () => {
    writeMemory({ state: 'close', started: true, dismissed: 0 }, { ...options(1), cookieDomain: '.shop.example' });
    expect(written[0]).toContain(';domain=.shop.example');
  });

  it('[LO9] is read back as it was written, and nothing where there is none', () => {
    const cookie = vi.spyOn(document, 'cookie', 'get');
    cookie.mockReturnValue('a=b; shopbell_ui=chat.1.20000; c=d');
    expect(readMemory()).toEqual({ state: 'chat', started: true, dismissed: 20000 });
    cookie.mockReturnValue('a=b; shopbell_ui=garbage');
    expect(readMemory()).toEqual({ state: '', started: false, dismissed: 0 });
  });
});
