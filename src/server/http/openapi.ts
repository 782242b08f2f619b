import type { GenericSchema } from 'valibot';
import { ERROR_CODES, type ErrorCode } from '../../protocol/error-codes.ts';
import { asJsonSchema } from '../../protocol/json-schema.ts';
import { Problem } from '../../protocol/rest.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** `/api/openapi.json`: OpenAPI 3.1 of the very table that the router follows. */
export function describeApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Shopbell',
      version,
      description:
        'REST of a Shopbell server. The live side is the WebSocket at /ws. Refusals are RFC 9457 problems with a `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: { Problem: asJsonSchema(Problem) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'shopbell_session' } },
    },
  };
}

function operation(route: Route): Json {
  const parameters = [...pathParameters(route.path), ...queryParameters(route.query)];
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(route.access && { security: [{ session: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: requestContent(route.body) } }),
    responses: { ...success(route), ...refusals(route.refusals) },
  };
}

/** `GET /api/v1/conversations/:id/entries` → `getConversationsIdEntries`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word && word !== 'api' && word !== 'v1');
  return method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(schema: GenericSchema | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = asJsonSchema(schema) as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

const requestContent = (body: GenericSchema | 'bytes'): Json =>
  body === 'bytes' ? { '*/*': {} } : { 'application/json': { schema: withoutDialect(body) } };

function success({ answer, emptyWhen, status = 200 }: Route): Json {
  const content = answer && { 'application/json': { schema: withoutDialect(answer) } };
  return {
    ...(content && { [status]: { description: 'The answer.', content } }),
    ...((!content || emptyWhen) && { 204: { description: emptyWhen ?? 'Done.' } }),
  };
}

/** One answer a status; several codes may share it. */
function refusals(codes: readonly ErrorCode[]): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set<ErrorCode>([...codes, 'server_error'])) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${code}\`: ${ERROR_CODES[code].message}`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** The document says once which dialect its schemas speak; 3.1 has 2020-12 by default. */
function withoutDialect(schema: GenericSchema): Json {
  const { $schema: _dialect, ...rest } = asJsonSchema(schema);
  return rest;
}
