import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTyping } from './typing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('typing', () => {
  it('[WI20] is said at once, then every three seconds, and ended four seconds after the last key', () => {
    const said: boolean[] = [];
    const type = createTyping((on) => void said.push(on));
    for (let key = 0; key < 7; key += 1) {
      type(true);
      vi.advanceTimersByTime(500);
    }
    expect(said).toEqual([true, true]);
    vi.advanceTimersByTime(3500);
    expect(said).toEqual([true, true, false]);
  });

  it('[WI20] is ended once by sending, and not ended when it never began', () => {
    const said: boolean[] = [];
    const type = createTyping((on) => void said.push(on));
    type(false);
    type(true);
    type(false);
    type(false);
    expect(said).toEqual([true, false]);
  });
});
