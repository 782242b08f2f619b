import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type AddressGuard, bare, type UrlFault } from './address-guard.ts';
import { createAddressCheck, lookupOf } from './checked-address.ts';
import type { ResolveHost } from './resolve-host.ts';

/** Why there was no answer. */
export type FetchFault = UrlFault | 'name' | 'timeout' | 'certificate' | 'refused' | 'connection' | 'stopped';

export type Fetched =
  /** `body` is the first part of it, at most `maxBytes`. A redirect is an answer like any other. */
  { ok: true; status: number; headers: IncomingHttpHeaders; body: Buffer } | { ok: false; fault: FetchFault };

export interface FetchRequest {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** From the first look at the name to the end of the answer, ms. Default 10,000. */
  timeoutMs?: number;
  /** What is read of the answer. Default 16 KiB. */
  maxBytes?: number;
  signal?: AbortSignal;
}

/** Fetches a URL that somebody else has given. Never rejects: what goes wrong out there is an answer too. */
export type GuardedFetch = (request: FetchRequest) => Promise<Fetched>;

const TIMEOUT_MS = 10_000;
const BODY_BYTES = 16 * 1024;

/**
 * [SR7–SR9] One request, one connection, to an address that the guard has seen: the name is resolved once, and the
 * socket goes to what it resolved to. No redirects, no proxies, no cookies.
 */
export function createGuardedFetch(options: {
  guard: AddressGuard;
  resolve?: ResolveHost;
  /** Certificates to trust besides the usual ones, PEM. */
  ca?: string;
}): GuardedFetch {
  const { guard, ca } = options;
  const checked = createAddressCheck(options);

  const ask = async (asked: FetchRequest, signal: AbortSignal): Promise<Fetched> => {
    const url = new URL(asked.url);
    const target = await checked(bare(url.hostname));
    if ('fault' in target) return { ok: false, fault: target.fault };
    const response = await answerOf(url, asked, target.addresses, signal, ca);
    const body = await startOf(response, asked.maxBytes ?? BODY_BYTES);
    return { ok: true, status: response.statusCode ?? 0, headers: response.headers, body };
  };

  return async (asked) => {
    const fault = guard.fault(asked.url);
    if (fault) return { ok: false, fault };
    const timeout = AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS);
    const signal = asked.signal ? AbortSignal.any([timeout, asked.signal]) : timeout;
    try {
      return await Promise.race([ask(asked, signal), aborted(signal)]);
    } catch (error) {
      if (asked.signal?.aborted) return { ok: false, fault: 'stopped' };
      return { ok: false, fault: timeout.aborted ? 'timeout' : faultOf(error) };
    }
  };
}

function answerOf(
  url: URL,
  { method, headers, body }: FetchRequest,
  addresses: string[],
  signal: AbortSignal,
  ca: string | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    // Without an agent: a kept socket would outlive the check of its address, and know nothing of our deadline.
    const common = {
      method,
      headers: { ...headers, ...length },
      lookup: lookupOf(addresses),
      signal,
      agent: false as const,
    };
    const sent =
      url.protocol === 'https:' ? requestHttps(url, { ...common, ...(ca && { ca }) }) : requestHttp(url, common);
    sent.on('response', resolve).on('error', reject).end(body);
  });
}

async function startOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/** Looking up a name cannot be called off; nobody waits for it any longer. */
export const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** Codes of certificates that do not hold, as Node and OpenSSL name them. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/;

export function faultOf(error: unknown): FetchFault {
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? '');
  if (code === 'ECONNREFUSED') return 'refused';
  return CERTIFICATE.test(code) ? 'certificate' : 'connection';
}
