import * as v from 'valibot';
import { LIMITS } from '../../protocol/limits.ts';
import { ConversationList, CustomerCard, EntryPage } from '../../protocol/rest.ts';
import { Folder } from '../../protocol/rows.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { DescribeRows } from '../gateway/rows.ts';
import type { Folders } from '../store/folders.ts';
import type { Search } from '../store/search.ts';
import { type CardParts, customerCard } from './customer-card.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const PAGE = 50;

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
const ListQuery = v.object({
  folder: v.optional(Folder, 'new'),
  query: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  cursor: v.optional(wholeNumber),
});
const EntryQuery = v.object({ after: v.optional(wholeNumber, '0') });

/** What a team reads of its conversations; what it does goes over the socket. */
export function conversationRoutes(
  parts: CardParts & { folders: Folders; search: Search; conversations: Conversations; describeRows: DescribeRows },
): Route[] {
  const { folders, search, conversations, describeRows } = parts;

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/conversations',
        summary:
          'Conversations of a folder, or found by words of emails, names and messages in all of them; newest first.',
        access: 'chat',
        query: ListQuery,
        answer: ConversationList,
        refusals: ['invalid', 'unauthorised', 'forbidden'],
      },
      async ({ who, query }) => {
        const { shop, id: agent } = who.agent;
        if (query.query.trim()) {
          const ids = await search.find(shop, query.query, PAGE);
          const found = await folders.rows(shop, agent, ids);
          const ordered = found.sort((a, b) => ids.indexOf(a.row.id) - ids.indexOf(b.row.id));
          return { body: { conversations: await describeRows(ordered, agent) } };
        }
        const listed = await folders.list({ shop, agent, folder: query.folder, before: query.cursor, limit: PAGE });
        const last = listed.at(-1);
        const next = listed.length >= PAGE && last ? { next: String(last.row.lastAt) } : {};
        return { body: { conversations: await describeRows(listed, agent), ...next } };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/conversations/:id',
        summary: 'One conversation and what is known of its customer.',
        access: 'chat',
        answer: CustomerCard,
        refusals: ['unauthorised', 'forbidden', 'not_found'],
      },
      async ({ who, params }) => {
        const { shop, id: agent } = who.agent;
        const [listed] = await folders.rows(shop, agent, [params.id ?? '']);
        if (!listed) return refuse('not_found');
        const [row] = await describeRows([listed], agent);
        return { body: await customerCard(parts, row!, listed) };
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/conversations/:id/entries',
        summary: 'Entries after a position, oldest first, at most a page; `next` is where the following page starts.',
        access: 'chat',
        query: EntryQuery,
        answer: EntryPage,
        refusals: ['invalid', 'unauthorised', 'forbidden', 'not_found'],
      },
      async ({ who, params, query }) => {
        const { shop } = who.agent;
        const id = params.id ?? '';
        const row = await conversations.row(shop, id);
        if (!row) return refuse('not_found');
        const entries = await conversations.readAsTeam(shop, id, { after: query.after });
        const last = entries.at(-1)?.position ?? row.seq;
        // A page also ends early when its entries are large.
        return { body: { entries: entries.slice(0, LIMITS.syncEntries), ...(last < row.seq && { next: last }) } };
      },
    ),
  ];
}
