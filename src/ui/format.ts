import { daysFrom } from './clock.ts';

export { clock, daysFrom } from './clock.ts';
export { money } from './money.ts';

/** A day with its weekday, such as Fri 27 Nov. */
export const shortDate = (locale: string, at: number): string =>
  new Date(at).toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');

/** Today, yesterday, tomorrow, or the date, as it stands within a sentence. */
export function dayName(locale: string, at: number, now: number): string {
  const days = daysFrom(now, at);
  return Math.abs(days) < 2
    ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
    : shortDate(locale, at);
}

/** A share such as 0.15 in percent; a negative one with a minus sign. */
export const percent = (locale: string, share: number): string =>
  share.toLocaleString(locale, { style: 'percent' }).replace('-', '−');

/** With a capital at the beginning, as it stands alone. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
