import { timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { arrivalOf, type Env } from './env.ts';
import type { Metrics } from './metrics.ts';
import { problemResponse, refuse } from './problem.ts';
import type { Readiness } from './readiness.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** What machines ask: does the process live, may it get traffic, how is it. */
export function mountHealth(
  app: Hono<Env>,
  parts: {
    readiness: Pick<Readiness, 'look'>;
    metrics: Metrics;
    metricsToken?: string;
  },
): void {
  app.get(
    '/healthz',
    () => new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } }),
  );

  app.get('/readyz', async () => {
    const report = await parts.readiness.look();
    const status = report.status === 'ready' ? 200 : 503;
    return Response.json(report, { status, headers: { 'cache-control': 'no-store' } });
  });

  app.get('/metrics', async (c) => {
    const { headers, remoteAddress = '' } = arrivalOf(c);
    // A proxy on this machine also comes from loopback, but says for whom it asks.
    const local = LOOPBACK.test(remoteAddress) && !headers['x-forwarded-for'] && !headers.forwarded;
    const allowed = parts.metricsToken ? holds(headers.authorization, parts.metricsToken) : local;
    if (!allowed) return problemResponse(c, refuse(parts.metricsToken ? 'unauthorised' : 'forbidden'));
    const { body, type } = await parts.metrics.text();
    return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
  });
}

function holds(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
