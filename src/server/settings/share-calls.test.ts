import { describe, expect, it } from 'vitest';
import { shareCalls } from './share-calls.ts';

describe('shared calls', () => {
  it('[GM1] calls with the same words that come together are one, and a later one asks anew', async () => {
    const asked: string[] = [];
    const ask = shareCalls(async (shop: string, visit: { locale?: string }) => {
      asked.push(`${shop} ${visit.locale}`);
      return asked.length;
    });
    const together = [ask('oak', { locale: 'en' }), ask('oak', { locale: 'en' }), ask('oak', { locale: 'fr' })];
    expect(await Promise.all(together)).toEqual([1, 1, 2]);
    expect(await ask('oak', { locale: 'en' })).toBe(3);
    expect(asked).toEqual(['oak en', 'oak fr', 'oak en']);
  });

  it('[GM1] a call that fails fails for those who shared it, and for nobody after them', async () => {
    let down = true;
    const ask = shareCalls(async (_: string) => {
      if (down) throw new Error('no store');
      return 'here';
    });
    const together = await Promise.allSettled([ask('oak'), ask('oak')]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    down = false;
    expect(await ask('oak')).toBe('here');
  });
});
