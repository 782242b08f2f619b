const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between the ten tries, ms: the schedule of Standard Webhooks, a little over three days in all. */
const WAITS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;
const LONGEST = 24 * HOUR;
/** A wait is up to so much shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * [WH13] How long to wait after try number `attempt`, ms; undefined when it was the last. A receiver may ask for a
 * longer wait than the schedule's, up to a day.
 *
 * @param retryAfter the answer's `Retry-After`: seconds, or a date.
 */
export function waitAfter(
  attempt: number,
  { retryAfter, now, random }: { retryAfter?: string; now: number; random: () => number },
): number | undefined {
  const wait = WAITS[attempt - 1];
  if (wait === undefined) return undefined;
  const spread = wait * (1 - JITTER + 2 * JITTER * random());
  return Math.round(Math.max(spread, Math.min(asked(retryAfter, now), LONGEST)));
}

function asked(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0;
  if (/^\s*\d{1,9}\s*$/.test(retryAfter)) return Number(retryAfter) * SECOND;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
