import * as v from 'valibot';
import { DeadJobList } from '../../protocol/rest-webhooks.ts';
import { JOB_KINDS, type Jobs } from '../store/jobs.ts';
import { momentOf, PAGING, pageOf } from './paging.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const MANAGES = { tag: 'jobs', access: 'settings' } as const;

/** Work that was given up: a bot's turn, an email, words for the search, an entry for webhooks. */
export function jobRoutes(parts: {
  jobs: Pick<Jobs, 'dead' | 'revive' | 'discard'>;
  /** There is something to do. */
  revived(): void;
}): Route[] {
  const { jobs, revived } = parts;

  return [
    defineRoute(
      {
        ...MANAGES,
        method: 'get',
        path: '/api/v1/jobs/dead',
        summary: 'Jobs that failed for the last time, newest first. Why is in the log of the server.',
        query: v.object({ kind: v.optional(v.picklist(JOB_KINDS)), ...PAGING }),
        answer: DeadJobList,
        refusals: [],
      },
      async ({ who, query: { kind, cursor, limit } }) => {
        const after = momentOf(cursor);
        const read = await jobs.dead(who.shop, { ...(kind && { kind }), ...(after && { after }), limit: limit + 1 });
        const { page, next } = pageOf(read, limit, (last) => [last.deadAt, last.id]);
        const shown = page.map(({ shop: _shop, seq, ...job }) => ({ ...job, position: seq }));
        return { body: { jobs: shown, ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'post',
        path: '/api/v1/jobs/:id/revive',
        summary: 'Has a dead job tried again, with ten more tries.',
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        if (!(await jobs.revive(who.shop, params.id ?? ''))) return refuse('not_found');
        revived();
        return { body: undefined };
      },
    ),
    defineRoute(
      {
        ...MANAGES,
        method: 'delete',
        path: '/api/v1/jobs/:id',
        summary: 'Forgets a dead job.',
        refusals: ['not_found'],
      },
      async ({ who, params }) =>
        (await jobs.discard(who.shop, params.id ?? '')) ? { body: undefined } : refuse('not_found'),
    ),
  ];
}
