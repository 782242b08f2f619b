import * as v from 'valibot';

const LIMIT = '50';

/** Where a page ended: the value that the list is ordered by, and an id for those that share it. */
export type Place = readonly [value: string | number, id: string];

/** Opaque for whoever gets it: lists may be ordered otherwise tomorrow. */
export const cursorOf = (...place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

const Cursor = v.pipe(
  v.string(),
  v.maxLength(600),
  v.transform((text): unknown => {
    try {
      return JSON.parse(Buffer.from(text, 'base64url').toString());
    } catch {
      // Not one of ours: the next check refuses it.
      return undefined;
    }
  }),
  v.tuple([v.union([v.pipe(v.number(), v.safeInteger()), v.string()]), v.string()]),
);

/** The parameters of every list: where to go on, and how many at most. */
export const PAGING = {
  cursor: v.optional(Cursor),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
    LIMIT,
  ),
};

/** The place of a cursor in a list that is ordered by time. */
export const momentOf = (place: Place | undefined): { at: number; id: string } | undefined =>
  place && { at: Number(place[0]) || 0, id: place[1] };

/** Cuts what was read with one more than the limit: the one tells that there is a next page. */
export function pageOf<T>(read: T[], limit: number, placeOf: (last: T) => Place): { page: T[]; next?: string } {
  const page = read.slice(0, limit);
  const last = page.at(-1);
  return read.length > limit && last !== undefined ? { page, next: cursorOf(...placeOf(last)) } : { page };
}
