import type { Context, Hono } from 'hono';
import type { GenericSchema, InferOutput } from 'valibot';
import * as v from 'valibot';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { SignedIn } from '../auth/agent-sessions.ts';
import { may, type Permission } from '../auth/permissions.ts';
import { bodyOf, cachedResponse } from './cached-response.ts';
import type { Env } from './env.ts';
import { FOR_PAGES } from './for-pages.ts';
import { problemResponse, type Refusal, refuse } from './problem.ts';
import { readBody, TooLarge } from './read-body.ts';

const JSON_BYTES = 16 * 1024;
const JSON_TYPE = 'application/json; charset=utf-8';

/** What a handler gets: everything is parsed and allowed already. */
export interface Call<Q, B, Who> {
  c: Context<Env>;
  params: Record<string, string>;
  query: Q;
  body: B;
  who: Who;
}

/** An answer: the value that the schema describes (undefined: 204), or a refusal. */
export type Reply<T> = Refusal | { body: T | undefined; headers?: Record<string, string>; cache?: string };

interface RouteForm<Q, B, A> {
  method: 'get' | 'post' | 'delete';
  /** With `:name` for parts that vary. */
  path: `/api/${string}`;
  summary: string;
  /** Absent: anybody may call. `any`: whoever is signed in. */
  access?: Permission | 'any';
  /** Whether pages of other origins may read the answer. */
  shared?: true;
  query?: Q;
  /** `bytes`: the handler reads the body itself. */
  body?: B;
  /** Absent: 204 without content. */
  answer?: A;
  /** When there is nothing to answer with, which is 204 too: said in the description. */
  emptyWhen?: string;
  status?: 200 | 201;
  refusals: readonly ErrorCode[];
}

type OutputOf<S> = S extends GenericSchema ? InferOutput<S> : undefined;

/** A route as the router and the API description both read it. */
export interface Route
  extends RouteForm<GenericSchema | undefined, GenericSchema | 'bytes' | undefined, GenericSchema | undefined> {
  respond(c: Context<Env>): Promise<Response>;
}

/** Makes a route: the handler's types follow from the schemas. */
export function defineRoute<
  const P extends Permission | 'any' | undefined = undefined,
  Q extends GenericSchema | undefined = undefined,
  B extends GenericSchema | 'bytes' | undefined = undefined,
  A extends GenericSchema | undefined = undefined,
>(
  form: Omit<RouteForm<Q, B, A>, 'access'> & { access?: P },
  handle: (
    call: Call<OutputOf<Q>, OutputOf<B>, P extends string ? SignedIn : undefined>,
  ) => Promise<Reply<OutputOf<A>>>,
): Route {
  return {
    ...form,
    async respond(c) {
      const who = c.get('signedIn');
      if (form.access && !who) return problemResponse(c, refuse('unauthorised'));
      if (who && form.access && form.access !== 'any' && !may(who.agent, form.access)) {
        return problemResponse(c, refuse('forbidden'));
      }
      const query = form.query ? v.safeParse(form.query, c.req.query()) : undefined;
      if (query && !query.success) return problemResponse(c, invalid(query.issues));
      const body = await parsedBody(c, form.body);
      if (body && 'refused' in body) return problemResponse(c, body);
      const reply = await handle({
        c,
        params: c.req.param(),
        query: query?.output as OutputOf<Q>,
        body: body?.output as OutputOf<B>,
        who: who as P extends string ? SignedIn : undefined,
      });
      return 'refused' in reply ? problemResponse(c, reply) : answer(c, form, reply);
    },
  };
}

/** Puts the routes of a table on the router. */
export function mountRoutes(app: Hono<Env>, routes: readonly Route[]): void {
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, async (c) => {
      const response = await route.respond(c);
      if (route.shared) for (const [name, value] of Object.entries(FOR_PAGES)) response.headers.set(name, value);
      return response;
    });
  }
}

async function parsedBody(
  c: Context<Env>,
  schema: GenericSchema | 'bytes' | undefined,
): Promise<Refusal | { output: unknown } | undefined> {
  if (!schema || schema === 'bytes') return undefined;
  if (!/^application\/json(;|$)/i.test(c.req.header('content-type') ?? '')) {
    return refuse('unsupported_type', { detail: 'Expected application/json.' });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readBody(c.req.raw, JSON_BYTES));
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? { output: parsed.output } : invalid(parsed.issues);
  } catch (error) {
    if (error instanceof TooLarge) return refuse('too_large');
    // Neither UTF-8 nor JSON: the client's mistake; anything else is ours.
    if (error instanceof TypeError || error instanceof SyntaxError) return refuse('invalid', { detail: 'Not JSON.' });
    throw error;
  }
}

/** Names the fields, never what they held: it may be a password. */
function invalid(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Refusal {
  const fields = new Set(issues.map((issue) => v.getDotPath(issue) ?? 'the whole'));
  return refuse('invalid', { detail: `Wrong: ${[...fields].join(', ')}.` });
}

async function answer<T>(
  c: Context<Env>,
  form: { status?: 200 | 201 },
  reply: { body: T; headers?: Record<string, string>; cache?: string },
): Promise<Response> {
  const headers = { 'cache-control': reply.cache ?? 'no-store', ...reply.headers };
  // Through the context, which adds the cookies that a handler set.
  if (reply.body === undefined) return c.body(null, 204, headers);
  const text = JSON.stringify(reply.body);
  if (reply.cache) return cachedResponse(c.req.raw, bodyOf(text, JSON_TYPE), headers);
  return c.body(text, form.status ?? 200, { ...headers, 'content-type': JSON_TYPE });
}
