import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../src/protocol/close-codes.ts';
import type { FrameSource, Known } from './frames.ts';
import { nearlyValid } from './mutate.ts';

type Random = () => number;

/** Frames between two waits for the server: what it has not read must not pile up here. */
const BURST = 20;
/** Below the number at which a socket is closed for talking too much. */
const FRAMES_A_SOCKET = 280;
const PATIENCE_MS = 20_000;

export interface SocketFuzz {
  /** Talks over one socket after the other until `more` says no. Resolves with the number of frames sent. */
  run(more: () => boolean): Promise<number>;
  /** What must not happen: a fault of the server, or no answer at all. */
  faults: string[];
}

export function createSocketFuzz(options: {
  url: string;
  origin: string;
  /** Cookie of a team member; absent: a shopper. */
  cookie?: string;
  frames: FrameSource;
  random: Random;
  /** Told of each frame before it goes out. */
  onFrame(): void;
}): SocketFuzz {
  const { random, cookie } = options;
  const faults: string[] = [];
  const tokens: string[] = [];

  const hello = (): Record<string, unknown> =>
    cookie
      ? { type: 'hello', protocol: 1, agent: true }
      : {
          type: 'hello',
          protocol: 1,
          shop: 'demo',
          consent: Math.floor(random() * 4),
          locale: 'en',
          ...(tokens.length > 0 && random() < 0.7 && { token: tokens[Math.floor(random() * tokens.length)] }),
        };

  async function talk(): Promise<number> {
    const socket = new WebSocket(options.url, 'shopbell.v1', {
      headers: { origin: options.origin, ...(cookie && { cookie }) },
    });
    const known: Known = { head: 0 };
    /** What the server has not answered yet. */
    const open = new Set<string>();
    let sent = 0;
    let wake = (): void => {};
    const closed = new Promise<number>((resolve) => {
      socket.once('close', (code) => resolve(code));
      socket.on('error', () => undefined);
    });
    void closed.then(() => wake());
    socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes));
      open.delete(frame.id ?? frame.type);
      hear(frame, known);
      wake();
    });
    const opened = await Promise.race([
      new Promise((resolve) => socket.once('open', resolve)).then(() => true),
      closed,
    ]);
    if (opened !== true) return 0;
    const say = (text: string | Buffer): void => {
      options.onFrame();
      sent += 1;
      socket.send(text);
    };
    const greeting = hello();
    say(JSON.stringify(random() < 0.03 ? nearlyValid(greeting, random) : greeting));
    const limit = 1 + Math.floor(random() * FRAMES_A_SOCKET);
    // First until it is welcome: what comes too early is not kept for long.
    for (let burst = 0; socket.readyState === WebSocket.OPEN; burst = BURST) {
      for (let n = 0; n < burst && sent < limit; n++) {
        const { text, id } = options.frames.next(known);
        if (id) open.add(id);
        say(text);
      }
      open.add('pong');
      say('{"type":"ping"}');
      const answered = await within(PATIENCE_MS, (resolve) => {
        wake = () => {
          if (open.size === 0 || socket.readyState !== WebSocket.OPEN) resolve();
        };
        wake();
      });
      if (!answered) faults.push(`no answer within ${PATIENCE_MS} ms to ${[...open].slice(0, 3)}`);
      if (!answered || sent >= limit) break;
    }
    if (random() < 0.5) socket.terminate();
    else socket.close();
    const code = await closed;
    if (code === CLOSE_CODES.serverError.code) faults.push('a socket was closed with 4500');
    return sent;
  }

  function hear(frame: Record<string, unknown>, known: Known): void {
    if (frame.type === 'refused' && frame.code === 'server_error')
      faults.push('a command was answered by server_error');
    if (typeof frame.token === 'string' && tokens.length < 500) tokens.push(frame.token);
    if (typeof frame.conversation === 'string') known.conversation = frame.conversation;
    const row = frame.row as { conversation?: string; seq?: number } | undefined;
    if (row?.conversation) known.conversation = row.conversation;
    if (typeof frame.position === 'number') known.head = frame.position;
  }

  return {
    faults,
    async run(more) {
      let sent = 0;
      while (more()) sent += await talk();
      return sent;
    },
  };
}

/** False when nothing came in time. */
function within(ms: number, work: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    work(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
