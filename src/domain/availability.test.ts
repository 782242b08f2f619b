import { describe, expect, it } from 'vitest';
import { availability, type TransferRule, withinHours } from './availability.ts';

const week = (from: number, to: number) =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: from * 60, to: to * 60 }));
const lisbon: TransferRule = { transfer: 'hours', timeZone: 'Europe/Lisbon', hours: week(9, 18) };
const at = (iso: string): number => Date.parse(iso);

describe('availability', () => {
  it.each([
    ['a second before opening', '2026-07-06T07:59:59Z', { open: false, backAt: at('2026-07-06T08:00:00Z') }],
    ['at the minute of opening', '2026-07-06T08:00:00Z', { open: true }],
    ['at the minute of closing', '2026-07-06T17:00:00Z', { open: false, backAt: at('2026-07-07T08:00:00Z') }],
    ['on Friday night: Monday', '2026-07-10T20:00:00Z', { open: false, backAt: at('2026-07-13T08:00:00Z') }],
  ])('[TR1] tells who answers %s', (_, now, expected) => {
    expect(availability(lisbon, at(now))).toEqual(expected);
  });

  it('[TR1] is open always, or never, where the shop says so, whatever the hour', () => {
    expect(availability({ ...lisbon, transfer: 'always' }, at('2026-07-12T03:00:00Z'))).toEqual({ open: true });
    expect(availability({ ...lisbon, transfer: 'never' }, at('2026-07-06T10:00:00Z'))).toEqual({ open: false });
  });

  it('[TR1] has no time to name where hours count and there are none', () => {
    expect(availability({ ...lisbon, hours: [] }, at('2026-07-06T10:00:00Z'))).toEqual({ open: false });
  });

  it('[HR11] a shop that has named no hours is within them at all times', () => {
    const night = at('2026-07-06T03:00:00Z');
    expect(withinHours(lisbon, night)).toBe(false);
    expect(withinHours({ ...lisbon, hours: [] }, night)).toBe(true);
  });
});
