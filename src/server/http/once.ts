import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Caller, callerName } from '../auth/caller.ts';
import type { Replies } from '../store/replies.ts';
import { JSON_TYPE } from './answer.ts';
import type { Env } from './env.ts';
import { problemResponse, refuse } from './problem.ts';

const KEPT_MS = 24 * 60 * 60_000;
/** Work that has not ended by then belonged to a process that died. */
const ABANDONED_MS = 60_000;
const RETRY_MS = 1000;
/** Answers above this are not kept; the routes that take a key answer with far less. */
const KEPT_LENGTH = 256 * 1024;

/** Makes a request with an `Idempotency-Key` take effect once: a repetition gets the first response. */
export interface Once {
  run(
    c: Context<Env>,
    request: { who: Caller; body: string; secret: boolean },
    work: (seed?: string) => Promise<Response>,
  ): Promise<Response>;
}

export function createOnce(replies: Replies): Once {
  return {
    async run(c, { who, body, secret }, work) {
      const key = c.req.header('idempotency-key');
      if (key === undefined) return work();
      if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
        return problemResponse(c, refuse('invalid', { detail: 'Wrong: Idempotency-Key.' }));
      }
      const { shop } = who;
      // The key is the caller's own words: only its hash is kept.
      const seed = sha256(shop, callerName(who), key);
      const { pathname, search } = new URL(c.req.url);
      const digest = sha256(c.req.method, pathname + search, body);
      const begun = await replies.begin(shop, seed, digest, { keptMs: KEPT_MS, abandonedMs: ABANDONED_MS });
      switch (begun.at) {
        case 'other':
          return problemResponse(c, refuse('key_reused'));
        case 'running':
          return problemResponse(c, refuse('in_progress', { retryAfterMs: RETRY_MS }));
        case 'withheld':
          return problemResponse(c, refuse('shown_once'));
        case 'done':
          return repeated(begun);
        case 'begun':
          return keep(replies, shop, seed, secret, () => work(seed));
      }
    },
  };
}

/** Keeps a response that is final; after any other the same request may be tried again. */
async function keep(
  replies: Replies,
  shop: string,
  seed: string,
  secret: boolean,
  work: () => Promise<Response>,
): Promise<Response> {
  let response: Response;
  try {
    response = await work();
  } catch (error) {
    await replies.forget(shop, seed);
    throw error;
  }
  const { status } = response;
  const text = await response.clone().text();
  if (status >= 500 || status === 429 || response.headers.has('retry-after') || text.length > KEPT_LENGTH) {
    await replies.forget(shop, seed);
  } else {
    const hidden = secret && status < 300;
    await replies.finish(shop, seed, hidden ? { status, withheld: true } : { status, body: text });
  }
  return response;
}

function repeated({ status, body }: { status: number; body: string }): Response {
  const type = status >= 400 ? 'application/problem+json' : JSON_TYPE;
  const headers = { 'cache-control': 'no-store', 'idempotent-replayed': 'true', ...(body && { 'content-type': type }) };
  return new Response(status === 204 ? null : body, { status, headers });
}

const sha256 = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
