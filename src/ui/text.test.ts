import { describe, expect, it } from 'vitest';
import { clock, dayName, daysFrom, money, shortDate } from './format.ts';
import { initials } from './initials.ts';
import { splitLinks } from './links.ts';

const NOON = new Date(2026, 10, 27, 12, 5).getTime();

describe('texts', () => {
  it.each([
    ['plain', ['plain']],
    ['see https://a.example/x?y=1.', ['see ', { href: 'https://a.example/x?y=1' }, '.']],
    ['(http://a.example/b)', ['(', { href: 'http://a.example/b' }, ')']],
    ['javascript:alert(1) ftp://a.example', ['javascript:alert(1) ftp://a.example']],
    ['<b>https://a.example</b>', ['<b>', { href: 'https://a.example' }, '</b>']],
  ])('[UI1] finds web addresses and nothing else in %j', (text, parts) => {
    expect(splitLinks(text)).toEqual(parts);
  });

  it('[UI2] writes money, times and days as the locale does', () => {
    expect(money('en', 68, 'EUR')).toBe('€68.00');
    expect(money('de', 1234.5, 'EUR')).toBe('1.234,50\u00a0€');
    expect(clock('en-GB', NOON)).toBe('12:05');
    expect(shortDate('en-GB', NOON)).toBe('Fri 27 Nov');
  });

  it('[UI3] counts days by the calendar, not by hours', () => {
    const night = new Date(2026, 10, 26, 23, 59).getTime();
    const morning = new Date(2026, 10, 27, 0, 1).getTime();
    expect(daysFrom(morning, night)).toBe(-1);
    expect(dayName('en', night, morning)).toBe('yesterday');
    expect(dayName('fr', morning, morning)).toBe('aujourd’hui');
  });

  it.each([
    ['Hazel & Hem', 'H&H'],
    ['Marta', 'M'],
    ['Ines Maria Duarte', 'ID'],
    ['  ', ''],
  ])('[UI4] shortens %j to %j', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
