import type { Context } from 'hono';
import { bodyOf, cachedResponse } from './cached-response.ts';
import type { Env } from './env.ts';
import type { Refusal } from './problem.ts';
import type { Reply, Stream } from './route.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** A handler's reply as the response that carries it. */
export async function answer<T>(
  c: Context<Env>,
  form: { status?: 200 | 201; streams?: string },
  reply: Exclude<Reply<T>, Refusal>,
): Promise<Response> {
  if ('stream' in reply) return streamed(form.streams ?? 'application/octet-stream', reply);
  const headers = { 'cache-control': reply.cache ?? 'no-store', ...reply.headers };
  // Through the context, which adds the cookies that a handler set.
  if (reply.body === undefined) return c.body(null, 204, headers);
  const text = JSON.stringify(reply.body);
  if (reply.cache) return cachedResponse(c.req.raw, bodyOf(text, JSON_TYPE), headers);
  return c.body(text, form.status ?? 200, { ...headers, 'content-type': JSON_TYPE });
}

/** Pieces are asked for as fast as the client takes them; one that leaves ends the source. */
function streamed(type: string, { stream, fileName }: Stream): Response {
  const pieces = stream[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await pieces.next();
        if (piece.done) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  const disposition = `attachment; filename="${fileName}"`;
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': disposition, 'cache-control': 'no-store' },
  });
}
