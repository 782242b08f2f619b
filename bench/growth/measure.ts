import type { Question } from './questions.ts';

const WARM_CALLS = 300;
const WARM_MS = 2000;
const LEAST_CALLS = 500;
const CALLS = 2000;
const FOR_MS = 6000;

export interface Compared {
  /** p99 of each, and the middle ones, ms. */
  large: number;
  small: number;
  middle: { large: number; small: number };
  /** Of the two p99. */
  ratio: number;
}

/** Asks both in turns, so that whatever else the machine does falls on both alike. */
export async function compare(large: Question, small: Question): Promise<Compared> {
  let i = 0;
  const turn = async (): Promise<[number, number]> => {
    i += 1;
    if (i % 2 === 0) return [await timed(large, i), await timed(small, i)];
    const first = await timed(small, i);
    return [await timed(large, i), first];
  };
  const warm = performance.now() + WARM_MS;
  while (i < WARM_CALLS && (i < WARM_CALLS / 3 || performance.now() < warm)) await turn();
  const times: [number, number][] = [];
  const end = performance.now() + FOR_MS;
  while (times.length < CALLS && (times.length < LEAST_CALLS || performance.now() < end)) times.push(await turn());
  const sorted = ([0, 1] as const).map((side) => times.map((both) => both[side]).toSorted((a, b) => a - b));
  const at = (side: 0 | 1, part: number) => sorted[side]![Math.floor(sorted[side]!.length * part)]!;
  const [p99, low] = [at(0, 0.99), at(1, 0.99)];
  return {
    large: p99,
    small: low,
    middle: { large: at(0, 0.5), small: at(1, 0.5) },
    ratio: p99 / low,
  };
}

async function timed(question: Question, i: number): Promise<number> {
  const begun = performance.now();
  await question.ask(i);
  return performance.now() - begun;
}
