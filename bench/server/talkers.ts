import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface Rate {
  perSecond: number;
  /** From sending a message to its ack, ms. */
  p50: number;
  p99: number;
}

/** Sockets that send messages and wait for what answers them, `id` for `id`. */
export interface Talkers {
  /** Each sends its next message when the last is answered: as much as the server can do. */
  flatOut(forMs: number): Promise<Rate>;
  /** All together so many a second, at even distances, whether answers have come or not. */
  atRate(perSecond: number, forMs: number): Promise<Rate>;
  close(): void;
}

const WORDS = 'Where is my order? It was to come on Tuesday.';
const SETTLE_MS = 1500;

/**
 * @param greet brings one socket as far as it has to be before it can talk, for a server that expects more than an echo
 */
export async function openTalkers(
  url: string,
  count: number,
  greet: (socket: WebSocket, answer: (type: string) => Promise<Record<string, unknown>>) => Promise<object>,
): Promise<Talkers> {
  const sent = new Map<string, { at: number; next(): void }>();
  let times: number[] = [];
  const sockets = await Promise.all(Array.from({ length: count }, (_, n) => open(n)));

  async function open(n: number): Promise<{ socket: WebSocket; about: object }> {
    // A few at a time, as people come.
    await new Promise((resolve) => setTimeout(resolve, n * 4));
    const socket = new WebSocket(url, 'shopbell.v1', { origin: url.replace('ws', 'http').replace('/ws', '') });
    const waiting = new Map<string, (frame: Record<string, unknown>) => void>();
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString());
      const mine = frame.id === undefined ? undefined : sent.get(frame.id);
      if (mine && frame.type !== 'refused') {
        sent.delete(frame.id);
        times.push(performance.now() - mine.at);
        mine.next();
      }
      if (frame.type === 'refused') throw new Error(`refused: ${frame.code}`);
      waiting.get(frame.type)?.(frame);
    });
    await once(socket, 'open');
    const about = await greet(socket, (type) => new Promise((resolve) => waiting.set(type, resolve)));
    return { socket, about };
  }

  function say({ socket, about }: { socket: WebSocket; about: object }, next: () => void): void {
    const id = randomUUID();
    sent.set(id, { at: performance.now(), next });
    socket.send(JSON.stringify({ type: 'message.send', id, ...about, content: { type: 'text', text: WORDS } }));
  }

  const answered = async (): Promise<void> => {
    const patience = performance.now() + 10_000;
    while (sent.size > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 20));
    if (sent.size > 0) throw new Error(`${sent.size} messages were never answered`);
  };
  const rate = (ms: number): Rate => {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
    return { perSecond: (sorted.length * 1000) / ms, p50: at(0.5), p99: at(0.99) };
  };

  return {
    async flatOut(forMs) {
      let going = true;
      const begin = (one: (typeof sockets)[number]): void => say(one, () => going && begin(one));
      for (const one of sockets) begin(one);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      times = [];
      const from = performance.now();
      await new Promise((resolve) => setTimeout(resolve, forMs));
      const result = rate(performance.now() - from);
      going = false;
      await answered();
      return result;
    },
    async atRate(perSecond, forMs) {
      const from = performance.now();
      let said = 0;
      times = [];
      while (performance.now() - from < forMs) {
        const due = ((performance.now() - from) / 1000) * perSecond;
        for (; said < due; said++) say(sockets[said % sockets.length]!, () => undefined);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await answered();
      return rate(performance.now() - from);
    },
    close() {
      for (const { socket } of sockets) socket.terminate();
    },
  };
}

/** A shopper with a conversation that waits for a person: the bot has nothing to say to it. */
export async function greetAsShopper(
  socket: WebSocket,
  answer: (type: string) => Promise<Record<string, unknown>>,
): Promise<object> {
  const welcome = answer('welcome');
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, shop: 'demo', locale: 'en', consent: 0 }));
  await welcome;
  const ack = answer('ack');
  socket.send(JSON.stringify({ type: 'handoff.request', id: randomUUID() }));
  const { conversation } = await ack;
  return { conversation };
}
