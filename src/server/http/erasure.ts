import { ErasureList, ErasureResource } from '../../protocol/rest-erasure.ts';
import { callerName } from '../auth/caller.ts';
import type { Erasure, Keeping, Person } from '../store/keeping.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

export interface ErasureParts {
  keeping: Pick<Keeping, 'erasures'>;
  /** Undefined when there is no such person. */
  erase(shop: string, person: Person, by: string): Promise<Erasure | undefined>;
}

/** The right to be forgotten. Addresses and client ids, which may stand for several visitors, are for the command line. */
export function erasureRoutes({ keeping, erase }: ErasureParts): Route[] {
  return [
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/visitors/:id',
        summary:
          'Erases all that is known of a visitor, what was said in their conversations included. It cannot be undone.',
        tag: 'visitors',
        access: 'settings',
        scope: 'visitors:write',
        answer: ErasureResource,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const erasure = await erase(who.shop, { visitor: params.id ?? '' }, callerName(who));
        return erasure ? { body: toResource(erasure) } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/erasures',
        summary: 'What was erased when and by whom, the latest first.',
        tag: 'visitors',
        access: 'settings',
        scope: 'visitors:read',
        answer: ErasureList,
        refusals: [],
      },
      async ({ who }) => ({ body: { erasures: (await keeping.erasures(who.shop)).map(toResource) } }),
    ),
  ];
}

const toResource = ({ shop: _, ...erasure }: Erasure): ErasureResource => erasure;
