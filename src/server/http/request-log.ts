import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from '../logger.ts';
import type { Env } from './env.ts';
import type { Metrics } from './metrics.ts';

/**
 * One line and one measurement a request. The route's pattern stands for the path, so that neither an id nor a query
 * string, which may hold names and words of people, gets into a log.
 */
export function requestLog(logger: Logger, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    const { method } = c.req;
    const { status } = c.res;
    const route = routePath(c, -1);
    metrics.request({ method, route, status, seconds });
    const code = c.get('refused');
    const line = { method, route, status, ...(code && { code }), ms: Math.round(seconds * 1000) };
    if (status >= 500) logger.error(line, 'request failed');
    else if (route.startsWith('/api/') && status >= 400) logger.warn(line, 'request refused');
    else logger[route.startsWith('/api/') ? 'info' : 'debug'](line, 'request');
  };
}
