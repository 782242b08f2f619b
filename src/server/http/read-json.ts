import type { Context } from 'hono';
import type { GenericSchema } from 'valibot';
import * as v from 'valibot';
import type { Env } from './env.ts';
import { type Refusal, refuse } from './problem.ts';
import { readBody, TooLarge } from './read-body.ts';

export const JSON_BYTES = 16 * 1024;

/** A request's JSON, read up to `limit` bytes and parsed by the schema; `text` is what came. Undefined: none is expected. */
export async function readJson(
  c: Context<Env>,
  schema: GenericSchema | 'bytes' | undefined,
  limit = JSON_BYTES,
): Promise<Refusal | { output: unknown; text: string } | undefined> {
  if (!schema || schema === 'bytes') return undefined;
  if (!/^application\/json(;|$)/i.test(c.req.header('content-type') ?? '')) {
    return refuse('unsupported_type', { detail: 'Expected application/json.' });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readBody(c.req.raw, limit));
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? { output: parsed.output, text } : invalid(parsed.issues);
  } catch (error) {
    if (error instanceof TooLarge) return refuse('too_large');
    // Neither UTF-8 nor JSON: the client's mistake; anything else is ours.
    if (error instanceof TypeError || error instanceof SyntaxError) return refuse('invalid', { detail: 'Not JSON.' });
    throw error;
  }
}

/** Names the fields, never what they held: it may be a password. */
export function invalid(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Refusal {
  const fields = new Set(issues.map((issue) => v.getDotPath(issue) ?? 'the whole'));
  return refuse('invalid', { detail: `Wrong: ${[...fields].slice(0, 20).join(', ')}.` });
}
