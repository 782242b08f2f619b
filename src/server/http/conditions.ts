import type { Bus } from '../bus/bus.ts';
import { StoreFull } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Condition, Look } from './readiness.ts';

const OK: Condition = { is: 'ok', ready: true };

/** `full`: there is no room to write; what is kept can still be read. */
export const storeCondition =
  (store: Pick<Store, 'ping'>): Look =>
  async () => {
    try {
      await store.ping();
      return OK;
    } catch (error) {
      if (error instanceof StoreFull) return { is: 'full', ready: false, detail: error.message };
      throw error;
    }
  };

/** `lost`: other processes cannot be told or heard. */
export const busCondition =
  (bus: Pick<Bus, 'reachable'>): Look =>
  () =>
    bus.reachable() ? OK : { is: 'lost', ready: false };

/** A wall clock that moves so much against the steady one between two looks has been set, ms. */
const JUMP_MS = 5000;
/** How long that is told, ms. */
const TOLD_MS = 60_000;

/**
 * `jumped`: the wall clock has been set in the last minute. Nothing here depends on it but the times that people read,
 * so the server stays ready.
 * @param clocks milliseconds; `wall` may jump, `steady` never does
 */
export function clockCondition(clocks: { wall: () => number; steady: () => number }): Look {
  const ahead = (): number => clocks.wall() - clocks.steady();
  let last = ahead();
  let jump: { until: number; detail: string } | undefined;

  return () => {
    const now = ahead();
    const moved = now - last;
    last = now;
    if (Math.abs(moved) > JUMP_MS) {
      const seconds = Math.round(Math.abs(moved) / 1000);
      jump = { until: clocks.steady() + TOLD_MS, detail: `${seconds} s ${moved > 0 ? 'forward' : 'backward'}` };
    }
    if (!jump || jump.until <= clocks.steady()) return OK;
    return { is: 'jumped', ready: true, detail: jump.detail };
  };
}
