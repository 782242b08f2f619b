import { describe, expect, it } from 'vitest';
import { watchLayer } from './watch-layer.ts';

/** Somebody who hears of a layer until they leave. */
function hearing(layer: unknown[]) {
  const heard: unknown[] = [];
  const leaving = new AbortController();
  watchLayer(layer, (pushed) => heard.push(pushed), leaving.signal);
  return { heard, leave: () => leaving.abort() };
}

describe('a data layer that is watched', () => {
  it.each([
    ['first', 'second'],
    ['second', 'first'],
  ])('[CA39] has the push of before again when the %s and then the %s has left', (sooner) => {
    const layer: unknown[] = [];
    const [one, two] = [hearing(layer), hearing(layer)];
    layer.push('a');
    (sooner === 'first' ? one : two).leave();
    layer.push('b');
    (sooner === 'first' ? two : one).leave();
    layer.push('c');
    expect(Object.hasOwn(layer, 'push')).toBe(false);
    expect([one.heard, two.heard]).toEqual(sooner === 'first' ? [['a'], ['a', 'b']] : [['a', 'b'], ['a']]);
    expect(layer).toEqual(['a', 'b', 'c']);
  });

  it('[CA39] keeps what somebody has put there before, and answers what that answers', () => {
    const own = (...pushed: unknown[]): boolean => pushed.length > 1;
    const layer: unknown[] = [];
    Object.assign(layer, { push: own });
    const { heard, leave } = hearing(layer);
    expect(layer.push('a', 'b')).toBe(true);
    expect(heard).toEqual(['a', 'b']);
    leave();
    expect(layer.push).toBe(own);
  });

  it('[CA39] is left alone where somebody has put something over it since', () => {
    const layer: unknown[] = [];
    const { heard, leave } = hearing(layer);
    const later = (...pushed: unknown[]) => Array.prototype.push.apply(layer, pushed);
    layer.push = later;
    leave();
    layer.push('a');
    expect(layer.push).toBe(later);
    expect(heard).toEqual([]);
  });
});
