import type { OpenSocket, Socket } from '../platform.ts';

export interface FakeSocket extends Socket {
  url: string;
  protocol: string;
  /** Frames that the client sent, parsed. */
  sent: Record<string, unknown>[];
  closed: boolean;
  accept(): void;
  /** A frame from the server; text goes as it is. */
  deliver(frame: unknown): void;
  /** The other side closes, or the network breaks (1006). */
  drop(code?: number, reason?: string): void;
  types(): unknown[];
}

/** A network where the test holds the other end of each socket. */
export function createFakeNetwork(): { openSocket: OpenSocket; sockets: FakeSocket[]; last(): FakeSocket } {
  const sockets: FakeSocket[] = [];
  return {
    sockets,
    last() {
      const socket = sockets.at(-1);
      if (!socket) throw new Error('No socket was opened.');
      return socket;
    },
    openSocket(url, protocol) {
      let opened = false;
      const socket: FakeSocket = {
        url,
        protocol,
        sent: [],
        closed: false,
        onopen: null,
        onmessage: null,
        onclose: null,
        send(text) {
          if (!opened) throw new Error('Still connecting.');
          if (!socket.closed) socket.sent.push(JSON.parse(text));
        },
        close() {
          socket.closed = true;
        },
        accept() {
          opened = true;
          socket.onopen?.();
        },
        deliver(frame) {
          if (!socket.closed) socket.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
        },
        drop(code = 1006, reason = '') {
          socket.closed = true;
          socket.onclose?.({ code, reason });
        },
        types: () => socket.sent.map((frame) => frame.type),
      };
      sockets.push(socket);
      return socket;
    },
  };
}
