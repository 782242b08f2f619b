import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Tracing } from '../tracing.ts';
import type { Env } from './env.ts';

/** [MT12] A span a request, named by the route's pattern; a caller's trace goes on. */
export function traceRequests(tracing: Tracing): MiddlewareHandler<Env> {
  return (c, next) => {
    const { method } = c.req;
    const traceparent = c.req.header('traceparent');
    return tracing.span(
      method,
      { 'http.request.method': method },
      async (span) => {
        await next();
        const { status } = c.res;
        const route = routePath(c, -1);
        span.rename(`${method} ${route}`);
        const code = c.get('refused');
        span.set({ 'http.route': route, 'http.response.status_code': status, ...(code && { 'shopbell.code': code }) });
        if (status >= 500) span.fail(code ?? 'server_error');
      },
      { kind: 'server', ...(traceparent !== undefined && { traceparent }) },
    );
  };
}
