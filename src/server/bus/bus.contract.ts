import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Bus } from './bus.ts';
import { topics } from './bus.ts';

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
      expect(second).toHaveBeenCalledWith(1);
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
