import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpeningHours } from '../protocol/hours.ts';
import { isOpen, nextOpening, openMsBetween } from './hours.ts';
import { isTimeZone, wallClock } from './wall-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (iso: string): number => Date.parse(iso);
const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const span = (weekday: number, from: string, to: string) => ({ weekday, from: clock(from), to: clock(to) });

/** Lisbon is on UTC in winter and an hour ahead in summer; clocks change at 01:00 UTC. */
const lisbon = (hours: OpeningHours['hours'], exceptions?: OpeningHours['exceptions']): OpeningHours => ({
  timeZone: 'Europe/Lisbon',
  hours,
  ...(exceptions && { exceptions }),
});
const week = lisbon([1, 2, 3, 4, 5].map((weekday) => span(weekday, '09:00', '18:00')));
/** A Monday in July and one in January. */
const SUMMER = '2026-07-06';
const WINTER = '2026-01-05';
/** Sundays on which the clocks jump from 01:00 to 02:00, and from 02:00 back to 01:00. */
const SPRING = '2026-03-29';
const AUTUMN = '2026-10-25';

describe('opening hours', () => {
  it.each([
    ['a second before the start', week, `${SUMMER}T07:59:59Z`, false],
    ['at the start', week, `${SUMMER}T08:00:00Z`, true],
    ['just before the end', week, `${SUMMER}T16:59:59Z`, true],
    ['at the end', week, `${SUMMER}T17:00:00Z`, false],
    ['in winter, by the same clock', week, `${WINTER}T08:30:00Z`, false],
    ['on a Sunday', week, '2026-07-12T12:00:00Z', false],
  ])('[HR1] keep to the shop’s own clock: %s', (_, hours, when, open) => {
    expect(isOpen(hours, at(when))).toBe(open);
  });

  it('[HR2] may have several spans a day, and none', () => {
    const siesta = lisbon([span(1, '16:00', '20:00'), span(1, '09:00', '13:00')]);
    const opened = (time: string) => isOpen(siesta, at(`${WINTER}T${time}:00Z`));
    expect(['10:00', '14:00', '16:00', '20:00'].map(opened)).toEqual([true, false, true, false]);
    expect(isOpen(lisbon([]), at(`${WINTER}T12:00:00Z`))).toBe(false);
  });

  it.each([
    ['in the evening of its own day', '2026-01-05T22:30:00Z', true],
    ['after midnight', '2026-01-06T01:59:00Z', true],
    ['at its end', '2026-01-06T02:00:00Z', false],
    ['not in the night before its day', '2026-01-05T01:00:00Z', false],
  ])('[HR3] a span over midnight is open %s', (_, when, open) => {
    expect(isOpen(lisbon([span(1, '22:00', '02:00')]), at(when))).toBe(open);
  });

  it('[HR3] from midnight to midnight is the whole day, however the end is written', () => {
    for (const to of [0, 1440]) {
      const whole = lisbon([{ weekday: 1, from: 0, to }]);
      expect(openMsBetween(whole, at(`${WINTER}T00:00:00Z`) - DAY, at(`${WINTER}T00:00:00Z`) + 2 * DAY)).toBe(DAY);
      expect(isOpen(whole, at('2026-01-05T23:59:59Z'))).toBe(true);
    }
  });

  it('[HR4] a start that the clocks skip is the moment of the jump, and a span within the skipped hour never opens', () => {
    const early = lisbon([span(0, '01:30', '10:00')]);
    expect(nextOpening(early, at(`${SPRING}T00:00:00Z`))).toBe(at(`${SPRING}T01:00:00Z`));
    expect(openMsBetween(early, at(`${SPRING}T00:00:00Z`), at(`${SPRING}T12:00:00Z`))).toBe(8 * HOUR);
    const gone = lisbon([span(0, '01:10', '01:50')]);
    expect(nextOpening(gone, at(`${SPRING}T00:00:00Z`))).toBe(at('2026-04-05T00:10:00Z'));
  });

  it.each([
    ['an end in the repeated hour is the first of the two', '00:00', '01:30', 1.5],
    ['a start in it as well', '01:30', '03:00', 2.5],
    ['a span over it is an hour longer', '00:00', '04:00', 5],
    ['one after it is not', '09:00', '18:00', 9],
  ])('[HR5] when the clocks go back %s', (_, from, to, hours) => {
    const shop = lisbon([span(0, from, to)]);
    const day = at(`${AUTUMN}T00:00:00Z`) - HOUR;
    expect(openMsBetween(shop, day, day + 25 * HOUR)).toBe(hours * HOUR);
  });

  it('[HR6] a date of its own replaces its weekday’s spans: a holiday is closed, a long evening is longer', () => {
    const shop = lisbon(week.hours, [
      { date: '2026-12-25', spans: [] },
      { date: '2026-12-26', spans: [{ from: clock('10:00'), to: clock('22:00') }] },
    ]);
    expect(isOpen(shop, at('2026-12-25T12:00:00Z'))).toBe(false);
    expect(isOpen(shop, at('2026-12-26T21:00:00Z'))).toBe(true);
    expect(isOpen(shop, at('2026-12-28T12:00:00Z'))).toBe(true);
    expect(nextOpening(shop, at('2026-12-24T20:00:00Z'))).toBe(at('2026-12-26T10:00:00Z'));
  });

  it('[HR6] a night that began before the holiday goes on to its end', () => {
    const nights = lisbon([span(4, '22:00', '02:00'), span(5, '22:00', '02:00')], [{ date: '2026-12-25', spans: [] }]);
    expect(isOpen(nights, at('2026-12-25T01:00:00Z'))).toBe(true);
    expect(isOpen(nights, at('2026-12-25T23:00:00Z'))).toBe(false);
  });

  it('[HR7] the next opening is now while it is open, else the first moment that is', () => {
    expect(nextOpening(week, at(`${SUMMER}T12:00:30Z`))).toBe(at(`${SUMMER}T12:00:30Z`));
    expect(nextOpening(week, at('2026-07-10T20:00:00Z'))).toBe(at('2026-07-13T08:00:00Z'));
    expect(nextOpening(week, at('2026-03-27T20:00:00Z'))).toBe(at('2026-03-30T08:00:00Z'));
    expect(nextOpening(week, at('2026-10-23T20:00:00Z'))).toBe(at('2026-10-26T09:00:00Z'));
  });

  it('[HR7] finds the end of a season, and nothing where there is nothing', () => {
    const dates = Array.from({ length: 200 }, (_, day) => new Date(at('2026-01-01') + day * DAY));
    const winterBreak = dates.map((date) => ({ date: date.toISOString().slice(0, 10), spans: [] }));
    expect(nextOpening(lisbon(week.hours, winterBreak), at('2026-01-01T00:00:00Z'))).toBe(at('2026-07-20T08:00:00Z'));
    expect(nextOpening(lisbon([]), at(`${SUMMER}T12:00:00Z`))).toBeUndefined();
  });

  it('[HR8] open time counts overlapping spans once', () => {
    const double = lisbon([span(1, '09:00', '13:00'), span(1, '10:00', '11:00'), span(1, '12:00', '18:00')]);
    expect(openMsBetween(double, at(`${WINTER}T00:00:00Z`), at(`${WINTER}T23:00:00Z`))).toBe(9 * HOUR);
    expect(openMsBetween(week, at(`${SUMMER}T08:30:00Z`), at('2026-07-07T08:15:00Z'))).toBe(8.75 * HOUR);
    expect(openMsBetween(week, at(`${SUMMER}T12:00:00Z`), at(`${SUMMER}T11:00:00Z`))).toBe(0);
  });

  it('[HR10] knows time zones from words that are none', () => {
    expect(['Europe/Lisbon', 'UTC', 'America/St_Johns'].every(isTimeZone)).toBe(true);
    expect(['Europe/Atlantis', '', 'constructor'].some(isTimeZone)).toBe(false);
    expect(() => isOpen({ timeZone: 'Europe/Atlantis', hours: [] }, 0)).toThrow(RangeError);
  });
});

