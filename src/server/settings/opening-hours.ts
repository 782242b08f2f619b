import type { HoursSpan, Shop } from '../store/shops.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Whether the team answers now; `backAt` (epoch ms) when it does not but will within the next eight days. */
export type Availability = { open: true } | { open: false; backAt?: number };

/** Whether somebody of the team answers at this moment, by the shop's transfer setting and its hours. */
export function availability(shop: Pick<Shop, 'transfer' | 'hours' | 'timeZone'>, now: number): Availability {
  if (shop.transfer === 'always') return { open: true };
  if (shop.transfer === 'never') return { open: false };
  if (isOpen(shop, now)) return { open: true };
  const backAt = nextOpening(shop, now);
  return backAt === undefined ? { open: false } : { open: false, backAt };
}

/** Whether a moment is within the hours; the end of a span is not. */
export function isOpen({ hours, timeZone }: Pick<Shop, 'hours' | 'timeZone'>, at: number): boolean {
  const { weekday, minutes } = wallClock(timeZone, at);
  return hours.some((span) => span.weekday === weekday && minutes >= span.from && minutes < span.to);
}

/** The start of the next span. Days may have 23 or 25 hours: a guess is moved until the wall clock agrees. */
function nextOpening({ hours, timeZone }: Pick<Shop, 'hours' | 'timeZone'>, now: number): number | undefined {
  const { weekday, minutes } = wallClock(timeZone, now);
  const minute = Math.floor(now / MINUTE_MS);
  const waits = hours.map((span) => {
    const days = (span.weekday - weekday + 7) % 7;
    const wait = days * DAY_MINUTES + span.from - minutes;
    return settled(span, timeZone, minute + (wait > 0 ? wait : wait + 7 * DAY_MINUTES));
  });
  return waits.length === 0 ? undefined : Math.min(...waits) * MINUTE_MS;
}

function settled(span: HoursSpan, timeZone: string, guess: number): number {
  const wall = wallClock(timeZone, guess * MINUTE_MS);
  const days = ((span.weekday - wall.weekday + 10) % 7) - 3;
  const off = days * DAY_MINUTES + span.from - wall.minutes;
  // An hour that the clocks skip has no minute of its own: the guess is then the first one after it.
  const moved = guess + off;
  return wallClock(timeZone, moved * MINUTE_MS).minutes === span.from % DAY_MINUTES ? moved : Math.max(guess, moved);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Weekday (0 = Sunday) and minutes after midnight that a clock on the shop's wall shows. */
function wallClock(timeZone: string, at: number): { weekday: number; minutes: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { weekday: WEEKDAYS.indexOf(parts.weekday!), minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}
