import { LOCALE, t } from '../text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayInYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });

/** `10:38`, the reader's local time. */
export const timeOfDay = (at: number): string => clock.format(at);

/** `12 Oct`, or with the year when it is another one. */
export const shortDate = (at: number, now: number): string =>
  (new Date(at).getFullYear() === new Date(now).getFullYear() ? dayInYear : dayAndYear).format(at);

/** How long ago, as short as a list needs it: `Now`, `4 min`, `2 h`, `12 Oct`. */
export function shortAgo(at: number, now: number): string {
  const past = Math.max(0, now - at);
  if (past < MINUTE) return t('time.now');
  if (past < HOUR) return t('time.minutes', { n: Math.floor(past / MINUTE) });
  if (past < DAY) return t('time.hours', { n: Math.floor(past / HOUR) });
  return shortDate(at, now);
}

/** The same within a sentence: `just now`, `4 min ago`; a date stays a date. */
export function longAgo(at: number, now: number): string {
  const past = now - at;
  if (past < MINUTE) return t('time.just_now');
  return past < DAY ? t('time.ago', { time: shortAgo(at, now) }) : shortDate(at, now);
}

/** One value a calendar day, in the reader's time zone. */
export const dayKey = (at: number): string => new Date(at).toDateString();

/** `Today`, `Yesterday`, or `Monday 16 November`. */
export function dayName(at: number, now: number): string {
  if (dayKey(at) === dayKey(now)) return t('day.today');
  if (dayKey(at) === dayKey(now - DAY)) return t('day.yesterday');
  return weekday.format(at);
}
