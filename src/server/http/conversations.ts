import * as v from 'valibot';
import { LIMITS } from '../../protocol/limits.ts';
import { AgentId, ShortText, VisitorId } from '../../protocol/primitives.ts';
import { ConversationList, CustomerCard, EntryPage } from '../../protocol/rest.ts';
import { Folder } from '../../protocol/rows.ts';
import { readerOf } from '../auth/caller.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { DescribeRows } from '../gateway/rows.ts';
import type { Folders } from '../store/folders.ts';
import type { ConversationFilter, Listing } from '../store/listing.ts';
import type { Search } from '../store/search.ts';
import { type CardParts, customerCard } from './customer-card.ts';
import { momentOf, PAGING, pageOf } from './paging.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const FOUND = 50;

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
const ListQuery = v.object({
  folder: v.optional(Folder),
  status: v.optional(v.picklist(['bot', 'queued', 'assigned', 'closed'])),
  department: v.optional(ShortText),
  assignee: v.optional(AgentId),
  visitor: v.optional(VisitorId),
  updatedSince: v.optional(wholeNumber),
  query: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  ...PAGING,
});
type ListQuery = v.InferOutput<typeof ListQuery>;
const EntryQuery = v.object({ after: v.optional(wholeNumber, '0') });

/** Archived conversations are closed ones that were put away. */
const FOLDER_OF = { bot: 'chatbot', queued: 'new', assigned: 'in_progress', closed: undefined } as const;

/** What is read of conversations; what a team does in them goes over the socket, or by `conversation-commands.ts`. */
export function conversationRoutes(
  parts: CardParts & {
    folders: Folders;
    listing: Listing;
    search: Search;
    conversations: Conversations;
    describeRows: DescribeRows;
  },
): Route[] {
  const { folders, listing, search, conversations, describeRows } = parts;
  const described = async (shop: string, reader: string, ids: string[]) => {
    const rows = await folders.rows(shop, reader, ids);
    return describeRows(
      rows.sort((a, b) => ids.indexOf(a.row.id) - ids.indexOf(b.row.id)),
      reader,
    );
  };

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/conversations',
        summary:
          'Conversations that fit all filters, latest words first; with `updatedSince` the longest unchanged first, so that a ' +
          'walk to the end misses none. `query` finds words of emails, names and messages instead, at most fifty. ' +
          'Without any of these a person sees New and a key all.',
        access: 'chat',
        scope: 'conversations:read',
        query: ListQuery,
        answer: ConversationList,
        refusals: [],
      },
      async ({ who, query }) => {
        const reader = readerOf(who);
        if (query.query.trim()) {
          const ids = await search.find(who.shop, query.query, FOUND);
          return { body: { conversations: await described(who.shop, reader, ids) } };
        }
        if (query.folder === 'mine' && who.kind === 'key') {
          return refuse('invalid', { detail: 'Wrong: folder. A key owns no conversations; filter by assignee.' });
        }
        const filter = filterOf(query, who.kind === 'agent' ? reader : undefined);
        const read = await listing.conversations(who.shop, { ...filter, limit: query.limit + 1 });
        const { page, next } = pageOf(read, query.limit, ({ at, id }) => [at, id]);
        const rows = await described(
          who.shop,
          reader,
          page.map(({ id }) => id),
        );
        return { body: { conversations: rows, ...(next && { next }) } };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/conversations/:id',
        summary: 'One conversation and what is known of its customer.',
        access: 'chat',
        scope: 'conversations:read',
        answer: CustomerCard,
        refusals: ['not_found'],
      },
      async ({ who, params }) => {
        const [listed] = await folders.rows(who.shop, readerOf(who), [params.id ?? '']);
        if (!listed) return refuse('not_found');
        const [row] = await describeRows([listed], readerOf(who));
        return { body: await customerCard(parts, row!, listed) };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/conversations/:id/entries',
        summary: 'Entries after a position, oldest first, at most a page; `next` is where the following page starts.',
        access: 'chat',
        scope: 'conversations:read',
        query: EntryQuery,
        answer: EntryPage,
        refusals: ['not_found'],
      },
      async ({ who, params, query }) => {
        const id = params.id ?? '';
        const row = await conversations.row(who.shop, id);
        if (!row) return refuse('not_found');
        const entries = await conversations.readAsTeam(who.shop, id, { after: query.after });
        const last = entries.at(-1)?.position ?? row.seq;
        // A page also ends early when its entries are large.
        return { body: { entries: entries.slice(0, LIMITS.syncEntries), ...(last < row.seq && { next: last }) } };
      },
    ),
  ];
}

function filterOf(query: ListQuery, agent: string | undefined): Omit<ConversationFilter, 'limit'> {
  const { status, department, assignee, visitor, updatedSince, cursor } = query;
  const asked = [query.folder, status, department, assignee, visitor, updatedSince].some((one) => one !== undefined);
  // The inbox's first look.
  const folder = query.folder ?? (asked || agent === undefined ? undefined : 'new');
  const after = momentOf(cursor);
  return {
    ...(folder === 'mine' ? { owner: agent, open: true } : folder && { folder }),
    ...(status === 'closed' && { open: false }),
    ...(status && FOLDER_OF[status] && !folder && { folder: FOLDER_OF[status] }),
    ...(department && { department }),
    // Only open conversations have an owner; said, because lists of them are kept in order.
    ...(assignee && { owner: assignee, open: true }),
    ...(visitor && { visitor }),
    ...(updatedSince !== undefined && { updatedSince }),
    ...(after && { after }),
  };
}
