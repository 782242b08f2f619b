import type { OpenSocket, Socket } from './platform.ts';

/** So many sockets in a row that never opened, and the other way is tried. */
export const TRIES = 2;
/** Streams in a row after which a socket gets another chance: the shopper may sit in another network by now. */
const CHANCE = 10;

/**
 * [FB15–FB17] Opens WebSockets as long as they can be opened, and streams where they cannot. A socket that has opened
 * proves that its way is free: what breaks it later is no reason to leave it. A stream that brings nothing proves that
 * the line is down altogether, and sockets are tried again.
 *
 * @param shut sockets that did not open since one did
 */
export function createFallbackOpener(openSocket: OpenSocket, openStream: OpenSocket, shut = 0): OpenSocket {
  let streams = 0;

  return (url, protocol) => {
    const streaming = shut >= TRIES && streams < CHANCE;
    let alive = false;
    const socket = (streaming ? openStream : openSocket)(url, protocol);
    const ours: Socket = {
      send: (text) => socket.send(text),
      close: (code, reason) => socket.close(code, reason),
      onopen: null,
      onmessage: null,
      onclose: null,
    };
    const proven = (): void => {
      if (alive) return;
      alive = true;
      if (streaming) streams += 1;
      else shut = 0;
    };
    socket.onopen = () => {
      if (!streaming) proven();
      ours.onopen?.();
    };
    socket.onmessage = (event) => {
      proven();
      ours.onmessage?.(event);
    };
    socket.onclose = (event) => {
      if (!alive) {
        streams = 0;
        shut = streaming ? 0 : shut + 1;
      }
      ours.onclose?.(event);
    };
    return ours;
  };
}
