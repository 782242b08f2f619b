import { describe, expect, it } from 'vitest';
import type { Shop } from '../store/shops.ts';
import { availability } from './opening-hours.ts';

const week = (from: number, to: number) =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: from * 60, to: to * 60 }));
const lisbon: Pick<Shop, 'transfer' | 'hours' | 'timeZone'> = {
  transfer: 'hours',
  timeZone: 'Europe/Lisbon',
  hours: week(9, 18),
};
const at = (iso: string): number => Date.parse(iso);

describe('availability', () => {
  it.each([
    ['a minute before opening', '2026-07-06T07:59:59Z', { open: false, backAt: at('2026-07-06T08:00:00Z') }],
    ['at the minute of opening', '2026-07-06T08:00:00Z', { open: true }],
    ['at the minute of closing', '2026-07-06T17:00:00Z', { open: false, backAt: at('2026-07-07T08:00:00Z') }],
    ['on Friday night: Monday', '2026-07-10T20:00:00Z', { open: false, backAt: at('2026-07-13T08:00:00Z') }],
    ['in winter, an hour later by UTC', '2026-01-05T08:30:00Z', { open: false, backAt: at('2026-01-05T09:00:00Z') }],
    [
      'over the weekend that clocks go forward',
      '2026-03-27T20:00:00Z',
      { open: false, backAt: at('2026-03-30T08:00:00Z') },
    ],
    [
      'over the weekend that clocks go back',
      '2026-10-23T20:00:00Z',
      { open: false, backAt: at('2026-10-26T09:00:00Z') },
    ],
  ])('[HT12] tells who answers %s', (_when, now, expected) => {
    expect(availability(lisbon, at(now))).toEqual(expected);
  });

  it('[HT12] is open always, or never, where the shop says so, whatever the hour', () => {
    expect(availability({ ...lisbon, transfer: 'always' }, at('2026-07-12T03:00:00Z'))).toEqual({ open: true });
    expect(availability({ ...lisbon, transfer: 'never' }, at('2026-07-06T10:00:00Z'))).toEqual({ open: false });
  });

  it('[HT12] has no time to name for a shop without hours', () => {
    expect(availability({ ...lisbon, hours: [] }, at('2026-07-06T10:00:00Z'))).toEqual({ open: false });
  });

  it('[HT12] waits a whole week for the only span when it has just ended', () => {
    const mondays = { ...lisbon, hours: [{ weekday: 1, from: 540, to: 600 }] };
    expect(availability(mondays, at('2026-07-06T09:00:00Z'))).toEqual({
      open: false,
      backAt: at('2026-07-13T08:00:00Z'),
    });
  });

  it('[HT12] finds the opening when it falls into the hour that clocks skip', () => {
    const night = { ...lisbon, hours: [{ weekday: 0, from: 90, to: 600 }] };
    const result = availability(night, at('2026-03-28T20:00:00Z'));
    expect(result).toMatchObject({ open: false });
    expect((result as { backAt: number }).backAt).toBeGreaterThanOrEqual(at('2026-03-29T01:00:00Z'));
    expect((result as { backAt: number }).backAt).toBeLessThanOrEqual(at('2026-03-29T01:30:00Z'));
  });
});
