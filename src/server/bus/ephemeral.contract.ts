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
      await ephemeral.touch('s/v', 'one', 100, 'active');
      await ephemeral.touch('s/v', 'two', 300);
      expect(await ephemeral.members('s/v')).toEqual(
        new Map([
          ['one', 'active'],
          ['two', ''],
        ]),
      );
      await pass(150);
      expect([...(await ephemeral.members('s/v')).keys()]).toEqual(['two']);
      await pass(200);
      expect((await ephemeral.members('s/v')).size).toBe(0);
    });

    it('[EN34] renews a member with its newest value', async () => {
      const { ephemeral, pass } = await create();
      await ephemeral.touch('s/v', 'one', 100, 'active');
      await pass(80);
      await ephemeral.touch('s/v', 'one', 100, 'idle');
      await pass(80);
      expect(await ephemeral.members('s/v')).toEqual(new Map([['one', 'idle']]));
    });

    it('[EN35] forgets a member that leaves, and no other', async () => {
      const { ephemeral } = await create();
      await ephemeral.touch('s/v', 'one', 1000);
      await ephemeral.touch('s/v', 'two', 1000);
      await ephemeral.leave('s/v', 'one');
      await ephemeral.leave('s/w', 'two');
      expect([...(await ephemeral.members('s/v')).keys()]).toEqual(['two']);
    });

    it('[EN36] gives a burst of tokens, then tells how long to wait, and refills at its pace', async () => {
      const { ephemeral, pass } = await create();
      const bucket = { burst: 3, perSecond: 2 };
      for (let taken = 0; taken < 3; taken++) expect(await ephemeral.take('s/k', bucket)).toBe(0);
      const wait = await ephemeral.take('s/k', bucket);
      expect(wait).toBeGreaterThan(400);
      expect(wait).toBeLessThanOrEqual(500);
      await pass(500);
      expect(await ephemeral.take('s/k', bucket)).toBe(0);
      expect(await ephemeral.take('s/k', bucket)).toBeGreaterThan(0);
      expect(await ephemeral.take('s/other', bucket)).toBe(0);
    });

    it('[EN36] never saves up more than a burst', async () => {
      const { ephemeral, pass } = await create();
      const bucket = { burst: 2, perSecond: 10 };
      await ephemeral.take('s/k', bucket);
      await pass(5000);
      expect(await ephemeral.take('s/k', bucket)).toBe(0);
      expect(await ephemeral.take('s/k', bucket)).toBe(0);
      expect(await ephemeral.take('s/k', bucket)).toBeGreaterThan(0);
    });
  });
}
