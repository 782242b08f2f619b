import { Problem } from '../../protocol/rest.ts';
import { SCOPES } from '../../protocol/scopes.ts';
import { headerParameters, pathParameters, queryParameters } from './openapi-parameters.ts';
import { refusalResponses, successResponses } from './openapi-responses.ts';
import { type Json, withoutDialect } from './openapi-schema.ts';
import type { Route } from './route.ts';

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
    servers: [{ url: '/', description: 'This server.' }],
    tags: [...new Set(routes.map(tagOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: withoutDialect(Problem) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'shopbell_session',
          description: 'A person of the team; what they may do follows from their permissions.',
        },
        apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'sb_<shop>_<random>', description: scopesText() },
      },
    },
  };
}

function operation(route: Route): Json {
  const { access, scope } = route;
  const parameters = [...pathParameters(route.path), ...queryParameters(route.query), ...headerParameters(route)];
  const security = [...(access ? [{ session: [] }] : []), ...(scope ? [{ apiKey: [scope] }] : [])];
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [tagOf(route)],
    ...(security.length > 0 && { security }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: requestContent(route) } }),
    responses: { ...successResponses(route), ...refusalResponses(route) },
  };
}

/** `GET /api/v1/conversations/:id/entries` → `getConversationsIdEntries`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word && word !== 'api' && word !== 'v1');
  return method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

/** The first word of the path, unless the route says otherwise. */
const tagOf = ({ tag, path }: Route): string => tag ?? path.split('/')[3]?.replaceAll('-', ' ') ?? '';

function requestContent({ body, example }: Route): Json {
  if (!body || body === 'bytes') return { '*/*': {} };
  return { 'application/json': { schema: withoutDialect(body), ...(example !== undefined && { example }) } };
}

const scopesText = (): string =>
  [
    'A merchant’s server, by an API key with scopes:',
    ...Object.entries(SCOPES).map(([name, what]) => `- \`${name}\` ${what}`),
  ].join('\n');
