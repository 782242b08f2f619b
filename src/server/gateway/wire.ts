import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';

/** As much of a socket as sessions use: a WebSocket, or what stands in for one where those are blocked. */
export type Wire = Pick<
  WebSocket,
  'readyState' | 'bufferedAmount' | 'send' | 'close' | 'terminate' | 'on' | 'once' | 'off'
>;

/** The far side of a stand-in: how texts get out, and how much of them is still on its way. */
export interface Outlet {
  /** Calls back once the text has been handed on. */
  write(text: string, done: () => void): void;
  /** Bytes that have been written and not yet handed on. */
  buffered(): number;
  /** Nothing more will be written. `code` is absent when the connection is simply cut. */
  end(code?: number, reason?: string): void;
}

/** A wire over something else than a WebSocket. What comes in is told by `receive`, its end by `gone`. */
export function createWire(outlet: Outlet): { wire: Wire; receive(text: string): void; gone(): void } {
  const events = new EventEmitter();
  let open = true;

  function gone(code = 1006, reason = ''): void {
    if (!open) return;
    open = false;
    events.emit('close', code, Buffer.from(reason));
  }

  const wire = {
    get readyState() {
      return open ? WebSocket.OPEN : WebSocket.CLOSED;
    },
    get bufferedAmount() {
      return outlet.buffered();
    },
    send(text: string, done: () => void) {
      if (open) outlet.write(text, done);
    },
    close(code: number, reason: string) {
      if (!open) return;
      outlet.end(code, reason);
      gone(code, reason);
    },
    terminate() {
      if (open) outlet.end();
      gone();
    },
    on: (name: string, listener: () => void) => events.on(name, listener),
    once: (name: string, listener: () => void) => events.once(name, listener),
    off: (name: string, listener: () => void) => events.off(name, listener),
  };
  return {
    wire: wire as unknown as Wire,
    receive(text) {
      if (open) events.emit('message', Buffer.from(text), false);
    },
    gone: () => gone(),
  };
}
