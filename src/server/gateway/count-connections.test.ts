import { describe, expect, it } from 'vitest';
import { createMemoryEphemeral } from '../bus/memory-ephemeral.ts';
import { createConnectionCounter } from './count-connections.ts';
import { createManualClock } from './gateway.fixture.ts';

const shared = () => {
  const clock = createManualClock();
  const ephemeral = createMemoryEphemeral({ clock: clock.now });
  return {
    clock,
    ephemeral,
    process: (processId: string, most: number) => createConnectionCounter({ most, processId, ephemeral, clock }),
  };
};

describe('counting connections', () => {
  it('[GW6] forgets a prefix when its last connection has gone', () => {
    const counter = shared().process('p1', 2);
    expect([counter.take('a'), counter.take('a'), counter.take('a'), counter.take('b')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    counter.release('a');
    expect([counter.take('a'), counter.take('a')]).toEqual([true, false]);
  });

  it('[RL6] counts what an address has in all processes', async () => {
    const { process } = shared();
    const [one, two] = [process('p1', 3), process('p2', 3)];
    const enter = async (counter: typeof one) => counter.take('a') && !(await counter.tooMany('a'));
    expect([await enter(one), await enter(two), await enter(one)]).toEqual([true, true, true]);
    expect(await enter(two)).toBe(false);
    two.release('a');
    one.release('a');
    expect(await enter(two)).toBe(true);
  });

  it('[RL6] renews its counts, and those of a process that has died lapse', async () => {
    const { process, clock, ephemeral } = shared();
    const [one, two] = [process('p1', 2), process('p2', 2)];
    one.take('a');
    one.take('a');
    await one.tooMany('a');
    for (let n = 0; n < 20; n++) clock.advance(15_000);
    expect(await ephemeral.members('connections/a')).toEqual(new Map([['p1', '2']]));
    two.take('a');
    expect(await two.tooMany('a')).toBe(true);
    // Nobody tells its timers of the time any more.
    const dead = createMemoryEphemeral({ clock: clock.now });
    const alone = createConnectionCounter({ most: 2, processId: 'p3', ephemeral: dead, clock: createManualClock() });
    alone.take('a');
    await alone.tooMany('a');
    clock.advance(45_000);
    expect((await dead.members('connections/a')).size).toBe(0);
  });

  it('[RL6] takes its counts back when it stops', async () => {
    const { process, ephemeral } = shared();
    const one = process('p1', 2);
    one.take('a');
    await one.tooMany('a');
    one.stop();
    expect((await ephemeral.members('connections/a')).size).toBe(0);
  });
});
