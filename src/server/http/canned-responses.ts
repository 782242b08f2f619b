import * as v from 'valibot';
import { Locale, ShortText } from '../../protocol/primitives.ts';
import { CannedBody, CannedList, CannedResponse } from '../../protocol/rest-canned.ts';
import type { Canned, CannedResponses } from '../store/canned.ts';
import type { Shops } from '../store/shops.ts';
import { PAGING, pageOf } from './paging.ts';
import { type Refusal, refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { newIdFrom } from './seeded-ids.ts';

const CANNED_BYTES = 64 * 1024;
const ListQuery = v.object({
  shortcut: v.optional(v.pipe(v.string(), v.maxLength(40))),
  locale: v.optional(Locale),
  department: v.optional(ShortText),
  ...PAGING,
});

/** Replies that a team has written once. Whoever chats reads them; those with the settings write them. */
export function cannedRoutes(parts: { canned: CannedResponses; shops: Pick<Shops, 'shop'>; now(): number }): Route[] {
  const { canned, shops, now } = parts;
  const save = async (response: Canned): Promise<Refusal | { body: CannedResponse }> => {
    const departments = (await shops.shop(response.shop))?.departments ?? [];
    if (response.department !== undefined && !departments.includes(response.department)) {
      return refuse('unknown_department');
    }
    return (await canned.save(response)) === 'saved' ? { body: toResource(response) } : refuse('exists');
  };

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/canned-responses',
        summary:
          'Canned responses by shortcut; `shortcut` gives those that begin so, `locale` and `department` those that fit.',
        access: 'chat',
        scope: 'settings:read',
        query: ListQuery,
        answer: CannedList,
        refusals: [],
      },
      async ({ who, query: { shortcut, locale, department, cursor, limit } }) => {
        const read = await canned.page(who.shop, {
          ...(shortcut && { shortcut }),
          ...(locale && { locale }),
          ...(department && { department }),
          ...(cursor && { after: { shortcut: String(cursor[0]), id: cursor[1] } }),
          limit: limit + 1,
        });
        const { page, next } = pageOf(read, limit, (last) => [last.shortcut, last.id]);
        return { body: { responses: page.map(toResource), ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/canned-responses',
        summary: 'Adds a canned response; its shortcut is unique in its language.',
        access: 'settings',
        scope: 'settings:write',
        body: CannedBody,
        bodyBytes: CANNED_BYTES,
        answer: CannedResponse,
        status: 201,
        example: { shortcut: 'returns', text: 'You can send anything back within 30 days.', locale: 'en' },
        refusals: ['exists', 'unknown_department'],
      },
      ({ who, body, seed }) => {
        const at = now();
        return save({ shop: who.shop, id: newIdFrom(seed, 'cr_'), ...body, createdAt: at, updatedAt: at });
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/canned-responses/:id',
        summary: 'One canned response.',
        access: 'chat',
        scope: 'settings:read',
        answer: CannedResponse,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const found = await canned.one(who.shop, params.id ?? '');
        return found ? { body: toResource(found) } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/canned-responses/:id',
        summary: 'Replaces a canned response.',
        access: 'settings',
        scope: 'settings:write',
        body: CannedBody,
        bodyBytes: CANNED_BYTES,
        answer: CannedResponse,
        refusals: ['not_found', 'exists', 'unknown_department'],
      },
      async ({ who, params, body }) => {
        const before = await canned.one(who.shop, params.id ?? '');
        if (!before) return refuse('not_found');
        const { shop, id, createdAt } = before;
        return save({ shop, id, ...body, createdAt, updatedAt: now() });
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/canned-responses/:id',
        summary: 'Removes a canned response.',
        access: 'settings',
        scope: 'settings:write',
        refusals: ['not_found'],
      },
      async ({ who, params }) =>
        (await canned.remove(who.shop, params.id ?? '')) ? { body: undefined } : refuse('not_found'),
    ),
  ];
}

const toResource = ({ shop: _, ...canned }: Canned): CannedResponse => canned;
