import type { GenericSchema } from 'valibot';
import { type Json, withoutDialect } from './openapi-schema.ts';
import type { Route } from './route.ts';

const DIGITS = { type: 'integer', minimum: 0 };

/** Parameters of queries that mean the same wherever they stand; numbers are written as numbers, not as the text they come in. */
const QUERY: Record<string, { description: string; schema?: Json }> = {
  cursor: { description: 'The `next` of the page before. Opaque.', schema: { type: 'string', maxLength: 600 } },
  limit: {
    description: 'How many at most on this page.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  },
  after: { description: 'The position to go on after; 0 is the beginning.', schema: { ...DIGITS, default: 0 } },
  updatedSince: { description: 'Epoch ms: only what has changed since then.', schema: DIGITS },
  query: { description: 'Words to look for, in any case and without accents.' },
  folder: { description: 'A folder of the inbox; `mine` is the signed-in person’s.' },
  status: { description: 'Who answers next.' },
  department: { description: 'A department’s name.' },
  assignee: { description: 'Id of the agent who owns the conversation.' },
  visitor: { description: 'Id of the visitor.' },
  email: { description: 'A whole address, in any case.' },
  clientId: { description: 'The visitor’s id in the merchant’s own system.' },
  locale: { description: 'A language, BCP 47.' },
  country: { description: 'A country, ISO 3166-1 alpha-2.' },
  shortcut: { description: 'The beginning of a shortcut.' },
  webhook: { description: 'Id of the webhook.' },
  state: { description: 'Where it stands.' },
  kind: { description: 'What kind of work it is.' },
};

export function pathParameters(path: string): Json[] {
  const parts = path.split('/');
  return parts.flatMap((part, index) =>
    part.startsWith(':')
      ? [
          {
            name: part.slice(1),
            in: 'path',
            required: true,
            description: `Which one of the ${parts[index - 1]?.replaceAll('-', ' ')}: its ${part.slice(1)}, percent-encoded.`,
            schema: { type: 'string' },
          },
        ]
      : [],
  );
}

export function queryParameters(schema: GenericSchema | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = withoutDialect(schema) as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description: QUERY[name]?.description ?? property.description,
    schema: QUERY[name]?.schema ?? property,
  }));
}

/** Whether a repetition of the request can be told from a second one. */
export const takesKey = ({ method, access, scope, body }: Route): boolean =>
  method !== 'get' && (access !== undefined || scope !== undefined) && body !== 'bytes';

export const headerParameters = (route: Route): Json[] =>
  takesKey(route)
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'Up to 255 visible ASCII characters: for 24 hours the same request gets the first answer again.',
          schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
        },
      ]
    : [];
