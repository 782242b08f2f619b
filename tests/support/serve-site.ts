import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStaticFolder } from '../../src/server/http/static-folder.ts';

/** A merchant's own site: another origin than the chat's. */
export interface Site {
  origin: string;
  stop(): Promise<void>;
}

/** Serves a folder of files as they are, but for what `change` does to its pages. */
export async function serveSite(folder: string, change: (html: string) => string = (html) => html): Promise<Site> {
  const files = createStaticFolder(folder);
  const http = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '/index.html').slice(1);
    const file = await files.read(path);
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(path.endsWith('.html') && file ? change(new TextDecoder().decode(file.bytes)) : file?.bytes);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    // By name: to browsers a port alone is no other site.
    origin: `http://localhost:${(http.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
