import { Validator } from '@seriousme/openapi-schema-validator';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../protocol/scopes.ts';
import { apiRoutes, type HttpParts } from './create-app.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

interface Parameter {
  name: string;
  in: string;
  description?: string;
  schema?: object;
}
interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  parameters?: Parameter[];
  security?: Record<string, string[]>[];
  requestBody?: { content: Record<string, { schema?: object; example?: unknown }> };
  responses: Record<string, { description: string; headers?: object; content?: Record<string, unknown> }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  tags: { name: string }[];
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

let server: TestServer;
let described: Description;
beforeAll(async () => {
  server = await serveApp();
  described = await (await server.ask('/api/openapi.json')).json();
});
afterAll(() => server.stop());

const operations = (): [name: string, method: string, path: string, operation: Operation][] =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, string, Operation] => [
      `${method} ${path}`,
      method,
      path,
      operation,
    ]),
  );

describe('the description of the API', () => {
  it('[RA45] is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...structuredClone(described) });
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('[RA45] gives every operation a name of its own, one sentence, and one known tag', () => {
    const ids = operations().map(([, , , { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = described.tags.map(({ name }) => name);
    for (const [name, , , operation] of operations()) {
      expect(operation.operationId, name).toMatch(/^[a-z][A-Za-z0-9]+$/);
      expect(operation.summary, name).toMatch(/^[A-Z].*\.$/s);
      expect(operation.tags, name).toHaveLength(1);
      expect(tags, name).toContain(operation.tags?.[0]);
    }
    const used = new Set(operations().flatMap(([, , , { tags: own }]) => own));
    for (const tag of tags) expect(used).toContain(tag);
  });

  it('[RA45] says of every operation how it is refused, as a problem', () => {
    for (const [name, , , { responses }] of operations()) {
      const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      expect(
        refusals.some(([status]) => Number(status) < 500),
        name,
      ).toBe(true);
      for (const [status, { content }] of refusals) {
        expect(Object.keys(content ?? {}), `${name} ${status}`).toEqual(['application/problem+json']);
      }
    }
  });

  it('[RA45] describes every part of a path and every parameter, and names no other', () => {
    for (const [name, , path, { parameters = [] }] of operations()) {
      const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(inPath, name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part));
      for (const parameter of parameters) {
        expect(parameter.description, `${name} ${parameter.name}`).toMatch(/\S/);
        expect(parameter.schema, `${name} ${parameter.name}`).toBeDefined();
      }
    }
  });

  it('[RA45] says who may call: known ways, and known scopes of a key', () => {
    const ways = Object.keys(described.components.securitySchemes);
    for (const [name, , , { security = [] }] of operations()) {
      for (const [way, scopes] of security.flatMap((one) => Object.entries(one))) {
        expect(ways, name).toContain(way);
        for (const scope of scopes) expect(Object.keys(SCOPES), name).toContain(scope);
      }
    }
    const scopes = new Set(
      operations().flatMap(([, , , { security = [] }]) => security.flatMap((one) => one.apiKey ?? [])),
    );
    expect(scopes.size).toBeGreaterThan(8);
  });

  it('[RA45] offers an Idempotency-Key wherever a known caller changes something', () => {
    for (const [name, method, , { security, requestBody, parameters = [] }] of operations()) {
      const upload = requestBody && '*/*' in requestBody.content;
      const expected = method !== 'get' && security !== undefined && !upload;
      expect(
        parameters.some((one) => one.name === 'Idempotency-Key'),
        name,
      ).toBe(expected);
    }
  });

  it('[RA45] shows examples that the server would take', () => {
    const stub = new Proxy({}, { get: () => new Proxy({}, { get: () => ({}) }) }) as HttpParts;
    const shown = apiRoutes(stub).filter(({ example }) => example !== undefined);
    expect(shown.length).toBeGreaterThan(6);
    for (const { method, path, body, example } of shown) {
      const taken = body && body !== 'bytes' && v.safeParse(body, example).success;
      expect(taken, `${method} ${path}`).toBe(true);
    }
  });

  it('[RA45] has no schema that nothing refers to', () => {
    const text = JSON.stringify(described);
    for (const name of Object.keys(described.components.schemas)) {
      expect(text).toContain(`"#/components/schemas/${name}"`);
    }
    const known = Object.keys(described.components.schemas);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) expect(known).toContain(name);
  });
});
