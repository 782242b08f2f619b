import { describe, expect, it } from 'vitest';
import { LIMITS } from '../protocol/limits.ts';
import { createMemoryEphemeral } from './bus/memory-ephemeral.ts';
import type { Limits } from './config.ts';
import { createRates } from './rates.ts';

/** A world whose time goes on by seconds; how many of `n` tries of an act pass. */
function world(limits: Partial<Limits> = {}) {
  let now = 0;
  const ephemeral = createMemoryEphemeral({ clock: () => now });
  const rates = createRates({ ...LIMITS, ...limits });
  const tries = async (n: number, act: () => ReturnType<typeof rates.command>): Promise<number> => {
    let passed = 0;
    for (let i = 0; i < n; i++) if ((await ephemeral.takeAll(act())) === 0) passed += 1;
    return passed;
  };
  return {
    later: (seconds: number) => {
      now += seconds * 1000;
    },
    says: (who: { shop?: string; visitor: string; prefix?: string; known?: boolean }, n = 1) =>
      tries(n, () => rates.command({ shop: 'a', prefix: '203.0.113.7', known: true, ...who })),
    comes: (n = 1, prefix = '203.0.113.7') => tries(n, () => rates.newcomer('a', prefix)),
    asks: (n: number, changing = false, prefix = '203.0.113.7') => tries(n, () => rates.request(prefix, changing)),
  };
}

describe('rates', () => {
  it('[RL7] hold back one flooder, and nobody of two hundred shoppers behind the same address', async () => {
    const w = world();
    let flooded = 0;
    for (let second = 0; second < 60; second++) {
      flooded += await w.says({ visitor: 'v_flooder' }, 500);
      // Everybody writes once in five seconds, which is fast for a person.
      for (let n = second % 5; n < 200; n += 5) expect(await w.says({ visitor: `v_${n}` })).toBe(1);
      w.later(1);
    }
    expect(flooded).toBeLessThanOrEqual(20 + 2 * 60);
    expect(flooded).toBeGreaterThan(100);
  });

  it('[RL8] keep a flood of newcomers from an address away from those who have written before', async () => {
    const w = world();
    let newcomers = 0;
    for (let second = 0; second < 30; second++) {
      for (let n = 0; n < 300; n++) newcomers += await w.says({ visitor: `v_new_${second}_${n}`, known: false });
      for (let n = 0; n < 40; n++) expect(await w.says({ visitor: `v_${second % 5}_${n}` })).toBe(1);
      w.later(1);
    }
    expect(newcomers).toBeLessThan(640 + 64 * 31);
  });

  it('[RL8] let an address make so many new visitors, and no more, and another address as many', async () => {
    const w = world();
    expect(await w.comes(1000)).toBe(256);
    w.later(10);
    expect(await w.comes(1000)).toBe(80);
    expect(await w.comes(1000, '198.51.100.1')).toBe(256);
  });

  it('[RL9] keep a flood in one shop away from another one', async () => {
    const w = world({ shopCommandBurst: 50, shopCommandsPerSecond: 10, connectionsPerPrefix: 1000 });
    let passed = 0;
    for (let n = 0; n < 500; n++) passed += await w.says({ shop: 'a', visitor: `v_${n}`, prefix: `10.0.0.${n}` });
    expect(passed).toBe(50);
    expect(await w.says({ shop: 'b', visitor: 'v_1', prefix: '10.0.0.1' }, 20)).toBe(20);
  });

  it('[RL10] let an address ask often, and change less often', async () => {
    const w = world();
    expect(await w.asks(2000, true)).toBe(320);
    expect(await w.asks(2000)).toBe(1280 - 320);
    w.later(1);
    expect(await w.asks(2000, true)).toBe(32);
    expect(await w.asks(2000, false, '198.51.100.1')).toBe(1280);
  });
});
