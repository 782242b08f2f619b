import { ERROR_CODES, type ErrorCode } from '../../protocol/error-codes.ts';
import { takesKey } from './openapi-parameters.ts';
import { type Json, withoutDialect } from './openapi-schema.ts';
import type { Route } from './route.ts';

export function successResponses(route: Route): Json {
  const { answer, emptyWhen, status = 200, streams } = route;
  const content = streams
    ? { [streams]: { schema: { type: 'string' } } }
    : answer && { 'application/json': { schema: withoutDialect(answer) } };
  const headers = takesKey(route) && {
    headers: {
      'Idempotent-Replayed': {
        description: '`true` on a repeated answer.',
        schema: { type: 'string', enum: ['true'] },
      },
    },
  };
  return {
    ...(content && { [status]: { description: 'The answer.', ...headers, content } }),
    ...((!content || emptyWhen) && { 204: { description: emptyWhen ?? 'Done.', ...headers } }),
  };
}

/** Refusals that follow from a route's form, with those that it names itself. */
export function refusalsOf(route: Route): ErrorCode[] {
  const { method, access, scope, query, body, secret } = route;
  const known = access !== undefined || scope !== undefined;
  const json = body !== undefined && body !== 'bytes';
  const codes: (ErrorCode | false | undefined)[] = [
    ...route.refusals,
    // A key that opens nothing is refused everywhere.
    'unauthorised',
    known && 'forbidden',
    (query || json || takesKey(route)) && 'invalid',
    json && 'too_large',
    json && 'unsupported_type',
    known && method !== 'get' && 'wrong_origin',
    takesKey(route) && 'key_reused',
    takesKey(route) && 'in_progress',
    secret && 'shown_once',
    'server_error',
  ];
  return [...new Set(codes.filter((code): code is ErrorCode => typeof code === 'string'))];
}

/** One answer a status; several codes may share it. */
export function refusalResponses(route: Route): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of refusalsOf(route)) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${code}\`: ${ERROR_CODES[code].message}`).join(' '),
        ...(same.some((code) => ERROR_CODES[code].retry) && {
          headers: {
            'Retry-After': { description: 'Seconds to wait before another try.', schema: { type: 'integer' } },
          },
        }),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
