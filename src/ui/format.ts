export { money } from './money.ts';

const DAY_MS = 86_400_000;

/** The time of day, such as 10:43. `at` in epoch ms. */
export const clock = (locale: string, at: number): string =>
  new Date(at).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });

/** A day with its weekday, such as Fri 27 Nov. */
export const shortDate = (locale: string, at: number): string =>
  new Date(at).toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');

/** Whole calendar days from `now` to `at`, by the reader's own calendar: −1 is yesterday. */
export const daysFrom = (now: number, at: number): number =>
  Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY_MS);

/** Today, yesterday, tomorrow, or the date, as it stands within a sentence. */
export function dayName(locale: string, at: number, now: number): string {
  const days = daysFrom(now, at);
  return Math.abs(days) < 2
    ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
    : shortDate(locale, at);
}

/** With a capital at the beginning, as it stands alone. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