/** Zones with their changes of clock: of an hour, of half an hour, at midnight, of a whole day, in the southern year, and none. */
const CHANGES: [string, string][] = [
  ['Europe/Lisbon', '2026-03-29'],
  ['Europe/Lisbon', '2026-10-25'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-06-01'],
];

const anySpan = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 0, max: 96 }))
  .map(([from, to]) => ({ from: from * 15, to: to * 15 }));
const anyHours = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    spans: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), anySpan), { maxLength: 8 }),
    exception: fc.option(fc.array(anySpan, { maxLength: 2 }), { nil: undefined }),
  })
  .map(({ change: [timeZone, date], spans, exception }) => {
    const hours = spans.map(([weekday, one]) => ({ weekday, ...one }));
    const exceptions = exception && [{ date, spans: exception }];
    return { date, hours: { timeZone, hours, ...(exceptions && { exceptions }) } satisfies OpeningHours };
  });

/** Open or not, minute by minute: a clock that is never put back, against every span of every day. */
function walk({ timeZone, hours, exceptions = [] }: OpeningHours, from: number, minutes: number): boolean[] {
  let shown = wallClock(timeZone, from - 2 * DAY);
  for (let t = from - 2 * DAY; t < from; t += 15 * MINUTE) shown = Math.max(shown, wallClock(timeZone, t));
  return Array.from({ length: minutes }, (_, minute) => {
    shown = Math.max(shown, wallClock(timeZone, from + minute * MINUTE));
    const today = Math.floor(shown / DAY) * DAY;
    return [today - DAY, today].some((midnight) => {
      const day = new Date(midnight);
      const special = exceptions.find(({ date }) => date === day.toISOString().slice(0, 10));
      const spans = special?.spans ?? hours.filter(({ weekday }) => weekday === day.getUTCDay());
      return spans.some((one) => {
        const end = one.to > one.from ? one.to : one.to + 1440;
        return midnight + one.from * MINUTE <= shown && shown < midnight + end * MINUTE;
      });
    });
  });
}

describe('any opening hours, around any change of the clocks', () => {
  // Well over a hundred thousand readings of a clock take their time on a busy machine.
  it('[HR9] agree with a walk minute by minute', { timeout: 30_000 }, () => {
    const minutes = 3 * 1440;
    fc.assert(
      fc.property(anyHours, fc.integer({ min: 0, max: minutes }), ({ date, hours }, cut) => {
        const start = at(date) - DAY;
        const walked = walk(hours, start, minutes);
        const open = walked.filter(Boolean).length * MINUTE;
        expect(openMsBetween(hours, start, start + minutes * MINUTE)).toBe(open);
        // Time adds up wherever it is cut.
        const middle = start + cut * MINUTE;
        const halves = openMsBetween(hours, start, middle) + openMsBetween(hours, middle, start + minutes * MINUTE);
        expect(halves).toBe(open);
        for (let minute = cut % 17; minute < minutes; minute += 17) {
          expect(isOpen(hours, start + minute * MINUTE)).toBe(walked[minute]);
        }
        const next = walked.indexOf(true, cut);
        if (next >= 0) expect(nextOpening(hours, middle)).toBe(start + next * MINUTE);
      }),
      { numRuns: 30 },
    );
  });
});
