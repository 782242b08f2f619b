import type { Memory } from '../support/server-memory.ts';

/** What was read while other things ran may differ by so much, bytes. */
const SLACK = 32 * 2 ** 20;

/** What grew by more than a tenth of what it was when the server was warm, in words. */
export function growthOf({ warm, end }: { warm: Memory; end: Memory }, slack = SLACK): string[] {
  const names = ['resident', 'heap'] as const;
  return names
    .filter((name) => end[name] > warm[name] * 1.1 + slack)
    .map((name) => `memory (${name}) grew from ${mib(warm[name])} to ${mib(end[name])}`);
}

export const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed()} MiB`;
