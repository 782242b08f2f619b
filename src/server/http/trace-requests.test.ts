import { afterEach, expect, it } from 'vitest';
import { type Attributes, noTracing, type Tracing } from '../tracing.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
afterEach(() => server.stop());

it('[MT12] requests are spans named by their route, and a caller’s trace goes on', async () => {
  const spans: { name: string; attributes: Attributes; kind?: string; traceparent?: string }[] = [];
  const tracing: Tracing = {
    ...noTracing,
    async span(name, attributes, work, options = {}) {
      const span = { name, attributes, ...options };
      const result = await work({
        set: (more) => void Object.assign(attributes, more),
        rename: (better) => {
          span.name = better;
        },
        fail: () => {},
      });
      spans.push(span);
      return result;
    },
  };
  server = await serveApp({ tracing });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await server.ask('/api/v1/conversations/c_someone?query=marta@example.com', { headers: { traceparent } });
  await server.ask('/healthz');
  expect(spans).toEqual([
    {
      name: 'GET /api/v1/conversations/:id',
      kind: 'server',
      traceparent,
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/api/v1/conversations/:id',
        'http.response.status_code': 401,
        'shopbell.code': 'unauthorised',
      },
    },
  ]);
});
