import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from './cart-source.ts';
import { type ShopCart, shopSource } from './shop-source.ts';

const snapshot = (subtotal: number): Snapshot => ({ cart: { currency: 'EUR', subtotal, lines: [] }, codes: [] });

/** A shop that answers when it is told to. */
function made(change: Partial<ShopCart> = {}) {
  const readings: ((snapshot: Snapshot | undefined) => void)[] = [];
  const told: number[] = [];
  const complaints: unknown[] = [];
  let changed: () => void = () => {};
  const source = shopSource(
    {
      read: () => new Promise((resolve) => readings.push(resolve)),
      watch(callback) {
        changed = callback;
      },
      add: () => undefined,
      apply: async () => {},
      ...change,
    },
    { complain: (error) => complaints.push(error) },
  );
  const stop = source.start(({ cart }) => told.push(cart.subtotal));
  const answer = async (subtotal?: number) => {
    readings.shift()?.(subtotal === undefined ? undefined : snapshot(subtotal));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { source, stop, told, readings, complaints, answer, changed: () => changed() };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a shop that is read', () => {
  it('[CA18] is read at once, and once for changes that come together', async () => {
    const { answer, changed, readings, told } = made();
    await answer(1);
    changed();
    changed();
    await vi.advanceTimersByTimeAsync(60);
    expect(readings).toHaveLength(1);
    await answer(2);
    expect(told).toEqual([1, 2]);
  });

  it('[CA18] is read again for what changes while it is being read, never twice at a time', async () => {
    const { answer, changed, readings, told } = made();
    changed();
    await vi.advanceTimersByTimeAsync(60);
    changed();
    await vi.advanceTimersByTimeAsync(60);
    expect(readings).toHaveLength(1);
    await answer(1);
    expect(readings).toHaveLength(1);
    await answer(2);
    expect(readings).toHaveLength(0);
    expect(told).toEqual([1, 2]);
  });

  it('[CA18] says nothing of a cart that is not known yet, and nothing once it is stopped', async () => {
    const { answer, changed, readings, told, stop, complaints } = made();
    await answer(undefined);
    changed();
    await vi.advanceTimersByTimeAsync(60);
    stop();
    await answer(3);
    changed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(readings).toEqual([]);
    expect([...told, ...complaints]).toEqual([]);
  });

  it('[CA18] is complained of when it cannot be read', async () => {
    const { complaints } = made({ read: () => Promise.reject(new Error('404')) });
    await vi.advanceTimersByTimeAsync(0);
    expect(complaints).toEqual([new Error('404')]);
  });
});
