import { describe, expect, it } from 'vitest';
import { createFallbackOpener } from './fallback.ts';
import type { Socket } from './platform.ts';

/** Openers whose sockets the test answers for; `way` tells which one was opened last. */
function world() {
  const opened: { way: 'socket' | 'stream'; socket: Socket }[] = [];
  const opener = (way: 'socket' | 'stream') => () => {
    const socket: Socket = { send: () => {}, close: () => {}, onopen: null, onmessage: null, onclose: null };
    opened.push({ way, socket });
    return socket;
  };
  const open = createFallbackOpener(opener('socket'), opener('stream'));
  return {
    ways: () => opened.map(({ way }) => way),
    connect() {
      open('wss://chat.example/ws', 'shopbell.v1');
      return opened.at(-1)!.socket;
    },
  };
}
const broken = { code: 1006, reason: '' };

describe('the choice between sockets and streams', () => {
  it('[FB15] turns to streams after two sockets that never opened', () => {
    const w = world();
    for (let n = 0; n < 2; n++) w.connect().onclose?.(broken);
    w.connect().onmessage?.({ data: '{}' });
    w.connect();
    expect(w.ways()).toEqual(['socket', 'socket', 'stream', 'stream']);
  });

  it('[FB16] stays with sockets once one has opened, however often they break', () => {
    const w = world();
    for (let n = 0; n < 5; n++) {
      const socket = w.connect();
      socket.onopen?.();
      socket.onclose?.(broken);
      w.connect().onclose?.(broken);
    }
    expect(new Set(w.ways())).toEqual(new Set(['socket']));
  });

  it('[FB17] tries sockets again when a stream brings nothing, and after ten streams', () => {
    const w = world();
    for (let n = 0; n < 3; n++) w.connect().onclose?.(broken);
    w.connect().onclose?.(broken);
    expect(w.ways()).toEqual(['socket', 'socket', 'stream', 'socket']);
    w.connect().onclose?.(broken);
    for (let n = 0; n < 10; n++) w.connect().onmessage?.({ data: '{}' });
    w.connect();
    expect(w.ways().slice(4)).toEqual(['socket', ...new Array(10).fill('stream'), 'socket']);
  });
});
