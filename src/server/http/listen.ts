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

/** The HTTP server around the app, not yet listening: the gateway adds itself first. */
export function createHttpServer(app: Hono<Env>): HttpServer {
  const listener = getRequestListener((request, env) => app.fetch(request, env));
  const server = createServer(
    // Slow senders give up their place: a head within 10 s, a whole upload within two minutes.
    { headersTimeout: 10_000, requestTimeout: 120_000, keepAliveTimeout: 30_000 },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)));
        server.listen(port, host, () => resolve({ port: (server.address() as AddressInfo).port }));
      }),
    close: () =>
      new Promise((resolve) => {
        const patience = setTimeout(() => server.closeAllConnections(), FINISH_MS);
        server.close(() => {
          clearTimeout(patience);
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
