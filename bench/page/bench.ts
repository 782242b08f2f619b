import type { Browser } from 'playwright-core';
import type { Note } from '../report/create-report.ts';
import { median } from './median.ts';
import type { Kind, Pages } from './serve-pages.ts';

/** What each group of rows is measured with. */
export interface Bench {
  browser: Browser;
  pages: Pages;
  note: Note;
}

/** How many times slower a shopper's device is than this machine. */
export const SLOWER = 4;
export const RUNS = 9;

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Measures each kind in turn, so that what else the machine does meets all alike; first one round that does not count. */
export async function inTurns<K extends Kind, T>(
  kinds: readonly K[],
  runs: number,
  measure: (kind: K) => Promise<T>,
): Promise<Record<K, T[]>> {
  const results = Object.fromEntries(kinds.map((kind) => [kind, [] as T[]])) as Record<K, T[]>;
  for (const kind of kinds) await measure(kind);
  for (let run = 0; run < runs; run++) {
    for (let turn = 0; turn < kinds.length; turn++) {
      const kind = kinds[(run + turn) % kinds.length]!;
      results[kind].push(await measure(kind));
    }
  }
  return results;
}

/** A row for a time that may be so many times the floor's. */
export function noteRatio(note: Note, name: string, ours: number[], floor: number[], bound: number): void {
  const [mine, least] = [median(ours), median(floor)];
  note(name, mine <= least * bound, {
    measured: ms(mine),
    baseline: `floor ${ms(least)}`,
    is: `${(mine / least).toFixed(2)} ×`,
    bound: `≤ ${bound} ×`,
  });
}

export const ms = (time: number): string => `${time.toFixed(1)} ms`;
