const DAY_MS = 86_400_000;

/** Making one takes longer than drawing the message around it. */
const formats: Record<string, Intl.DateTimeFormat> = {};

/** The time of day, such as 10:43. `at` in epoch ms. */
export function clock(locale: string, at: number): string {
  formats[locale] ??= new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  return formats[locale].format(at);
}

/** Whole calendar days from `now` to `at`, by the reader's own calendar: −1 is yesterday. */
export const daysFrom = (now: number, at: number): number =>
  Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY_MS);
