import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Location } from '../s3-location.ts';
import { faultOfSignature } from './s3-signature.ts';

/** What the next requests run into: an error of the API, an answer that never comes, a cut line, a byte that changes on the way. */
export type Trouble = { status: number; code?: string } | 'hang' | 'cut' | 'garble';

export interface S3Server {
  location: S3Location;
  /** `METHOD path`, in the order of arrival. */
  requests: string[];
  objects: Map<string, { bytes: Buffer; at: number }>;
  /** Each befalls one request. */
  trouble: Trouble[];
  stop(): Promise<void>;
}

/** Objects on one page of a listing: few, so that tests need several. */
const PAGE = 3;
/** Clocks may differ by so much. */
const SKEW_MS = 15 * 60_000;

/**
 * A bucket in memory that answers as the S3 API documents it: PUT, GET, HEAD and DELETE of objects, ListObjectsV2 with
 * continuation, errors as XML, signatures and hashes of bodies checked.
 */
export async function startS3Server(prefix = ''): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map();
  const requests: string[] = [];
  const trouble: Trouble[] = [];
  const credentials = { accessKey: 'TESTKEY', secretKey: 'te/st+secret=1', region: 'eu-west-3' };
  const bucket = 'chat-files';

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push(`${request.method} ${request.url}`);
    const ahead = trouble.shift();
    if (ahead === 'hang') return;
    if (ahead === 'cut') {
      request.socket.destroy();
      return;
    }
    const body = Buffer.concat(chunks);
    if (ahead === 'garble') body[0] = 255;
    else if (ahead) return refuse(response, ahead.status, ahead.code ?? 'InternalError');
    answer(request, response, body);
  });

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): unknown {
    const { method = '', url: target = '' } = request;
    const headers = request.headers as Record<string, string>;
    const fault = faultOfSignature({ method, target, headers }, credentials) ?? faultOfBody(headers, body);
    if (fault) return refuse(response, fault === 'XAmzContentSHA256Mismatch' ? 400 : 403, fault);
    const url = new URL(target, 'http://s3.test');
    const [, name, ...rest] = url.pathname.split('/');
    if (name !== bucket) return refuse(response, 404, 'NoSuchBucket');
    const key = rest.join('/');
    if (key === '' && method === 'GET' && url.searchParams.get('list-type') === '2') return list(response, url);
    const found = objects.get(key);
    if (method === 'PUT') {
      objects.set(key, { bytes: body, at: Date.now() });
      response.writeHead(200, { etag: '"x"' }).end();
    } else if (method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
    } else if (!found) refuse(response, 404, 'NoSuchKey', method === 'HEAD');
    else {
      response.writeHead(200, { 'content-length': found.bytes.length });
      response.end(method === 'GET' ? found.bytes : undefined);
    }
  }

  function list(response: ServerResponse, url: URL): void {
    const under = url.searchParams.get('prefix') ?? '';
    const token = url.searchParams.get('continuation-token');
    const after = token ? Buffer.from(token, 'base64').toString() : '';
    const keys = [...objects.keys()].filter((key) => key.startsWith(under) && key > after).sort();
    const page = keys.slice(0, PAGE);
    const more = keys.length > PAGE;
    const contents = page.map(
      (key) =>
        `<Contents><Key>${xml(key)}</Key><LastModified>${new Date(objects.get(key)!.at).toISOString()}</LastModified><Size>1</Size></Contents>`,
    );
    const next = more
      ? `<NextContinuationToken>${Buffer.from(page.at(-1)!).toString('base64')}</NextContinuationToken>`
      : '';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${xml(under)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${PAGE}</MaxKeys><IsTruncated>${more}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`,
    );
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    location: { endpoint, bucket, prefix, ...credentials },
    requests,
    objects,
    trouble,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function faultOfBody(headers: Record<string, string>, body: Buffer): string | undefined {
  const at = headers['x-amz-date']?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z') ?? '';
  if (!(Math.abs(Date.parse(at) - Date.now()) < SKEW_MS)) return 'RequestTimeTooSkewed';
  const hash = createHash('sha256').update(body).digest('hex');
  return headers['x-amz-content-sha256'] === hash ? undefined : 'XAmzContentSHA256Mismatch';
}

function refuse(response: ServerResponse, status: number, code: string, bare = false): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>Refused by the test.</Message><RequestId>1</RequestId></Error>`;
  response.end(bare ? undefined : text);
}

const xml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
