import sharp from 'sharp';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VisitorCommand } from '../../protocol/commands.ts';
import { apiRoutes, type HttpParts } from './create-app.ts';
import { createMemoryFiles } from './testing/fakes.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
let cookie: string;
let png: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  server = await serveApp();
  cookie = await server.signIn('ann@oak.test');
  const image = sharp({ create: { width: 3, height: 2, channels: 3, background: '#1f5b4c' } });
  png = new Uint8Array(await image.png().toBuffer());
});
afterAll(() => server.stop());

const upload = (bytes: Uint8Array<ArrayBuffer> | string, headers: Record<string, string> = {}): Promise<Response> =>
  server.ask('/api/v1/files', {
    method: 'POST',
    headers: { cookie, origin: server.origin, 'content-type': 'image/png', 'x-file-name': 'a.png', ...headers },
    body: bytes,
  });

describe('uploads', () => {
  it('[HT3] are stored and served in a way that nothing in them can act', async () => {
    const made = await upload(png, { 'x-file-name': encodeURIComponent("Grün's <b>.png") });
    expect(made.status).toBe(201);
    const file = await made.json();
    expect(file).toMatchObject({ type: 'image', width: 3, height: 2 });
    const served = await server.ask(file.url);
    expect(served.status).toBe(200);
    expect(new Uint8Array(await served.arrayBuffer()).length).toBe(file.bytes);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'content-disposition': "inline; filename*=UTF-8''Gr%C3%BCn%27s%20%3Cb%3E.png",
    });
  });

  it('[HT3] come back as downloads when they are no pictures', async () => {
    const made = await upload('%PDF-1.7\n%…', { 'content-type': 'application/pdf', 'x-file-name': 'bill.pdf' });
    const { url } = await made.json();
    const served = await server.ask(url);
    expect(served.headers.get('content-type')).toBe('application/octet-stream');
    expect(served.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''bill.pdf");
  });

  it.each([
    ['a type that is not accepted', '<svg onload="x()"/>', {}, 415, 'unsupported_type'],
    ['no bytes', '', {}, 400, 'invalid'],
    ['no name', 'x', { 'x-file-name': '' }, 400, 'invalid'],
    ['a name that is not encoded', 'x', { 'x-file-name': '%' }, 400, 'invalid'],
    ['too many bytes', 'x'.repeat(3000), {}, 413, 'too_large'],
    ['another origin', 'x', { origin: 'https://oak.example' }, 403, 'wrong_origin'],
    ['no session', 'x', { cookie: '' }, 401, 'unauthorised'],
  ])('[HT3] are refused with %s', async (_what, body, headers, status, code) => {
    const response = await upload(body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('[HT3] of a type that could act come back as downloads, whatever has come into the store', async () => {
    const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>');
    const read = async () => ({ mime: 'image/svg+xml', name: 'a.svg', bytes });
    const other = await serveApp({ files: { ...createMemoryFiles(), read } });
    const served = await other.ask('/files/oak/f_0123456789abcdef');
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''a.svg",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    await other.stop();
  });

  it('[FI13] are for the team alone: no command and no route of a shopper takes a file', async () => {
    const command = { type: 'message.send', id: crypto.randomUUID() };
    const text = { ...command, content: { type: 'text', text: 'x' } };
    expect(v.safeParse(VisitorCommand, text).success).toBe(true);
    for (const type of ['image', 'file']) {
      const content = { type, file: 'f_0123456789abcdef', url: '/files/oak/f_0123456789abcdef' };
      expect(v.safeParse(VisitorCommand, { ...command, content }).success).toBe(false);
    }
    const stub = new Proxy({}, { get: () => ({}) }) as HttpParts;
    const taking = apiRoutes(stub).filter(({ body }) => body === 'bytes');
    expect(taking.map(({ path, access }) => [path, access])).toEqual([['/api/v1/files', 'chat']]);
  });

  it('[HT3] are cut off when they turn out larger than they said', async () => {
    const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1024)) });
    const request = server.ask('/api/v1/files', {
      method: 'POST',
      headers: { cookie, origin: server.origin, 'content-type': 'image/png', 'x-file-name': 'a.png' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    // A client that is still sending may see the connection end instead of the answer.
    const status = await request.then(
      (response) => response.status,
      () => 'cut',
    );
    expect([413, 'cut']).toContain(status);
  });

  it.each(['/files/oak/f_aaaaaaaaaaaaaaaaaaaaaaaa', '/files/elm/..%2f..%2fsecret', '/files/../secret.html'])(
    '[HT3] are not found at %s',
    async (path) => {
      expect((await server.ask(path)).status).toBe(404);
    },
  );
});
