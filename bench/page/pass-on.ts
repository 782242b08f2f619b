import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Hands requests and sockets on to another server, under the name that they came to. */
export interface PassOn {
  http(asked: IncomingMessage, response: ServerResponse): void;
  upgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** @param origin of the other server, on this machine */
export function passOnTo(origin: string): PassOn {
  const port = Number(new URL(origin).port);
  return {
    http(asked, response) {
      const { method, url: path, headers } = asked;
      const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      asked.pipe(onward);
    },
    upgrade({ method, url, rawHeaders }, socket, head) {
      const onward = connect(port, '127.0.0.1', () => {
        const lines = [`${method} ${url} HTTP/1.1`];
        for (let n = 0; n < rawHeaders.length; n += 2) lines.push(`${rawHeaders[n]}: ${rawHeaders[n + 1]}`);
        onward.write(`${lines.join('\r\n')}\r\n\r\n`);
        onward.write(head);
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    },
  };
}
