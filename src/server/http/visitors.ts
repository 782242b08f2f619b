import * as v from 'valibot';
import { Email, ShortText } from '../../protocol/primitives.ts';
import { ConversationList } from '../../protocol/rest.ts';
import { VisitorList, VisitorPatch, VisitorResource } from '../../protocol/rest-visitors.ts';
import { readerOf } from '../auth/caller.ts';
import type { DescribeRows } from '../gateway/rows.ts';
import type { Folders } from '../store/folders.ts';
import type { Listing } from '../store/listing.ts';
import type { People, Visitor } from '../store/people.ts';
import type { Search } from '../store/search.ts';
import { momentOf, PAGING, pageOf } from './paging.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const PATCH_BYTES = 128 * 1024;
const ListQuery = v.object({ email: v.optional(Email), clientId: v.optional(ShortText), ...PAGING });

export interface VisitorParts {
  people: Pick<People, 'visitor'>;
  listing: Listing;
  folders: Pick<Folders, 'rows' | 'ofVisitor'>;
  search: Pick<Search, 'index'>;
  describeRows: DescribeRows;
  /** Tells open lists that a row reads differently now. */
  rowChanged(shop: string, conversation: string): void;
}

/** The people on the other side of the conversations. */
export function visitorRoutes({ people, listing, folders, search, describeRows, rowChanged }: VisitorParts): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/visitors',
        summary: 'Visitors in the order in which they came; by `email` (in any case) or by `clientId` only those.',
        access: 'chat',
        scope: 'visitors:read',
        query: ListQuery,
        answer: VisitorList,
        refusals: [],
      },
      async ({ who, query }) => {
        const { email, clientId, cursor, limit } = query;
        const after = momentOf(cursor);
        const filter = { ...(email && { email }), ...(clientId && { clientId }), ...(after && { after }) };
        const read = await listing.visitors(who.shop, { ...filter, limit: limit + 1 });
        const { page, next } = pageOf(read, limit, (last) => [last.createdAt, last.id]);
        return { body: { visitors: page.map(toResource), ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/visitors/:id',
        summary: 'One visitor.',
        access: 'chat',
        scope: 'visitors:read',
        answer: VisitorResource,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const visitor = await people.visitor(who.shop, params.id ?? '');
        return visitor ? { body: toResource(visitor) } : refuse('not_found');
      },
    ),
    defineRoute(
      {
        method: 'patch',
        path: '/api/v1/visitors/:id',
        summary: 'Changes what is known of a visitor; null takes a value away, `attributes` are replaced whole.',
        access: 'chat',
        scope: 'visitors:write',
        body: VisitorPatch,
        bodyBytes: PATCH_BYTES,
        answer: VisitorResource,
        example: { name: 'Marta Silva', attributes: { tier: 'gold' } },
        refusals: ['not_found'],
      },
      async ({ who, params, body }) => {
        const { shop } = who;
        const visitor = await listing.changeVisitor(shop, params.id ?? '', body);
        if (!visitor) return refuse('not_found');
        const known = [visitor.name, visitor.email].filter((word) => word !== undefined).join(' ');
        for (const { id } of await folders.ofVisitor(shop, visitor.id)) {
          await search.index(shop, id, 0, known);
          rowChanged(shop, id);
        }
        return { body: toResource(visitor) };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/visitors/:id/conversations',
        summary: "A visitor's conversations, latest words first.",
        access: 'chat',
        scope: 'conversations:read',
        query: v.object(PAGING),
        answer: ConversationList,
        refusals: ['not_found'],
      },
      async ({ who, params, query }) => {
        const { shop } = who;
        const visitor = await people.visitor(shop, params.id ?? '');
        if (!visitor) return refuse('not_found');
        const after = momentOf(query.cursor);
        const filter = { visitor: visitor.id, ...(after && { after }), limit: query.limit + 1 };
        const { page, next } = pageOf(await listing.conversations(shop, filter), query.limit, (one) => [
          one.at,
          one.id,
        ]);
        const ids = page.map(({ id }) => id);
        const rows = await folders.rows(shop, readerOf(who), ids);
        const ordered = rows.sort((a, b) => ids.indexOf(a.row.id) - ids.indexOf(b.row.id));
        return { body: { conversations: await describeRows(ordered, readerOf(who)), ...(next && { next }) } };
      },
    ),
  ];
}

const toResource = ({ shop: _, ...visitor }: Visitor): VisitorResource => visitor;
