import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { CLOSE_CODES, CLOSE_REASONS, type CloseName } from '../../protocol/close-codes.ts';
import { SUBPROTOCOL } from '../../protocol/limits.ts';
import { type Arrival, arrivalBy } from '../http/origins.ts';

/** Answers upgrade requests: a socket that speaks our protocol at `/ws`, or an HTTP status. */
export function createUpgrade(options: {
  /** Largest frame, bytes. */
  frameBytes: number;
  /** Nobody more can be taken, now or until others have gone. */
  full(): boolean;
  onSocket(socket: WebSocket, arrival: Arrival): void;
}): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: options.frameBytes,
    // Short texts gain little, and each compressed connection holds hundreds of kilobytes.
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });

  return (request, socket, head) => {
    const refuse = (status: string): void => {
      socket.on('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    const [path] = (request.url ?? '').split('?');
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (path !== '/ws') refuse('404 Not Found');
    else if (options.full()) refuse('503 Service Unavailable');
    else if (!offered.includes(SUBPROTOCOL)) refuse('400 Bad Request');
    else {
      const arrival = arrivalBy(request);
      server.handleUpgrade(request, socket, head, (opened) => {
        opened.close = closeInOurWords;
        options.onSocket(opened, arrival);
      });
    }
  };
}

const OURS: Record<number, CloseName> = { 1002: 'badFrame', 1007: 'badFrame', 1009: 'tooLarge' };

/** `ws` closes by itself on frames that break its rules, with the codes of RFC 6455; peers are told ours. */
function closeInOurWords(this: WebSocket, code?: number, reason?: string | Buffer): void {
  const name = OURS[code ?? 0];
  WebSocket.prototype.close.call(this, name ? CLOSE_CODES[name].code : code, name ? CLOSE_REASONS[name] : reason);
}
