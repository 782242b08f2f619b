import { WebSocket } from 'ws';
import type { AgentServerFrame, VisitorServerFrame } from '../../protocol/frames.ts';
import type { Limits } from '../config.ts';
import type { Wire } from './wire.ts';

/** What may be written to a socket, and when. Nothing is queued here: whoever has more to say waits with a cursor. */
export interface Writer {
  /** Answers and signals: written at once, unless the reader is hopeless. Returns the length of the text. */
  send(frame: VisitorServerFrame | AgentServerFrame): number;
  /** Whether little enough is buffered to write entries and rows. */
  ready(): boolean;
  /** Calls once, as soon as the buffer has emptied. */
  onceReady(run: () => void): void;
}

/** @param hopeless called instead of writing when the reader has left more than the hard limit unread */
export function createWriter(
  socket: Wire,
  limits: Pick<Limits, 'bufferSoftBytes' | 'bufferHardBytes'>,
  hopeless: () => void,
): Writer {
  let waiting: (() => void)[] = [];
  const ready = (): boolean => socket.bufferedAmount < limits.bufferSoftBytes;

  const flushed = (): void => {
    if (waiting.length === 0 || !ready()) return;
    const runs = waiting;
    waiting = [];
    for (const run of runs) run();
  };

  return {
    send(frame) {
      if (socket.readyState !== WebSocket.OPEN) return 0;
      if (socket.bufferedAmount >= limits.bufferHardBytes) {
        hopeless();
        return 0;
      }
      const text = JSON.stringify(frame);
      socket.send(text, flushed);
      return text.length;
    },
    ready,
    onceReady(run) {
      waiting.push(run);
    },
  };
}
