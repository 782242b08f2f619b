import { describe, expect, it } from 'vitest';
import { createOutbox } from './outbox.ts';
import type { OutboxStorage } from './platform.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { CONVERSATION, run, textEntry } from './testing/frames.ts';

interface Asked {
  id: string;
  lane?: string;
  fleeting?: boolean;
}

function memory(): OutboxStorage & { text: string | null } {
  const storage = {
    text: null as string | null,
    load: () => storage.text,
    save(text: string) {
      storage.text = text;
    },
    clear() {
      storage.text = null;
    },
  };
  return storage;
}

function world(storage?: OutboxStorage) {
  const clock = createFakeClock();
  const sent: string[] = [];
  const outbox = createOutbox<Asked>({
    platform: { clock, random: () => 0.5, uuid: () => '', openSocket: () => expect.unreachable() },
    send: ({ id }) => sent.push(id),
    lane: ({ lane }) => lane ?? '',
    keepsFailed: ({ fleeting }) => !fleeting,
    storage,
  });
  const add = (...ids: string[]) => {
    for (const id of ids) outbox.add({ id });
  };
  const ack = (id: string, position = 0) =>
    outbox.ack({ type: 'ack', id, position, ...(position && { conversation: CONVERSATION }) });
  const refuse = (id: string, retry: boolean, retryAfterMs?: number) =>
    outbox.refused({ type: 'refused', id, code: retry ? 'busy' : 'closed', message: 'No.', retry, retryAfterMs });
  const settle = (entries = run(1, 0)) =>
    outbox.settle(
      { conversation: CONVERSATION, epoch: 'e1', from: 1, entries, hasOlder: false, read: { visitor: 0, team: 0 } },
      entries.at(-1)?.position ?? 0,
    );
  const states = () => Object.fromEntries(outbox.items().map(({ command, state }) => [command.id, state.at]));
  return { clock, sent, outbox, add, ack, refuse, settle, states };
}

describe('outbox', () => {
  it('[CL30] keeps one command in flight and sends the next one after the answer', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a', 'b', 'c');
    expect(w.sent).toEqual(['a']);
    w.ack('a');
    expect(w.sent).toEqual(['a', 'b']);
    w.refuse('b', false);
    expect(w.sent).toEqual(['a', 'b', 'c']);
  });

  it('[CL30] lets conversations go side by side', () => {
    const w = world();
    w.outbox.resume();
    w.outbox.add({ id: 'a', lane: '1' });
    w.outbox.add({ id: 'b', lane: '1' });
    w.outbox.add({ id: 'c', lane: '2' });
    expect(w.sent).toEqual(['a', 'c']);
  });

  it('[CL31] sends what was not answered again under the same id, first and in order', () => {
    const w = world();
    w.add('a', 'b');
    expect(w.sent).toEqual([]);
    w.outbox.resume('v1');
    w.outbox.pause();
    expect(w.states()).toEqual({ a: 'queued', b: 'queued' });
    w.outbox.resume('v1');
    w.ack('a');
    expect(w.sent).toEqual(['a', 'a', 'b']);
  });

  it('[CL32] gives what is unsent, in flight or failed to the next page, and what was acknowledged not', () => {
    const storage = memory();
    const before = world(storage);
    before.add('a', 'b', 'c', 'd');
    before.outbox.resume('v1');
    before.ack('a', 9);
    before.refuse('b', false);
    const after = world(storage);
    expect(after.states()).toEqual({ b: 'failed', c: 'queued', d: 'queued' });
    after.outbox.resume('v1');
    expect(after.sent).toEqual(['c']);
  });

  it('[CL32] leaves nothing in storage once all is answered', () => {
    const storage = memory();
    const w = world(storage);
    w.add('a');
    expect(storage.text).toContain('"a"');
    w.outbox.resume('v1');
    w.ack('a');
    w.settle();
    expect(storage.text).toBeNull();
  });

  it('[CL33] drops what another visitor wrote, and takes along what nobody had a name for yet', () => {
    const storage = memory();
    const before = world(storage);
    before.outbox.resume('v1');
    before.add('a');
    const after = world(storage);
    after.add('b');
    after.outbox.resume('v2');
    expect(after.sent).toEqual(['b']);
    expect(storage.text).not.toContain('"a"');
    const third = world(storage);
    third.outbox.resume('v1');
    expect(third.outbox.items()).toEqual([]);
  });

  it('[CL34] goes on in memory when storage is spoilt, full or forbidden', () => {
    const spoilt = world({ ...memory(), load: () => '{"no":' });
    expect(spoilt.outbox.items()).toEqual([]);
    const forbidden = () => {
      throw new Error('forbidden');
    };
    const w = world({ load: forbidden, save: forbidden, clear: forbidden });
    w.outbox.resume('v1');
    w.add('a', 'b');
    w.ack('a');
    expect(w.sent).toEqual(['a', 'b']);
  });

  it('[CL35] waits as long as a refusal says, then sends the same id again before anything later', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a', 'b');
    w.refuse('a', true, 1500);
    expect(w.states()).toEqual({ a: 'queued', b: 'queued' });
    w.clock.advance(1499);
    expect(w.sent).toEqual(['a']);
    w.clock.advance(1);
    expect(w.sent).toEqual(['a', 'a']);
    w.ack('a');
    expect(w.sent).toEqual(['a', 'a', 'b']);
  });

  it('[CL35] goes on when its timer fires, though the clock may not have got there yet', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a');
    w.refuse('a', true, 1500.7);
    w.clock.advance(1500);
    expect(w.sent).toEqual(['a', 'a']);
  });

  it('[CL35] waits longer each time when a refusal does not say', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a');
    for (const [ms, tries] of [
      [500, 2],
      [1000, 3],
      [2000, 4],
    ] as const) {
      w.refuse('a', true);
      w.clock.advance(ms - 1);
      expect(w.sent).toHaveLength(tries - 1);
      w.clock.advance(1);
      expect(w.sent).toHaveLength(tries);
    }
  });

  it('[CL36] keeps a final refusal with its reason until it is taken, and drops one that nobody wrote', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a');
    w.outbox.add({ id: 'b', fleeting: true });
    expect(w.refuse('a', false)).toEqual({ id: 'a' });
    w.refuse('b', false);
    expect(w.outbox.items()).toMatchObject([
      { command: { id: 'a' }, state: { at: 'failed', code: 'closed', message: 'No.' } },
    ]);
    expect(w.outbox.take('a')).toEqual({ id: 'a' });
    expect(w.outbox.items()).toEqual([]);
  });

  it('[CL36] does not let go of a command that is on its way', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a');
    expect(w.outbox.take('a')).toBeUndefined();
    expect(w.states()).toEqual({ a: 'sending' });
  });

  it('[CL37] shows an acknowledged command until the timeline has reached its position', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a');
    w.ack('a', 2);
    w.settle(run(1, 1));
    expect(w.states()).toEqual({ a: 'sending' });
    w.outbox.pause();
    w.outbox.resume('v1');
    expect(w.sent).toEqual(['a']);
    w.settle(run(1, 2));
    expect(w.outbox.items()).toEqual([]);
  });

  it('[CL38] takes the entry of a command for its answer when it comes before the ack', () => {
    const w = world();
    w.outbox.resume('v1');
    w.add('a', 'b');
    w.settle([textEntry(1, 'A', 'a')]);
    expect(w.states()).toEqual({ b: 'sending' });
    w.ack('a', 1);
    expect(w.sent).toEqual(['a', 'b']);
  });
});
