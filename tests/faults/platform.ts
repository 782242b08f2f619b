import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Clock, Platform, Socket } from '../../src/client/platform.ts';

const clock: Clock = {
  now: Date.now,
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** What the real client needs of the world, over real sockets. */
export const platformOf = (headers: Record<string, string>, random: () => number): Platform => ({
  openSocket: (url, protocol) => openSocket(url, protocol, headers),
  clock,
  random,
  uuid: randomUUID,
});

function openSocket(url: string, protocol: string, headers: Record<string, string>): Socket {
  const ws = new WebSocket(url, protocol, { headers });
  const socket: Socket = {
    send: (text) => ws.send(text),
    close: (code, reason) => ws.close(code, reason),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  ws.on('open', () => socket.onopen?.());
  ws.on('message', (bytes) => socket.onmessage?.({ data: String(bytes) }));
  ws.on('close', (code, reason) => socket.onclose?.({ code, reason: String(reason) }));
  // A failed connection is told once more by `close`.
  ws.on('error', () => undefined);
  return socket;
}
