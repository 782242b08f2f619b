import type { Entry } from '../protocol/entries.ts';
import { VISIBILITY } from '../protocol/visibility.ts';
import type { NewEntry } from './decision.ts';
import { writtenVersion } from './forms.ts';

/** Head of a log; `lastAt` in ms. A conversation's state is one. */
export interface LogHead {
  seq: number;
  pub: number;
  lastAt: number;
}

/**
 * Gives entries their places after `head`: `seq` to each, `pub` to those that shoppers may see, both without gaps.
 * `at` is held back from decreasing, should a clock jump.
 */
export function number(head: LogHead | undefined, entries: NewEntry[]): Entry[] {
  let { seq, pub, lastAt } = head ?? { seq: 0, pub: 0, lastAt: 0 };
  return entries.map((entry): Entry => {
    seq += 1;
    lastAt = Math.max(lastAt, entry.at);
    const place = { seq, at: lastAt, v: writtenVersion(entry.kind) };
    if (VISIBILITY[entry.kind] !== 'public') return { ...entry, ...place };
    pub += 1;
    return { ...entry, ...place, pub };
  });
}
