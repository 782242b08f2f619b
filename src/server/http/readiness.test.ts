import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreFull } from '../store/errors.ts';
import { busCondition, clockCondition, storeCondition } from './conditions.ts';
import { type Condition, createReadiness } from './readiness.ts';

let lines: object[];
const log = (fields: object): void => void lines.push(fields);
const logger = { info: log, warn: log };
beforeEach(() => {
  lines = [];
});

const OK: Condition = { is: 'ok', ready: true };

describe('readiness', () => {
  it('[RY2] names the state of each part, and is ready when all parts are and nothing drains', async () => {
    let store: Condition = OK;
    let bus: Condition = OK;
    let draining = false;
    const readiness = createReadiness({
      parts: { store: () => store, bus: async () => bus },
      draining: () => draining,
      logger,
      everyMs: 0,
    });
    expect(await readiness.look()).toEqual({ status: 'ready', store: 'ok', bus: 'ok', draining: false });
    bus = { is: 'lost', ready: false };
    expect(await readiness.look()).toEqual({ status: 'not_ready', store: 'ok', bus: 'lost', draining: false });
    bus = OK;
    store = { is: 'full', ready: false };
    expect(await readiness.look()).toEqual({ status: 'not_ready', store: 'full', bus: 'ok', draining: false });
    store = { is: 'odd', ready: true };
    expect(await readiness.look()).toEqual({ status: 'ready', store: 'odd', bus: 'ok', draining: false });
    draining = true;
    expect(await readiness.look()).toEqual({ status: 'not_ready', store: 'odd', bus: 'ok', draining: true });
  });

  it('[RY3] leaves one line in the log for each change, also when nobody asks', async () => {
    vi.useFakeTimers();
    let bus: Condition = OK;
    const readiness = createReadiness({ parts: { bus: () => bus }, draining: () => false, logger });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lines).toEqual([]);
    bus = { is: 'lost', ready: false, detail: 'why' };
    await vi.advanceTimersByTimeAsync(10_000);
    bus = OK;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lines).toEqual([
      { part: 'bus', state: 'lost', detail: 'why' },
      { part: 'bus', state: 'ok' },
    ]);
    readiness.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('[RY4] calls unreachable what fails or does not answer, and keeps the reason to the log', async () => {
    vi.useFakeTimers();
    const readiness = createReadiness({
      parts: {
        store: () => Promise.reject(new Error('/var/lib/shopbell.db is gone')),
        bus: () => new Promise<never>(() => {}),
      },
      draining: () => false,
      logger,
      everyMs: 0,
    });
    const report = readiness.look();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await report).toEqual({
      status: 'not_ready',
      store: 'unreachable',
      bus: 'unreachable',
      draining: false,
    });
    expect(lines).toContainEqual({ part: 'store', state: 'unreachable', detail: '/var/lib/shopbell.db is gone' });
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('conditions', () => {
  it('[RY5] tell a store without room from one that cannot be reached', async () => {
    let fault: Error | undefined = new StoreFull('no room');
    const look = storeCondition({
      ping: async () => {
        if (fault) throw fault;
      },
    });
    expect(await look()).toMatchObject({ is: 'full', ready: false });
    fault = new Error('gone');
    await expect(look()).rejects.toThrow('gone');
    fault = undefined;
    expect(await look()).toEqual(OK);
  });

  it('[RY5] tell a bus that is lost', () => {
    expect(busCondition({ reachable: () => false })()).toMatchObject({ is: 'lost', ready: false });
    expect(busCondition({ reachable: () => true })()).toEqual(OK);
  });

  it.each([
    ['forward', 3_600_000],
    ['backward', -3_600_000],
    ['forward', 6000],
  ])('[RY6] tell for a minute that the clock was set %s, and stay ready', async (direction, by) => {
    let steady = 500_000;
    let set = 0;
    const look = clockCondition({ wall: () => 1_700_000_000_000 + steady + set, steady: () => steady });
    steady += 2000;
    expect(await look()).toEqual(OK);
    steady += 2000;
    set = by;
    const seen = await look();
    expect(seen).toMatchObject({ is: 'jumped', ready: true });
    expect(seen.detail).toContain(direction);
    steady += 59_000;
    expect(await look()).toMatchObject({ is: 'jumped' });
    steady += 2000;
    expect(await look()).toEqual(OK);
  });

  it('[RY6] take no notice of a clock that is only a little off, or of a process that was held up', async () => {
    let steady = 0;
    let wall = 0;
    const look = clockCondition({ wall: () => wall, steady: () => steady });
    for (let n = 0; n < 20; n++) {
      steady += 2000;
      wall += 2400;
      expect(await look()).toEqual(OK);
    }
    steady += 600_000;
    wall += 600_000;
    expect(await look()).toEqual(OK);
  });
});
