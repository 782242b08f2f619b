import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Bus, topics } from './bus.ts';

/** What every bus must do. `settled` resolves when what was sent so far has arrived. */
export function busContract(name: string, create: () => Promise<Bus>, settled: () => Promise<void>): void {
  describe(`bus: ${name}`, () => {
    const open: Bus[] = [];
    const bus = async (): Promise<Bus> => {
      const made = await create();
      open.push(made);
      return made;
    };
    afterEach(async () => {
      await Promise.all(open.splice(0).map((made) => made.close()));
    });

    it('[EN30] carries wake-ups and signals to the listeners of just that topic', async () => {
      const b = await bus();
      const heard: unknown[] = [];
      const other: unknown[] = [];
      b.listen('s/a', { wake: (seq) => heard.push(seq), signal: (payload) => heard.push(payload) });
      b.listen('s/b', { wake: (seq) => other.push(seq), signal: (payload) => other.push(payload) });
      b.wake('s/a', 7);
      b.signal('s/a', { on: true });
      await settled();
      expect(heard).toEqual([7, { on: true }]);
      expect(other).toEqual([]);
    });

    it('[EN30] tells this process alone what is sent through `here`', async () => {
      const b = await bus();
      const heard: unknown[] = [];
      b.listen('s/a', { wake: (seq) => heard.push(seq), signal: (payload) => heard.push(payload) });
      b.here.wake('s/a', 3);
      b.here.signal('s/a', 'x');
      await settled();
      expect(heard).toEqual([3, 'x']);
    });

    it('[EN31] keeps telling the others when one listener throws', async () => {
      const b = await bus();
      const second = vi.fn();
      b.listen('s/a', {
        wake: () => {
          throw new Error('broken listener');
        },
      });
      b.listen('s/a', { wake: second });
      b.wake('s/a', 1);
      await settled();
      expect(second).toHaveBeenCalledWith(1, 's/a');
    });

    it('[EN32] is silent to a listener that has stopped, and stopping twice stops no other', async () => {
      const b = await bus();
      const heard: number[] = [];
      const listener = { wake: (seq: number): void => void heard.push(seq) };
      const stop = b.listen('s/a', listener);
      b.listen('s/a', listener);
      stop();
      stop();
      b.wake('s/a', 1);
      await settled();
      expect(heard).toEqual([1]);
    });

    it('[EN33] names every topic with the shop first', () => {
      expect(topics.conversation('shop', 'c_1')).toMatch(/^shop\//);
      expect(topics.visitor('shop', 'v_1')).toMatch(/^shop\//);
      expect(topics.lists('shop')).toMatch(/^shop\//);
    });
  });
}

/** What a bus of several processes must do besides. */
export function sharedBusContract(name: string, create: (processId: string) => Bus): void {
  describe(`bus of two processes: ${name}`, () => {
    const open: Bus[] = [];
    const pair = (): [Bus, Bus] => {
      const made: [Bus, Bus] = [create('p-one'), create('p-two')];
      open.push(...made);
      return made;
    };
    afterEach(async () => {
      await Promise.all(open.splice(0).map((made) => made.close()));
    });

    it('[RB1] brings wake-ups and signals to the listeners of other processes, in order', async () => {
      const [one, two] = pair();
      const heard = listenOn(two, 's/a');
      await connected(one, two);
      one.wake('s/a', 7);
      one.signal('s/a', { type: 'typing', on: true });
      one.wake('s/a', 8);
      await connected(one, two);
      expect(heard).toEqual([7, { type: 'typing', on: true }, 8]);
    });

    it('[RB2] tells its own listeners at once, and once', async () => {
      const [one, two] = pair();
      const heard = listenOn(one, 's/a');
      await connected(two, one);
      one.wake('s/a', 1);
      one.signal('s/a', 'x');
      expect(heard).toEqual([1, 'x']);
      await connected(one, two);
      await connected(two, one);
      expect(heard).toEqual([1, 'x']);
    });

    it('[RB2] tells other processes nothing of what is sent through `here`', async () => {
      const [one, two] = pair();
      const heard = listenOn(two, 's/a');
      await connected(one, two);
      one.here.wake('s/a', 1);
      one.here.signal('s/a', 'x');
      await connected(one, two);
      expect(heard).toEqual([]);
    });

    it('[RB3] goes on telling a topic until its last listener has stopped, and again when one comes back', async () => {
      const [one, two] = pair();
      const heard: number[] = [];
      const listener = { wake: (seq: number): void => void heard.push(seq) };
      const stops = [two.listen('s/a', listener), two.listen('s/a', listener)];
      await connected(one, two);
      stops[0]?.();
      stops[0]?.();
      await connected(one, two);
      one.wake('s/a', 1);
      await connected(one, two);
      stops[1]?.();
      await connected(one, two);
      one.wake('s/a', 2);
      await connected(one, two);
      two.listen('s/a', listener);
      await connected(one, two);
      one.wake('s/a', 3);
      await connected(one, two);
      expect(heard).toEqual([1, 3]);
    });
  });
}

/** Everything that comes on a topic. */
function listenOn(bus: Bus, topic: string): unknown[] {
  const heard: unknown[] = [];
  bus.listen(topic, { wake: (seq) => heard.push(seq), signal: (payload) => heard.push(payload) });
  return heard;
}

let probes = 0;

/** Resolves when all that `to` listens to reaches it from `from`, and all that was sent before has arrived. */
export async function connected(from: Bus, to: Bus): Promise<void> {
  probes += 1;
  const topic = `s/probe/${probes}`;
  const hear = vi.fn();
  const stop = to.listen(topic, { wake: hear });
  await vi.waitFor(
    () => {
      from.wake(topic, 1);
      expect(hear).toHaveBeenCalled();
    },
    { timeout: 10_000, interval: 10 },
  );
  stop();
}
