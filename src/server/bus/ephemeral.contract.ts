import { describe, expect, it } from 'vitest';
import type { Ephemeral } from './ephemeral.ts';

/** What every ephemeral store must do. `pass` lets that many milliseconds go by on the store's clock. */
export function ephemeralContract(
  name: string,
  create: () => Promise<{ ephemeral: Ephemeral; pass: (ms: number) => Promise<void> }>,
): void {
  describe(`ephemeral: ${name}`, () => {
    it('[EN34] knows a member and its value until its time is over, and not longer', async () => {
      const { ephemeral, pass } = await create();
      await ephemeral.touch('s/v', 'one', 10_000, 'active');
      await ephemeral.touch('s/v', 'two', 30_000);
      expect(await ephemeral.members('s/v')).toEqual(
        new Map([
          ['one', 'active'],
          ['two', ''],
        ]),
      );
      await pass(15_000);
      expect([...(await ephemeral.members('s/v')).keys()]).toEqual(['two']);
      await pass(20_000);
      expect((await ephemeral.members('s/v')).size).toBe(0);
    });

    it('[EN34] renews a member with its newest value', async () => {
      const { ephemeral, pass } = await create();
      await ephemeral.touch('s/v', 'one', 10_000, 'active');
      await pass(8000);
      await ephemeral.touch('s/v', 'one', 10_000, 'idle: 😀');
      await pass(8000);
      expect(await ephemeral.members('s/v')).toEqual(new Map([['one', 'idle: 😀']]));
    });

    it('[EN35] forgets a member that leaves, and no other', async () => {
      const { ephemeral } = await create();
      await ephemeral.touch('s/v', 'one', 10_000);
      await ephemeral.touch('s/v', 'two', 10_000);
      await ephemeral.leave('s/v', 'one');
      await ephemeral.leave('s/w', 'two');
      expect([...(await ephemeral.members('s/v')).keys()]).toEqual(['two']);
    });

    it('[EN36] gives a burst of tokens, then tells how long to wait, and refills at its pace', async () => {
      const { ephemeral, pass } = await create();
      const bucket = { burst: 3, perSecond: 0.2 };
      for (let taken = 0; taken < 3; taken++) expect(await ephemeral.take('s/k', bucket)).toBe(0);
      const wait = await ephemeral.take('s/k', bucket);
      expect(wait).toBeGreaterThan(4000);
      expect(wait).toBeLessThanOrEqual(5000);
      await pass(5000);
      expect(await ephemeral.take('s/k', bucket)).toBe(0);
      expect(await ephemeral.take('s/k', bucket)).toBeGreaterThan(0);
      expect(await ephemeral.take('s/other', bucket)).toBe(0);
    });

    it('[EN36] never saves up more than a burst', async () => {
      const { ephemeral, pass } = await create();
      const bucket = { burst: 2, perSecond: 0.1 };
      await ephemeral.take('s/k', bucket);
      await pass(500_000);
      expect(await ephemeral.take('s/k', bucket)).toBe(0);
      expect(await ephemeral.take('s/k', bucket)).toBe(0);
      expect(await ephemeral.take('s/k', bucket)).toBeGreaterThan(0);
    });

    it('[RL1] takes from several buckets at once, or from none of them', async () => {
      const { ephemeral, pass } = await create();
      const narrow = { key: 's/narrow', burst: 1, perSecond: 0.1 };
      const wide = { key: 's/wide', burst: 3, perSecond: 0.01 };
      expect(await ephemeral.takeAll([narrow, wide])).toBe(0);
      const wait = await ephemeral.takeAll([narrow, wide]);
      expect(wait).toBeGreaterThan(9000);
      expect(wait).toBeLessThanOrEqual(10_000);
      // What was refused by the one has cost nothing of the other.
      expect(await ephemeral.take('s/wide', wide)).toBe(0);
      await pass(10_000);
      expect(await ephemeral.takeAll([narrow, wide])).toBe(0);
      expect(await ephemeral.take('s/wide', wide)).toBeGreaterThan(50_000);
    });
  });
}
