/** `code` is one of the server's error codes, or `offline` when no answer came. */
export type Answer<T> = { ok: true; value: T } | Refused;

export interface Refused {
  ok: false;
  code: string;
  /** When the same may be tried again. */
  retryAfterMs?: number;
}

/** Asks the server for one resource. Never throws. */
export type Ask = <T>(path: string, init?: RequestInit) => Promise<Answer<T>>;

/** `fetchFrom` is the page's fetch; `base` ends without a slash and is empty for the page's own origin. */
export function createAsk(fetchFrom: typeof fetch, base = ''): Ask {
  return async <T>(path: string, init: RequestInit = {}) => {
    try {
      const response = await fetchFrom(`${base}/api/v1/${path}`, { credentials: 'same-origin', ...init });
      const body: unknown = response.status === 204 ? undefined : await response.json();
      return response.ok ? { ok: true, value: body as T } : refusedWith(body);
    } catch {
      // A refused connection, a cut answer or one that is no JSON: for the reader all the same.
      return { ok: false, code: 'offline' };
    }
  };
}

/** A request with a JSON body. */
export const sending = (method: 'POST' | 'PUT' | 'PATCH', body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function refusedWith(body: unknown): Refused {
  const { code, retryAfterMs } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return {
    ok: false,
    code: typeof code === 'string' ? code : 'server_error',
    ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
  };
}
