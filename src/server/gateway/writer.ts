import { WebSocket } from 'ws';
import type { AgentServerFrame, VisitorServerFrame } from '../../protocol/frames.ts';
import type { Limits } from '../config.ts';
import { type SharedMethods, withMethods } from './shared-methods.ts';
import type { Wire } from './wire.ts';

/**
 * What may be written to a socket, and when. Nothing is queued here: whoever has more to say waits with a cursor.
 * Writers share their methods, so that a resting connection holds none of its own: call them on their writer.
 */
export interface Writer {
  /** Answers and signals: written at once, unless the reader is hopeless. Returns the length of the text. */
  send(this: Writer, frame: VisitorServerFrame | AgentServerFrame): number;
  /** Whether little enough is buffered to write entries and rows. */
  ready(this: Writer): boolean;
  /** Calls once, as soon as the buffer has emptied. */
  onceReady(this: Writer, run: () => void): void;
}

interface Own {
  socket: Wire;
  limits: Pick<Limits, 'bufferSoftBytes' | 'bufferHardBytes'>;
  reader: { drop(): void };
  waiting: (() => void)[] | undefined;
}

const METHODS: SharedMethods<Writer, Own> = {
  send(frame) {
    const { socket, limits } = this;
    if (socket.readyState !== WebSocket.OPEN) return 0;
    if (socket.bufferedAmount >= limits.bufferHardBytes) {
      this.reader.drop();
      return 0;
    }
    const text = JSON.stringify(frame);
    socket.send(text, () => this.waiting && this.ready() && goOn(this));
    return text.length;
  },
  ready() {
    return this.socket.bufferedAmount < this.limits.bufferSoftBytes;
  },
  onceReady(run) {
    this.waiting ??= [];
    this.waiting.push(run);
  },
};

function goOn(own: Own): void {
  const runs = own.waiting ?? [];
  own.waiting = undefined;
  for (const run of runs) run();
}

/** @param reader `drop` is called instead of writing when the reader has left more than the hard limit unread */
export function createWriter(socket: Wire, limits: Own['limits'], reader: Own['reader']): Writer {
  return withMethods<Writer, Own>({ socket, limits, reader, waiting: undefined }, METHODS);
}
