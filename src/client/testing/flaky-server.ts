import type { WireEntry } from '../../protocol/entries.ts';
import { ERROR_CODES } from '../../protocol/error-codes.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { OpenSocket, Socket } from '../platform.ts';
import type { FakeClock } from './fake-clock.ts';
import { SETTINGS } from './frames.ts';

interface Line {
  socket: Socket;
  alive: boolean;
  /** Position up to which this line has been told. */
  cursor: number;
  greeted: boolean;
  /** When the last thing on the way to the client arrives: a line keeps its order. */
  arrives: number;
}

export interface FlakyServer {
  openSocket: OpenSocket;
  /** Texts in the order of the log. */
  texts(): string[];
  /** From now on lines live and commands are taken. */
  calm(): void;
  cuts(): number;
}

const CONVERSATION = 'c_0123456789abcdef';
const VISITOR = 'v_0123456789abcdef';

/** A server with one conversation, a ledger and a bad network: lines break at any moment, commands are put off. */
export function createFlakyServer(clock: FakeClock, random: () => number): FlakyServer {
  const log: WireEntry[] = [];
  const ledger = new Map<string, number>();
  const lines = new Set<Line>();
  let rough = true;
  let cuts = 0;

  const later = (line: Line, run: () => void): void => {
    line.arrives = Math.max(line.arrives, clock.now() + Math.floor(random() * 80));
    clock.setTimeout(() => line.alive && run(), line.arrives - clock.now());
  };
  const deliver = (line: Line, frame: object): void =>
    later(line, () => line.socket.onmessage?.({ data: JSON.stringify(frame) }));
  const chance = (share: number): boolean => rough && random() < share;

  function cut(line: Line): void {
    if (!line.alive) return;
    line.alive = false;
    lines.delete(line);
    cuts += 1;
    const code = random() < 0.3 ? 1012 : 1006;
    clock.setTimeout(() => line.socket.onclose?.({ code, reason: '' }), Math.floor(random() * 50));
  }

  function tell(line: Line): void {
    const entries = log.slice(line.cursor, line.cursor + LIMITS.syncEntries);
    if (!line.greeted || !entries[0]) return;
    // Now and then a frame is swallowed whole: the reader must notice the gap.
    line.cursor += entries.length;
    if (!chance(0.1)) deliver(line, { type: 'entries', conversation: CONVERSATION, entries });
  }

  function receive(line: Line, frame: { type: string } & Record<string, unknown>): void {
    if (chance(0.08)) cut(line);
    else if (frame.type === 'ping') deliver(line, { type: 'pong' });
    else if (frame.type === 'hello') {
      const after = frame.after as { position: number } | undefined;
      const from = log.length ? (after?.position ?? 0) + 1 : 1;
      line.greeted = true;
      line.cursor = log.length;
      deliver(line, {
        type: 'welcome',
        token: 'token',
        visitor: VISITOR,
        ...(log.length > 0 && { conversation: CONVERSATION }),
        epoch: 'e1',
        from,
        entries: log.slice(from - 1),
        read: { visitor: 0, team: 0 },
        settings: SETTINGS,
      });
    } else if (frame.type === 'sync') {
      const entries = log.slice(Number(frame.after), Number(frame.after) + LIMITS.syncEntries);
      deliver(line, { type: 'entries', conversation: CONVERSATION, entries });
    } else if (frame.type === 'message.send') take(line, frame as unknown as { id: string; content: { text: string } });
  }

  function take(line: Line, { id, content }: { id: string; content: { text: string } }): void {
    if (!ledger.has(id)) {
      if (chance(0.1)) {
        const { message, retry } = ERROR_CODES.too_fast;
        deliver(line, { type: 'refused', id, code: 'too_fast', message, retry, retryAfterMs: 300 });
        return;
      }
      const opens = log.length === 0;
      const position = log.length + 1;
      const by = { role: 'visitor' } as const;
      log.push({
        position,
        at: clock.now(),
        v: 1,
        by,
        command: id,
        kind: 'message.sent',
        content: { type: 'text', ...content },
      });
      ledger.set(id, position);
      if (opens) for (const other of lines) introduce(other);
      else for (const other of lines) tell(other);
    }
    if (chance(0.15)) cut(line);
    else deliver(line, { type: 'ack', id, conversation: CONVERSATION, position: log.length });
  }

  function introduce(line: Line): void {
    line.cursor = log.length;
    if (line.greeted) deliver(line, { type: 'reset', conversation: CONVERSATION, epoch: 'e1', from: 1, entries: log });
  }

  return {
    openSocket() {
      const socket: Socket = {
        send: (text) => {
          clock.setTimeout(() => line.alive && receive(line, JSON.parse(text)), Math.floor(random() * 60));
        },
        close() {
          line.alive = false;
          lines.delete(line);
        },
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      const line: Line = { socket, alive: true, cursor: 0, greeted: false, arrives: 0 };
      lines.add(line);
      if (chance(0.2)) cut(line);
      later(line, () => socket.onopen?.());
      if (chance(0.3)) clock.setTimeout(() => cut(line), Math.floor(random() * 4000));
      return socket;
    },
    texts: () =>
      log.map((entry) => (entry.kind === 'message.sent' && entry.content.type === 'text' ? entry.content.text : '')),
    calm() {
      rough = false;
      // Nobody notices that the last frame was swallowed, until the next connection.
      for (const line of lines) cut(line);
    },
    cuts: () => cuts,
  };
}
