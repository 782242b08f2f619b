import { expect, it } from 'vitest';
import { runFuzz } from './fuzz-run.ts';
import { growthOf } from './memory.ts';

it('[FZ1] survives frames and requests of every kind: no crash, no 5xx, no entry but by an accepted command, and every row is its log', {
  timeout: 120_000,
}, async () => {
  const { faults, frames, requests, entries, memory } = await runFuzz({ total: 20_000, seed: 7, log: () => undefined });
  expect(faults).toEqual([]);
  expect(frames).toBeGreaterThanOrEqual(18_000);
  expect(requests).toBeGreaterThanOrEqual(2000);
  expect(entries).toBeGreaterThan(1000);
  // So short a run still warms the server up.
  expect(growthOf(memory, 132 * 2 ** 20)).toEqual([]);
});
