import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { WireEntry } from '../../protocol/entries.ts';
import { createFollower } from './follower.ts';
import { until } from './gateway.fixture.ts';
import { createWriter } from './writer.ts';

/** A socket that passes nothing on until it is drained. */
function slowSocket() {
  const written: string[] = [];
  let waiting: { length: number; done: () => void }[] = [];
  const socket = {
    readyState: WebSocket.OPEN,
    get bufferedAmount() {
      return waiting.reduce((sum, { length }) => sum + length, 0);
    },
    send(text: string, done: () => void) {
      written.push(text);
      waiting.push({ length: text.length, done });
    },
  };
  const drain = (): void => {
    const now = waiting;
    waiting = [];
    for (const { done } of now) done();
  };
  return { socket: socket as unknown as WebSocket, written, drain };
}

const entry = (position: number, text = 'x'): WireEntry => ({
  position,
  at: 1,
  v: 1,
  by: { role: 'bot' },
  kind: 'message.sent',
  content: { type: 'text', text },
});

function world(length: number, text: string) {
  const log = Array.from({ length }, (_, index) => entry(index + 1, text));
  const { socket, written, drain } = slowSocket();
  let dropped = 0;
  let reads = 0;
  const writer = createWriter(
    socket,
    { bufferSoftBytes: 64 * 1024, bufferHardBytes: 1024 * 1024 },
    { drop: () => dropped++ },
  );
  const follower = createFollower({
    conversation: 'c_0123456789abcdef',
    from: 0,
    writer,
    onError: (error) => expect.unreachable(String(error)),
    read: async (after) => {
      reads += 1;
      return log.slice(after, after + 100);
    },
  });
  const told = () =>
    written.flatMap((frame) => (JSON.parse(frame).entries as WireEntry[]).map(({ position }) => position));
  return { log, writer, follower, told, drain, dropped: () => dropped, reads: () => reads };
}

describe('follower', () => {
  it('[GW53] writes to a slow reader only while less than 64 KiB wait, and goes on from its cursor', async () => {
    const w = world(400, 'x'.repeat(2000));
    w.follower.wake();
    await until('a full buffer', () => !w.writer.ready());
    const first = w.told().length;
    for (let n = 0; n < 50; n++) w.follower.wake();
    await Promise.resolve();
    expect(w.told()).toHaveLength(first);
    expect(first).toBe(100);
    await until('the whole log', () => {
      w.drain();
      return w.told().length === 400;
    });
    expect(w.told()).toEqual(w.log.map(({ position }) => position));
  });

  it('[GW54] reads once for many wake-ups', async () => {
    const w = world(5, 'short');
    for (let n = 0; n < 100; n++) w.follower.wake();
    await until('the entries', () => w.told().length === 5);
    w.drain();
    expect(w.reads()).toBeLessThanOrEqual(2);
  });

  it('[GW53] gives up a reader that has left 1 MiB unread', () => {
    const w = world(0, '');
    const frame = { type: 'read', conversation: 'x'.repeat(1024 * 1024), reader: 'team', position: 1 } as const;
    w.writer.send(frame);
    expect(w.dropped()).toBe(0);
    w.writer.send(frame);
    expect(w.dropped()).toBe(1);
  });

  it('[GW54] says nothing more once stopped', async () => {
    const w = world(5, 'short');
    w.follower.wake();
    w.follower.stop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(w.told()).toEqual([]);
  });
});
