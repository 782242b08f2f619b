import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Clock, Socket } from '../../src/client/platform.ts';
import { createVisitorClient } from '../../src/client/visitor-client.ts';

export interface Shopper {
  visitor(): string | undefined;
  conversation(): string | undefined;
  /** Texts sent so far, in order, and how many of them have been acknowledged. */
  sent: readonly string[];
  /** Messages not written yet, waiting, on their way, or refused for good. */
  open(): number;
  failures(): string[];
  /** Where it stands, for a run that does not come to its end. */
  describe(): string;
  /** Public positions and own texts as the client shows them. */
  view(): { positions: number[]; texts: string[] };
  stop(): void;
}

const clock: Clock = {
  now: Date.now,
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** A shopper with the real client over real sockets, who writes `texts` at random intervals of `paceMs` on average. */
export function startShopper(port: number, texts: string[], paceMs: number, random: () => number): Shopper {
  let written = 0;
  let next: NodeJS.Timeout | undefined;
  let token: string | undefined;
  const client = createVisitorClient({
    url: `ws://127.0.0.1:${port}/ws`,
    platform: { openSocket: (url, protocol) => openSocket(url, protocol, port), clock, random, uuid: randomUUID },
    hello: () => ({ shop: 'demo', locale: 'en', consent: 0, token }),
    onToken: (fresh) => {
      token = fresh;
    },
  });
  client.start();
  const write = (): void => {
    const text = texts[written];
    if (text === undefined) return;
    written += 1;
    client.send({ type: 'message.send', content: { type: 'text', text } });
    next = setTimeout(write, 2 * paceMs * random());
  };
  write();
  return {
    visitor: () => client.state().visitor,
    conversation: () => client.state().timeline?.conversation,
    sent: texts,
    open: () => client.state().outbox.length + texts.length - written,
    failures: () => client.state().outbox.flatMap(({ state }) => (state.at === 'failed' ? [state.code] : [])),
    describe() {
      const { connection, outbox } = client.state();
      return JSON.stringify({ connection, written, outbox: outbox.map(({ state }) => state) });
    },
    view() {
      const entries = client.state().timeline?.entries ?? [];
      const own = entries.flatMap((entry) =>
        entry.kind === 'message.sent' && entry.by.role === 'visitor' && entry.content.type === 'text'
          ? [entry.content.text]
          : [],
      );
      return { positions: entries.map((entry) => entry.position), texts: own };
    },
    stop() {
      clearTimeout(next);
      client.stop();
    },
  };
}

function openSocket(url: string, protocol: string, port: number): Socket {
  const ws = new WebSocket(url, protocol, { origin: `http://127.0.0.1:${port}` });
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
