import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireEntry } from '../protocol/entries.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { CONVERSATION, run, textEntry } from './testing/frames.ts';
import { createTimeline } from './timeline.ts';

function world() {
  const clock = createFakeClock();
  const asked: object[] = [];
  let quiet = 0;
  const timeline = createTimeline({ clock, ask: (sync) => asked.push(sync), onQuiet: () => quiet++ });
  const apply = (entries: WireEntry[]) => timeline.apply({ conversation: CONVERSATION, entries });
  const begin = (from: number, entries: WireEntry[], epoch = 'e1') =>
    timeline.begin({ conversation: CONVERSATION, epoch, from, entries });
  const positions = () => timeline.state()?.entries.map((entry) => entry.position);
  return { clock, asked, timeline, apply, begin, positions, quiet: () => quiet };
}

describe('timeline', () => {
  it('[CL20] applies entries in order and passes over those that it has', () => {
    const w = world();
    w.begin(1, run(1, 2));
    w.apply(run(1, 4));
    w.apply(run(2, 3));
    expect(w.positions()).toEqual([1, 2, 3, 4]);
    expect(w.asked).toEqual([]);
  });

  it('[CL21] asks once for what is missing, and page by page until it has caught up', () => {
    const w = world();
    w.begin(1, run(1, 2));
    w.apply(run(6, 7));
    w.apply(run(8, 8));
    expect(w.positions()).toEqual([1, 2]);
    expect(w.asked).toEqual([{ type: 'sync', conversation: CONVERSATION, after: 2 }]);
    w.apply(run(3, 5));
    expect(w.asked.at(-1)).toEqual({ type: 'sync', conversation: CONVERSATION, after: 5 });
    w.apply(run(6, 8));
    expect(w.positions()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(w.asked).toHaveLength(2);
  });

  it('[CL21] ends with every entry once, whatever frames get lost, doubled or shuffled on the way', () => {
    const frames = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 9 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(frames, (chosen) => {
        const w = world();
        w.begin(1, []);
        const answer = () => {
          for (
            let sync = w.asked.shift() as { after: number } | undefined;
            sync;
            sync = w.asked.shift() as typeof sync
          ) {
            if (sync) w.apply(run(sync.after + 1, Math.min(40, sync.after + 7)));
          }
        };
        for (const [from, more] of chosen) {
          w.apply(run(from, Math.min(40, from + more)));
          answer();
        }
        w.apply(run(40, 40));
        answer();
        expect(w.positions()).toEqual(run(1, 40).map((entry) => entry.position));
      }),
    );
  });

  it('[CL22] goes on after what it holds when a welcome begins there, and starts over otherwise', () => {
    const w = world();
    w.begin(1, run(1, 3));
    w.begin(4, run(4, 5));
    expect(w.positions()).toEqual([1, 2, 3, 4, 5]);
    w.begin(8, run(8, 9));
    expect(w.positions()).toEqual([8, 9]);
    expect(w.timeline.state()?.hasOlder).toBe(true);
    w.begin(10, run(10, 10), 'e2');
    expect(w.positions()).toEqual([10]);
    expect(w.timeline.cursor()).toEqual({ conversation: CONVERSATION, epoch: 'e2', position: 10 });
  });

  it('[CL23] counts kinds that it does not know', () => {
    const w = world();
    w.begin(1, run(1, 1));
    w.apply([{ ...textEntry(2), kind: 'parcel.sent' } as unknown as WireEntry, textEntry(3)]);
    expect(w.positions()).toEqual([1, 2, 3]);
  });

  it('[CL24] puts older pages before the first entry, and knows when there are no more', () => {
    const w = world();
    w.begin(51, run(51, 60));
    w.timeline.loadOlder();
    w.timeline.loadOlder();
    expect(w.asked).toEqual([{ type: 'sync', conversation: CONVERSATION, before: 51 }]);
    const history = (from: number, entries: WireEntry[]) =>
      w.timeline.prepend({ type: 'history', conversation: CONVERSATION, from, entries });
    history(11, run(11, 50));
    expect(w.timeline.state()).toMatchObject({ hasOlder: true });
    history(11, run(11, 50));
    expect(w.positions()).toHaveLength(50);
    w.timeline.loadOlder();
    history(1, run(1, 10));
    expect(w.positions()).toEqual(run(1, 60).map((entry) => entry.position));
    expect(w.timeline.state()?.hasOlder).toBe(false);
    w.timeline.loadOlder();
    expect(w.asked).toHaveLength(2);
  });

  it('[CL25] forgets that somebody types after 6 s, at their next entry and when they stop', () => {
    const w = world();
    w.begin(1, []);
    const types = (on: boolean) =>
      w.timeline.typing({ type: 'typing', conversation: CONVERSATION, by: { role: 'visitor' }, on });
    types(true);
    w.clock.advance(5999);
    types(true);
    w.clock.advance(5999);
    expect(w.timeline.state()?.typing).toEqual({ role: 'visitor' });
    w.clock.advance(1);
    expect(w.timeline.state()?.typing).toBeUndefined();
    expect(w.quiet()).toBe(1);
    types(true);
    w.apply([{ ...textEntry(1), by: { role: 'bot' } }]);
    expect(w.timeline.state()?.typing).toEqual({ role: 'visitor' });
    w.apply([textEntry(2)]);
    expect(w.timeline.state()?.typing).toBeUndefined();
    types(true);
    types(false);
    expect(w.timeline.state()?.typing).toBeUndefined();
    expect(w.clock.waiting()).toBe(0);
  });

  it('[CL26] moves read positions only forwards', () => {
    const w = world();
    w.begin(1, run(1, 5));
    const read = (position: number) =>
      w.timeline.read({ type: 'read', conversation: CONVERSATION, reader: 'team', position });
    read(4);
    read(2);
    expect(w.timeline.state()?.read).toEqual({ visitor: 0, team: 4 });
  });

  it('[CL27] takes nothing of another conversation', () => {
    const w = world();
    w.begin(1, run(1, 1));
    const conversation = 'c_another0another0';
    w.timeline.apply({ conversation, entries: run(2, 3) });
    w.timeline.prepend({ type: 'history', conversation, from: 1, entries: [] });
    w.timeline.typing({ type: 'typing', conversation, by: { role: 'bot' }, on: true });
    w.timeline.read({ type: 'read', conversation, reader: 'team', position: 1 });
    expect(w.timeline.state()).toEqual({
      conversation: CONVERSATION,
      epoch: 'e1',
      from: 1,
      entries: run(1, 1),
      hasOlder: false,
      read: { visitor: 0, team: 0 },
    });
  });
});
