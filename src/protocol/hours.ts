import * as v from 'valibot';

const LAST_MINUTE = 1439;
/** Minutes after local midnight. */
const Minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_MINUTE));
/** An end may also be 1440, the midnight that ends the day. */
const EndMinute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_MINUTE + 1));

/** One stretch of opening on the day that it begins on. An end that is not after the start belongs to the next day. */
export const DaySpan = v.object({ from: Minute, to: EndMinute });
export type DaySpan = v.InferOutput<typeof DaySpan>;

/** The same for every week; 0 = Sunday. A weekday may have several, and one without any is closed. */
export const HoursSpan = v.object({
  weekday: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
  ...DaySpan.entries,
});
export type HoursSpan = v.InferOutput<typeof HoursSpan>;

/** A date with hours of its own instead of its weekday's: a holiday has no spans. */
export const HoursException = v.object({
  date: v.pipe(v.string(), v.isoDate()),
  spans: v.pipe(v.array(DaySpan), v.maxLength(10)),
});
export type HoursException = v.InferOutput<typeof HoursException>;

/** When a team answers, by the clock on the shop's wall. */
export const OpeningHours = v.object({
  /** IANA name, as in `Europe/Lisbon`. */
  timeZone: v.string(),
  hours: v.pipe(v.array(HoursSpan), v.maxLength(70)),
  exceptions: v.optional(v.pipe(v.array(HoursException), v.maxLength(400))),
});
export type OpeningHours = v.InferOutput<typeof OpeningHours>;
