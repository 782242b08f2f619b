import { describe, expect, it } from 'vitest';
import { codeState, type ShopSide } from './shop-side.ts';

describe('how it stands with a code', () => {
  it.each<[string, ShopSide | undefined, string[], object]>([
    ['nobody has asked for it', undefined, [], { at: 'open' }],
    ['the conversation knows it, and no source sees codes', undefined, ['SUMMER'], { at: 'applied' }],
    ['the cart shows it, in its own case', { codes: [{ code: 'summer', saves: 4 }] }, [], { at: 'applied', saves: 4 }],
    ['the conversation knows it, but the cart no longer', { codes: [] }, ['SUMMER'], { at: 'open' }],
    ['the shop is being asked', { asked: { SUMMER: 'asking' } }, [], { at: 'asking' }],
    ['the shop has refused it', { codes: [], asked: { SUMMER: 'refused' } }, ['SUMMER'], { at: 'refused' }],
    ['it waits for a cart', { codes: [], asked: { SUMMER: 'later' } }, [], { at: 'later' }],
    [
      'it was refused and then applied in the shop',
      { codes: [{ code: 'SUMMER' }], asked: { SUMMER: 'refused' } },
      [],
      { at: 'applied' },
    ],
  ])('[CA13] %s', (_, shop, log, state) => {
    expect(codeState(shop, new Set(log), 'SUMMER')).toEqual(state);
  });
});
