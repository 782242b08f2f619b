import type { DaySpan, OpeningHours } from '../protocol/hours.ts';
import { momentOf, wallClock } from './wall-clock.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4;
/** How far ahead an opening is looked for: a shop may close for a season. */
const HORIZON_DAYS = 370;

/** Open from `from` until just before `to`, epoch ms. */
interface Stretch {
  from: number;
  to: number;
}

/** Whether a moment is within the hours; the end of a span is not. A span is one stretch of time, whatever the clocks do meanwhile. */
export function isOpen(hours: OpeningHours, at: number): boolean {
  const today = dayOf(hours, at);
  // Yesterday's spans may reach over midnight.
  return [-1, 0, 1].some((days) => stretchesOf(hours, today + days).some(({ from, to }) => from <= at && at < to));
}

/** The moment at which it is open next: `at` itself while it is, and undefined when it will not be for a year. */
export function nextOpening(hours: OpeningHours, at: number): number | undefined {
  if (isOpen(hours, at)) return at;
  const today = dayOf(hours, at);
  for (let day = today - 1; day <= today + HORIZON_DAYS; day++) {
    const next = stretchesOf(hours, day).find(({ from }) => from >= at);
    if (next) return next.from;
  }
  return undefined;
}

/** How long it was open between two moments, ms. */
export function openMsBetween(hours: OpeningHours, from: number, to: number): number {
  let open = 0;
  let counted = from;
  for (let day = dayOf(hours, from) - 1; day <= dayOf(hours, to) + 1; day++) {
    for (const stretch of stretchesOf(hours, day)) {
      // Where spans overlap, time counts once.
      const begin = Math.max(stretch.from, counted);
      const end = Math.min(stretch.to, to);
      if (end <= begin) continue;
      open += end - begin;
      counted = end;
    }
  }
  return open;
}

/** Days since the epoch by the wall's calendar. */
const dayOf = ({ timeZone }: OpeningHours, at: number): number => Math.floor(wallClock(timeZone, at) / DAY_MS);

/** What begins on a day, earliest first, without what the clocks have swallowed. */
function stretchesOf(hours: OpeningHours, day: number): Stretch[] {
  const { timeZone } = hours;
  return spansOf(hours, day)
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => {
      const midnight = day * DAY_MS;
      const end = to > from ? to : to + DAY_MINUTES;
      return {
        from: momentOf(timeZone, midnight + from * MINUTE_MS),
        to: momentOf(timeZone, midnight + end * MINUTE_MS),
      };
    })
    .filter(({ from, to }) => from < to);
}

function spansOf({ hours, exceptions = [] }: OpeningHours, day: number): DaySpan[] {
  if (exceptions.length > 0) {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    const exception = exceptions.find((one) => one.date === date);
    if (exception) return exception.spans;
  }
  const weekday = (((day + EPOCH_WEEKDAY) % 7) + 7) % 7;
  return hours.filter((span) => span.weekday === weekday);
}
