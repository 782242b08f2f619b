import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

const PAIRS = 20;
const EVERY_MS = 20;
const COUNT = 1000;

/**
 * Shoppers write on one process while the same shoppers' other tabs listen on another: from the ack of a message to
 * its arrival there, ms. An arrival before the ack counts as 0.
 */
export async function measureFanOut(
  here: { port: number },
  there: { port: number },
): Promise<{ p50: number; p99: number; count: number }> {
  const acked = new Map<string, number>();
  const arrived = new Map<string, number>();
  const pairs = await Promise.all(Array.from({ length: PAIRS }, () => openPair(here.port, there.port)));
  for (const { writer, reader } of pairs) {
    writer.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.type === 'ack') acked.set(frame.id, performance.now());
    });
    reader.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.type !== 'entries') return;
      for (const { command } of frame.entries) if (command) arrived.set(command, performance.now());
    });
  }
  const ids: string[] = [];
  for (let n = 0; n < COUNT; n++) {
    const id = randomUUID();
    ids.push(id);
    const { writer } = pairs[n % PAIRS]!;
    writer.send(JSON.stringify({ type: 'message.send', id, content: { type: 'text', text: `${n}` } }));
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  const patience = performance.now() + 10_000;
  while (ids.some((id) => !arrived.has(id)) && performance.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const { writer, reader } of pairs) {
    writer.terminate();
    reader.terminate();
  }
  const times = ids
    .map((id) => Math.max(0, (arrived.get(id) ?? Number.POSITIVE_INFINITY) - (acked.get(id) ?? 0)))
    .toSorted((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), count: times.length };
}

/** One shopper, who waits for a person, with a tab on each process. */
async function openPair(here: number, there: number): Promise<{ writer: WebSocket; reader: WebSocket }> {
  const open = async (port: number, token?: string): Promise<{ socket: WebSocket; token: string }> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'shopbell.v1', { origin: `http://127.0.0.1:${port}` });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'hello', protocol: 1, shop: 'demo', locale: 'en', consent: 0, token }));
    const [data] = await once(socket, 'message');
    return { socket, token: JSON.parse(String(data)).token };
  };
  const { socket: writer, token } = await open(here);
  writer.send(JSON.stringify({ type: 'handoff.request', id: randomUUID() }));
  await new Promise<void>((resolve) => {
    const hear = (data: Buffer): void => {
      if (JSON.parse(data.toString()).type !== 'ack') return;
      writer.off('message', hear);
      resolve();
    };
    writer.on('message', hear);
  });
  const { socket: reader } = await open(there, token);
  return { writer, reader };
}
