import type { Context, Hono } from 'hono';
import type { GenericSchema, InferOutput } from 'valibot';
import * as v from 'valibot';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { Scope } from '../../protocol/scopes.ts';
import type { AgentCaller, Caller, KeyCaller } from '../auth/caller.ts';
import type { Permission, Right } from '../auth/permissions.ts';
import { admit } from './admit.ts';
import { answer } from './answer.ts';
import type { Env } from './env.ts';
import { FOR_PAGES } from './for-pages.ts';
import type { Once } from './once.ts';
import { problemResponse, type Refusal } from './problem.ts';
import { invalid, readJson } from './read-json.ts';

/** What a handler gets: everything is parsed and allowed already. */
export interface Call<Q, B, Who> {
  c: Context<Env>;
  params: Record<string, string>;
  query: Q;
  body: B;
  who: Who;
  /** The same for every repetition of a request with an `Idempotency-Key`: what ids are derived from. */
  seed?: string;
}

/** An answer written while it is made, a piece at a time. */
export interface Stream {
  stream: AsyncIterable<string>;
  fileName: string;
}

/** An answer: the value that the schema describes (undefined: 204), a stream, or a refusal. */
export type Reply<T> = Refusal | Stream | { body: T | undefined; headers?: Record<string, string>; cache?: string };

export interface RouteForm<Q, B, A> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `:name` for parts that vary. */
  path: `/api/${string}`;
  summary: string;
  /** Where the description of the API lists it; absent: by the first part of the path. */
  tag?: string;
  /** What a person needs: a permission, or a right of their role. Absent, and `scope` too: anybody may call. `any`: whoever is signed in. */
  access?: Permission | Right | 'any';
  /** What an API key needs. Absent: keys are refused wherever somebody must be known. */
  scope?: Scope;
  /** Whether pages of other origins may read the answer. */
  shared?: true;
  query?: Q;
  /** `bytes`: the handler reads the body itself. */
  body?: B;
  /** Largest JSON body. Default 16 KiB. */
  bodyBytes?: number;
  /** Absent: 204 without content. */
  answer?: A;
  /** The media type of an answer that is a stream. */
  streams?: string;
  /** The answer holds a secret that is shown once and kept nowhere. */
  secret?: true;
  /** When there is nothing to answer with, which is 204 too: said in the description. */
  emptyWhen?: string;
  status?: 200 | 201;
  /** What the description shows of a request's body. */
  example?: unknown;
  /** Beyond those that follow from the rest of this form. */
  refusals: readonly ErrorCode[];
}

type OutputOf<S> = S extends GenericSchema ? InferOutput<S> : undefined;
type WhoOf<P, S> = P extends string
  ? S extends string
    ? Caller
    : AgentCaller
  : S extends string
    ? KeyCaller
    : undefined;

/** A route as the router and the API description both read it. */
export interface Route
  extends RouteForm<GenericSchema | undefined, GenericSchema | 'bytes' | undefined, GenericSchema | undefined> {
  respond(c: Context<Env>, once?: Once): Promise<Response>;
}

/** Makes a route: the handler's types follow from the schemas. */
export function defineRoute<
  const P extends Permission | Right | 'any' | undefined = undefined,
  const S extends Scope | undefined = undefined,
  Q extends GenericSchema | undefined = undefined,
  B extends GenericSchema | 'bytes' | undefined = undefined,
  A extends GenericSchema | undefined = undefined,
>(
  form: Omit<RouteForm<Q, B, A>, 'access' | 'scope'> & { access?: P; scope?: S },
  handle: (call: Call<OutputOf<Q>, OutputOf<B>, WhoOf<P, S>>) => Promise<Reply<OutputOf<A>>>,
): Route {
  return {
    ...form,
    async respond(c, once) {
      const who = admit(c, form);
      if (who && 'refused' in who) return problemResponse(c, who);
      const query = form.query ? v.safeParse(form.query, c.req.query()) : undefined;
      if (query && !query.success) return problemResponse(c, invalid(query.issues));
      const body = await readJson(c, form.body, form.bodyBytes);
      if (body && 'refused' in body) return problemResponse(c, body);
      const work = async (seed?: string): Promise<Response> => {
        const reply = await handle({
          c,
          params: c.req.param(),
          query: query?.output as OutputOf<Q>,
          body: body?.output as OutputOf<B>,
          who: who as WhoOf<P, S>,
          ...(seed && { seed }),
        });
        return 'refused' in reply ? problemResponse(c, reply) : answer(c, form, reply);
      };
      if (!once || !who || form.method === 'get' || form.body === 'bytes') return work();
      return once.run(c, { who, body: body?.text ?? '', secret: form.secret === true }, work);
    },
  };
}

/** Puts the routes of a table on the router. */
export function mountRoutes(app: Hono<Env>, routes: readonly Route[], once?: Once): void {
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, async (c) => {
      const response = await route.respond(c, once);
      if (route.shared) for (const [name, value] of Object.entries(FOR_PAGES)) response.headers.set(name, value);
      return response;
    });
  }
}
