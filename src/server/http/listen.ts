import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createProbe } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { StartError } from '../start-error.ts';
import type { Env } from './env.ts';

/** How long answers that are under way may take once the server stops, ms. */
const FINISH_MS = 3000;

export interface HttpServer {
  server: Server;
  /** @throws StartError when the port is taken or not ours to take */
  listen(port: number, host: string): Promise<{ port: number }>;
  /** Accepts nothing more, lets answers finish, then cuts what is left. */
  close(): Promise<void>;
}

/** Whoever is slower loses the connection, ms. */
export interface Patience {
  /** A whole head, from the first moment of the connection or the end of the request before. */
  head: number;
  /** A whole request: an upload takes its time. */
  request: number;
  /** Between two requests of a connection. */
  betweenRequests: number;
  /** While an answer is on its way and nothing of it is taken. */
  standstill: number;
  /** How often that is looked after. */
  look: number;
}

const PATIENCE: Patience = { head: 10_000, request: 120_000, betweenRequests: 30_000, standstill: 120_000, look: 2000 };

/** All names and values of a request's head, bytes. */
const HEAD_BYTES = 16 * 1024;

/** The HTTP server around the app, not yet listening: the gateway adds itself first. */
export function createHttpServer(app: Hono<Env>, patience: Patience = PATIENCE): HttpServer {
  const listener = getRequestListener((request, env) => app.fetch(request, env));
  const server = createServer(
    {
      headersTimeout: patience.head,
      requestTimeout: patience.request,
      keepAliveTimeout: patience.betweenRequests,
      connectionsCheckingInterval: patience.look,
      maxHeaderSize: HEAD_BYTES,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );

  // By the request: a timer that is set by the connection would stay with each socket that is made of one.
  server.setTimeout(0);
  server.on('request', ({ socket }) => socket.setTimeout(patience.standstill));

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)));
        server.listen(port, host, () => resolve({ port: (server.address() as AddressInfo).port }));
      }),
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/**
 * Says early, before anything is opened or changed, that somebody else has the port.
 * @throws StartError
 */
export function requireFreePort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function listenError(error: NodeJS.ErrnoException, port: number, host: string): StartError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `PORT ${port} is in use on ${host}; stop what uses it, or set PORT to another one.`,
    EACCES: `PORT ${port} may not be used by this user; set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${host} is not an address of this machine.`,
  };
  const reason = reasons[error.code ?? ''] ?? `Cannot listen on ${host}, port ${port} (${error.code}).`;
  return new StartError(reason, { cause: error });
}
