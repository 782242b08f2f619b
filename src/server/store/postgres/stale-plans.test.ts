import { expect, it } from 'vitest';
import { createStalePlans } from './stale-plans.ts';

it('[PG14] plans are made anew as the work of a connection doubles, and every minute', () => {
  let now = 0;
  const stale = createStalePlans(() => now);
  const [one, two] = [{}, {}];
  const uses = Array.from({ length: 20 }, (_, index) => (stale(one) ? index + 1 : 0)).filter((use) => use > 0);
  expect(uses).toEqual([2, 4, 8, 16]);
  expect(stale(two)).toBe(false);
  now = 60_000;
  expect([stale(one), stale(one)]).toEqual([true, false]);
});
