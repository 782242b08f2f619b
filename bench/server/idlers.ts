import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface Idlers {
  /** How many of them are still connected. */
  alive(): number;
  close(): void;
}

const AT_A_TIME = 50;

/** Connections that say hello, if there is one to say, and then nothing but what keeps them alive. */
export async function openIdlers(url: string, count: number, hello?: object): Promise<Idlers> {
  const sockets = new Set<WebSocket>();
  const open = async (): Promise<void> => {
    const socket = new WebSocket(url, 'shopbell.v1', { origin: url.replace('ws', 'http').replace('/ws', '') });
    socket.on('close', () => sockets.delete(socket));
    await once(socket, 'open');
    sockets.add(socket);
    if (!hello) return;
    socket.send(JSON.stringify(hello));
    await once(socket, 'message');
    socket.on('message', (data) => {
      if (String(data) === '{"type":"ping"}') socket.send('{"type":"pong"}');
    });
  };
  for (let n = 0; n < count; n += AT_A_TIME) {
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, count - n) }, open));
  }
  return {
    alive: () => sockets.size,
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
