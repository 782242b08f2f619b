import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttp2, type IncomingHttpHeaders as Http2Headers } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** What a service was asked, and what it answers next; 200 with `{}` when nothing is said. */
export interface FakeService {
  origin: string;
  asked: { method: string; path: string; headers: IncomingHttpHeaders | Http2Headers; body: Buffer }[];
  /** Answers in order. */
  next: { status: number; body?: unknown }[];
  /** Connections that were opened. */
  connections(): number;
  stop(): Promise<void>;
}

const portOf = (address: AddressInfo | string | null): number => (address as AddressInfo).port;

/** Google's two services (grants of tokens, messages) or a browser's, over HTTP/1.1. */
export async function startHttpService(): Promise<FakeService> {
  let opened = 0;
  const service: FakeService = {
    origin: '',
    asked: [],
    next: [],
    connections: () => opened,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createHttp(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    service.asked.push({ method, path: url, headers, body: Buffer.concat(chunks) });
    const { status, body = {} } = service.next.shift() ?? { status: 200 };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.on('connection', () => {
    opened += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.origin = `http://127.0.0.1:${portOf(server.address())}`;
  return service;
}

/** Apple's, over HTTP/2. */
export async function startHttp2Service(): Promise<FakeService> {
  let opened = 0;
  const service: FakeService = {
    origin: '',
    asked: [],
    next: [],
    connections: () => opened,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = createHttp2();
  server.on('session', () => {
    opened += 1;
  });
  server.on('stream', (stream, headers) => {
    const chunks: Buffer[] = [];
    stream
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('error', () => undefined)
      .on('end', () => {
        const path = `${headers[':path']}`;
        service.asked.push({ method: `${headers[':method']}`, path, headers, body: Buffer.concat(chunks) });
        const { status, body } = service.next.shift() ?? { status: 200 };
        stream.respond({ ':status': status });
        stream.end(body === undefined ? '' : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.origin = `http://127.0.0.1:${portOf(server.address())}`;
  return service;
}
