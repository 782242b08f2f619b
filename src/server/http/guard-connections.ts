import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { addressPrefix } from '../gateway/limits.ts';

/** Connections beside the sockets of shoppers and the team: pages, files, the API. */
const FOR_REQUESTS = 2000;
/** For each socket that an address may have, so many connections: a browser opens up to six of its own. */
const PER_SOCKET = 8;

/**
 * Bounds on connections before a byte is read from them: of the process, and of one address unless proxies stand in
 * front, which bring everybody's. What comes beyond is cut.
 */
export function guardConnections(
  server: Server,
  options: { connections: number; connectionsPerPrefix: number; proxied: boolean },
): void {
  server.maxConnections = options.connections + FOR_REQUESTS;
  if (options.proxied) return;
  const most = PER_SOCKET * options.connectionsPerPrefix;
  const counts = new Map<string, number>();
  // One function for all sockets: they remember their peer's address themselves.
  function release(this: Socket): void {
    const prefix = prefixOf(this);
    const left = (counts.get(prefix) ?? 1) - 1;
    if (left > 0) counts.set(prefix, left);
    else counts.delete(prefix);
  }
  server.on('connection', (socket) => {
    const prefix = prefixOf(socket);
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    socket.on('close', release);
    if (count > most) socket.destroy();
  });
}

const prefixOf = ({ remoteAddress }: Socket): string => addressPrefix(remoteAddress ?? 'unknown');
