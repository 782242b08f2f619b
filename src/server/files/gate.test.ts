import { expect, it } from 'vitest';
import { createGate } from './gate.ts';

it('[FI14] lets two pictures be made at a time, in the order in which they came, whatever becomes of the others', async () => {
  const gate = createGate(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const works = [0, 1, 2, 3].map((n) =>
    gate(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (n === 0) throw new Error('broken');
      return n;
    }),
  );
  const settled = Promise.allSettled(works);
  expect(begun).toEqual([0, 1]);
  for (const n of [0, 1, 2, 3]) {
    ends[n]?.();
    await Promise.allSettled([works[n]]);
  }
  expect(begun).toEqual([0, 1, 2, 3]);
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});
