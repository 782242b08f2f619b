import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Text that shrinks; pictures other than SVG are compressed already. */
const COMPRESSIBLE = /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg)/;
const SMALLEST = 512;

/** Bytes to serve, with their hash. */
export interface Body {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  /** Strong validator of the uncompressed bytes. */
  hash: string;
}

export const bodyOf = (content: string | Uint8Array, type: string): Body => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  return { bytes, type, hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 22) };
};

type Encoding = 'br' | 'gzip' | 'identity';

/** Compressed forms by hash, the newest few hundred: what every page asks for is compressed once. */
const compressed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
const KEPT = 300;

/**
 * Answers with these bytes: compressed as the client likes, or 304 when it has them already.
 * @param headers further headers, `cache-control` among them
 */
export async function cachedResponse(request: Request, body: Body, headers: Record<string, string>): Promise<Response> {
  const compressible = COMPRESSIBLE.test(body.type) && body.bytes.length >= SMALLEST;
  const encoding = compressible ? preferred(request.headers.get('accept-encoding')) : 'identity';
  const etag = encoding === 'identity' ? `"${body.hash}"` : `"${body.hash}-${encoding}"`;
  const all = new Headers({ ...headers, etag });
  if (compressible) all.append('vary', 'accept-encoding');
  if (asksFor(request.headers.get('if-none-match'), body.hash))
    return new Response(null, { status: 304, headers: all });
  all.set('content-type', body.type);
  if (encoding !== 'identity') all.set('content-encoding', encoding);
  const bytes = await encoded(body, encoding);
  all.set('content-length', String(bytes.length));
  return new Response(request.method === 'HEAD' ? null : bytes, { headers: all });
}

function preferred(accepted: string | null): Encoding {
  const offered = (accepted ?? '')
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .filter(([, quality]) => Number(quality ?? 1) > 0)
    .map(([name]) => name);
  return offered.includes('br') ? 'br' : offered.includes('gzip') ? 'gzip' : 'identity';
}

/** A proxy may have weakened or re-encoded what it keeps: the hash alone counts. */
const asksFor = (ifNoneMatch: string | null, hash: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => /"([\w-]{22})/.exec(tag)?.[1] === hash);

function encoded(body: Body, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'identity') return Promise.resolve(body.bytes);
  const key = `${body.hash}-${encoding}`;
  const known = compressed.get(key);
  if (known) return known;
  const made = compress(body.bytes, encoding);
  compressed.set(key, made);
  const oldest = compressed.keys().next().value;
  if (compressed.size > KEPT && oldest) compressed.delete(oldest);
  return made;
}

async function compress(bytes: Uint8Array, encoding: 'br' | 'gzip'): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await deflate(bytes, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return new Uint8Array(await brotli(bytes, { params }));
}
