import type { Context } from 'hono';
import { ERROR_CODES, type ErrorCode } from '../../protocol/error-codes.ts';
import type { Problem } from '../../protocol/rest.ts';
import type { Env } from './env.ts';

/** A request that is refused: an expected answer, made a value. `detail` names what was wrong, never what it held. */
export interface Refusal {
  refused: ErrorCode;
  detail?: string;
  retryAfterMs?: number;
}

export const refuse = (refused: ErrorCode, more: Omit<Refusal, 'refused'> = {}): Refusal => ({ refused, ...more });

/** A refusal as RFC 9457 says it, with `code` from the protocol's table; the code is noted for the log. */
export function problemResponse(c: Context<Env>, { refused, detail, retryAfterMs }: Refusal): Response {
  c.set('refused', refused);
  const { status, message } = ERROR_CODES[refused];
  const problem: Problem = {
    type: 'about:blank',
    title: message,
    status,
    code: refused,
    ...(detail && { detail }),
    ...(retryAfterMs && { retryAfterMs }),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (retryAfterMs) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  return new Response(JSON.stringify(problem), { status, headers });
}
