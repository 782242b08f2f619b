import { type ClientHttp2Session, connect, constants, type IncomingHttpHeaders } from 'node:http2';
import { type AddressGuard, bare } from './address-guard.ts';
import { createAddressCheck, lookupOf } from './checked-address.ts';
import { aborted, type Fetched, faultOf } from './guarded-fetch.ts';
import type { ResolveHost } from './resolve-host.ts';

export interface Http2Request {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** From the first look at the name to the end of the answer, ms. Default 10,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Posts by HTTP/2 to an address that the guard has seen. Never rejects. */
export interface GuardedHttp2 {
  post(request: Http2Request): Promise<Fetched>;
  /** Ends the connections. */
  close(): void;
}

const TIMEOUT_MS = 10_000;
const BODY_BYTES = 16 * 1024;
/** A connection that nobody uses goes after so long; services take many short ones for an attack. */
const IDLE_MS = 60_000;

/** [PU13] One connection an origin, kept while it is used. */
export function createGuardedHttp2(options: { guard: AddressGuard; resolve?: ResolveHost; ca?: string }): GuardedHttp2 {
  const { guard, ca } = options;
  const checked = createAddressCheck(options);
  const sessions = new Map<string, ClientHttp2Session>();

  function sessionTo(origin: string, addresses: string[]): ClientHttp2Session {
    const known = sessions.get(origin);
    if (known && !known.closed && !known.destroyed) return known;
    const session = connect(origin, { lookup: lookupOf(addresses), ...(ca && { ca }) });
    const forget = (): void => {
      if (sessions.get(origin) === session) sessions.delete(origin);
    };
    session.setTimeout(IDLE_MS, () => session.close());
    // Whoever waits for an answer is told by their own stream.
    session.on('error', forget).on('close', forget).on('goaway', forget);
    session.unref();
    sessions.set(origin, session);
    return session;
  }

  async function ask({ origin, path, headers, body }: Http2Request, signal: AbortSignal): Promise<Fetched> {
    const target = await checked(bare(new URL(origin).hostname));
    if ('fault' in target) return { ok: false, fault: target.fault };
    const session = sessionTo(origin, target.addresses);
    return new Promise((resolve, reject) => {
      const length = String(Buffer.byteLength(body));
      const stream = session.request(
        { ':method': 'POST', ':path': path, ...headers, 'content-length': length },
        { signal },
      );
      const chunks: Buffer[] = [];
      let size = 0;
      let answered: IncomingHttpHeaders & { ':status'?: number } = {};
      stream
        .on('response', (found) => {
          answered = found;
        })
        .on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= BODY_BYTES) chunks.push(chunk);
          else stream.close(constants.NGHTTP2_CANCEL);
        })
        .on('error', reject)
        .on('close', () => {
          const status = answered[':status'];
          if (status === undefined) reject(new Error('the connection ended without an answer'));
          else resolve({ ok: true, status, headers: answered, body: Buffer.concat(chunks) });
        })
        .end(body);
    });
  }

  return {
    async post(request) {
      const fault = guard.fault(request.origin);
      if (fault) return { ok: false, fault };
      const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
      const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
      try {
        return await Promise.race([ask(request, signal), aborted(signal)]);
      } catch (error) {
        if (request.signal?.aborted) return { ok: false, fault: 'stopped' };
        return { ok: false, fault: timeout.aborted ? 'timeout' : faultOf((error as Error).cause ?? error) };
      }
    },
    close() {
      for (const session of sessions.values()) session.close();
    },
  };
}
