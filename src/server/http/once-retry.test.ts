import { Hono } from 'hono';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import type { Env } from './env.ts';
import { createOnce } from './once.ts';
import { problemResponse, refuse } from './problem.ts';
import { defineRoute, mountRoutes, type Reply } from './route.ts';

const Done = v.object({ done: v.number() });
/** How the work ends, try by try; after the last it is done. */
let ends: (() => Reply<v.InferOutput<typeof Done>>)[];
let tries: number;

let store: Store;
let app: Hono<Env>;
beforeAll(async () => {
  store = await createSqliteStore({ file: ':memory:' });
  app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set('apiKey', { kind: 'key', shop: 'oak', key: { id: 'k_1', name: 'Test', scopes: ['settings:write'] } });
    await next();
  });
  const route = defineRoute(
    {
      method: 'post',
      path: '/api/v1/work',
      summary: 'Works.',
      access: 'settings',
      scope: 'settings:write',
      answer: Done,
      refusals: [],
    },
    async () => {
      tries += 1;
      return ends.shift()?.() ?? { body: { done: tries } };
    },
  );
  mountRoutes(app, [route], createOnce(store.replies));
  app.onError((_, c) => problemResponse(c, refuse('server_error')));
});
afterAll(() => store.close());

/** Asks with one key until the work is done, and once more. */
async function ask(key: string, ...ending: typeof ends) {
  ends = ending;
  tries = 0;
  const request = { method: 'POST', headers: { 'idempotency-key': key } };
  const statuses: number[] = [];
  for (let left = ending.length; left >= 0; left--) statuses.push((await app.request('/api/v1/work', request)).status);
  const again = await app.request('/api/v1/work', request);
  return { statuses, again: again.status, repeated: again.headers.get('idempotent-replayed'), tries };
}

describe('an answer that asks for another try', () => {
  it.each([
    ['a fault of ours', () => refuse('server_error')],
    [
      'work that broke off',
      () => {
        throw new Error('broken');
      },
    ],
    ['a server that is busy', () => refuse('busy')],
    ['too many requests', () => refuse('too_fast')],
    ['a refusal that says when to come back', () => refuse('in_progress', { retryAfterMs: 20 })],
  ] satisfies [string, () => Reply<v.InferOutput<typeof Done>>][])('[RA16] is not kept: %s', async (name, end) => {
    const { statuses, again, repeated, tries: worked } = await ask(name.replaceAll(' ', '-'), end, end);
    expect(statuses.slice(0, 2).every((status) => status >= 409)).toBe(true);
    expect(statuses[2]).toBe(200);
    expect({ again, repeated, worked }).toEqual({ again: 200, repeated: 'true', worked: 3 });
  });

  it('[RA16] is not every refusal: one that stays what it is is kept', async () => {
    const { statuses, again, repeated, tries: worked } = await ask('final', () => refuse('not_found'));
    expect({ statuses, again, repeated, worked }).toEqual({
      statuses: [404, 404],
      again: 404,
      repeated: 'true',
      worked: 1,
    });
  });
});
