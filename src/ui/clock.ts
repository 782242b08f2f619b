const DAY_MS = 86_400_000;

/** The time of day, such as 10:43. `at` in epoch ms. */
export const clock = (locale: string, at: number): string =>
  new Date(at).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });

/** Whole calendar days from `now` to `at`, by the reader's own calendar: −1 is yesterday. */
export const daysFrom = (now: number, at: number): number =>
  Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY_MS);
