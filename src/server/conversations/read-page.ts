import type { Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Log, PageQuery, Stream } from '../store/log.ts';
import type { Range } from './conversations.ts';
import type { Tail } from './tail-cache.ts';

type By = PageQuery['by'];

/** One page of a log, out of the tail where it reaches that far back, else from the store. An empty range means the newest. */
export async function readPage(log: Log, stream: Stream, tail: Tail, by: By, range: Range): Promise<Entry[]> {
  const limits = { limit: LIMITS.syncEntries, maxBytes: LIMITS.syncBytes };
  const { after } = range;
  const shown = tail.entries.filter((entry) => entry[by] !== undefined);
  const whole = tail.entries[0]?.seq === 1;
  if (after !== undefined) {
    if (after >= tail.row[by]) return [];
    const reaches = whole || after >= (shown[0]?.[by] ?? Number.POSITIVE_INFINITY) - 1;
    if (!reaches) return log.page(stream, { by, after, ...limits });
    return fitting(shown.filter((entry) => (entry[by] ?? 0) > after));
  }
  const before = Math.min(range.before ?? Number.POSITIVE_INFINITY, tail.row[by] + 1);
  const limit = range.before === undefined ? LIMITS.syncEntries : LIMITS.olderEntries;
  const older = shown.filter((entry) => (entry[by] ?? 0) < before).slice(-limit);
  const enough = whole || older.length === limit;
  if (!enough) return log.page(stream, { by, before, ...limits, limit });
  return fitting(older.reverse()).reverse();
}

const sizes = new WeakMap<Entry, number>();

/** The first entries that fit into a page, at least one. */
function fitting(entries: Entry[]): Entry[] {
  let bytes = 0;
  const end = entries.findIndex((entry, index) => {
    bytes += sizeOf(entry);
    return index > 0 && bytes > LIMITS.syncBytes;
  });
  return entries.slice(0, Math.min(end < 0 ? entries.length : end, LIMITS.syncEntries));
}

function sizeOf(entry: Entry): number {
  const known = sizes.get(entry);
  if (known !== undefined) return known;
  const bytes = Buffer.byteLength(JSON.stringify(entry));
  sizes.set(entry, bytes);
  return bytes;
}
