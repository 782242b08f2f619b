const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Whether this is the name of a time zone that we can reckon with. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    // `Intl` knows no such zone: that is the answer.
    return false;
  }
}

/**
 * What a clock on the wall shows at a moment (epoch ms), as the epoch ms at which a clock in UTC shows the same.
 * Whole seconds. @throws RangeError for an unknown time zone
 */
export function wallClock(timeZone: string, at: number): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The first moment (epoch ms) at which the clock on the wall reaches a reading. A reading that the clocks skip is
 * reached when they jump over it; of one that comes twice the first counts.
 */
export function momentOf(timeZone: string, reading: number): number {
  // Offsets a day before and a day after, so that a change of the clocks between them is seen, and only one.
  const before = reading - offsetAt(timeZone, reading - DAY_MS);
  const after = reading - offsetAt(timeZone, reading + DAY_MS);
  if (before === after) return before;
  const [first, last] = before < after ? [before, after] : [after, before];
  if (wallClock(timeZone, first) === reading) return first;
  if (wallClock(timeZone, last) === reading) return last;
  // Neither: the reading is skipped, and the jump lies between the two.
  let [shows, reached] = [first, last];
  while (reached - shows > 1000) {
    const middle = Math.floor((shows + reached) / 2000) * 1000;
    if (wallClock(timeZone, middle) >= reading) reached = middle;
    else shows = middle;
  }
  return reached;
}

const offsetAt = (timeZone: string, at: number): number => wallClock(timeZone, at) - Math.floor(at / 1000) * 1000;
