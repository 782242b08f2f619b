import { describe, expect, it } from 'vitest';
import { waitAfter } from './retry.ts';

const now = Date.UTC(2026, 4, 4);
const middle = { now, random: () => 0.5 };

describe('waits between tries', () => {
  it('[WH13] follow the schedule for ten tries, and then there is no other', () => {
    const hours = (n: number) => n * 3600;
    const seconds = [5, 300, 1800, hours(2), hours(5), hours(10), hours(14), hours(20), hours(24)];
    const waits = Array.from({ length: 10 }, (_, index) => waitAfter(index + 1, middle));
    expect(waits).toEqual([...seconds.map((wait) => wait * 1000), undefined]);
  });

  it('[WH13] differ by a tenth either way', () => {
    expect(waitAfter(1, { now, random: () => 0 })).toBe(4500);
    expect(waitAfter(1, { now, random: () => 1 })).toBe(5500);
  });

  it.each([
    ['120', 120_000],
    ['3', 5000],
    ['1000000', 24 * 3600_000],
    [new Date(now + 60_000).toUTCString(), 60_000],
    [new Date(now - 60_000).toUTCString(), 5000],
    ['soon', 5000],
  ])('[WH13] are longer when the receiver asks for it, up to a day: %s', (retryAfter, wait) => {
    expect(waitAfter(1, { ...middle, retryAfter })).toBe(wait);
  });
});
