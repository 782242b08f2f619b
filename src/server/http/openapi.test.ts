import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../protocol/error-codes.ts';
import { apiRoutes, type HttpParts } from './create-app.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serveApp();
});
afterAll(() => server.stop());

interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: { name: string; in: string }[];
  responses: Record<string, { description: string }>;
}
const description = async (): Promise<{ openapi: string; paths: Record<string, Record<string, Operation>> }> =>
  (await server.ask('/api/openapi.json')).json();

describe('the API description', () => {
  it('[HT11] describes every route of the router and nothing else', async () => {
    const { openapi, paths } = await description();
    expect(openapi).toBe('3.1.0');
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const stub = new Proxy({}, { get: () => ({}) }) as HttpParts;
    const routed = apiRoutes(stub).map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(routed.sort());
    expect(routed.length).toBeGreaterThan(8);
  });

  it('[HT11] has an answer from the router for each route that it describes', async () => {
    const { paths } = await description();
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const response = await server.ask(path.replace(/\{\w+\}/g, 'x'), {
          method: method.toUpperCase(),
          headers: { origin: server.origin, 'content-type': 'application/json' },
          ...(method === 'post' && { body: '{}' }),
        });
        expect(operation.responses, `${method} ${path}`).toHaveProperty(String(response.status));
        expect(response.status === 401, `${method} ${path}`).toBe(operation.security !== undefined);
      }
    }
  });

  it('[HT11] names each refusal by its code, and each operation once', async () => {
    const { paths } = await description();
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const named = operations.flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ description: text }) =>
        [...text.matchAll(/`(\w+)`/g)].map(([, code]) => code),
      ),
    );
    expect(named).toContain('wrong_password');
    for (const code of named) expect(Object.keys(ERROR_CODES)).toContain(code);
  });
});
