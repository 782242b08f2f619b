import * as v from 'valibot';
import { forTeam } from '../../domain/visible.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Folders, ListedRow } from '../store/folders.ts';
import type { Listing } from '../store/listing.ts';
import type { Log } from '../store/log.ts';
import { csvLine } from './csv.ts';
import { defineRoute, type Route } from './route.ts';
import { wordsOf } from './words-of.ts';

const CONVERSATIONS_AT_ONCE = 50;
const Query = v.object({
  updatedSince: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)), '0'),
});

export interface ExportParts {
  listing: Pick<Listing, 'conversations'>;
  folders: Pick<Folders, 'rows'>;
  log: Pick<Log, 'page'>;
}

/** All conversations with all their entries, written as they are read: however many there are, few are in memory. */
export function exportRoutes(parts: ExportParts): Route[] {
  const common = { method: 'get', access: 'reports', scope: 'exports:read', query: Query, refusals: [] } as const;
  return [
    defineRoute(
      {
        ...common,
        path: '/api/v1/exports/conversations.ndjson',
        summary:
          'A JSON object a line: each conversation, then its entries; the longest unchanged first. Without the last ' +
          'newline it was cut short.',
        streams: 'application/x-ndjson',
      },
      async ({ who, query }) => ({
        stream: jsonLines(parts, who.shop, query.updatedSince),
        fileName: 'conversations.ndjson',
      }),
    ),
    defineRoute(
      {
        ...common,
        path: '/api/v1/exports/conversations.csv',
        summary:
          'A line an entry, with headings. Words that a spreadsheet would run as a formula begin with an apostrophe.',
        streams: 'text/csv; charset=utf-8; header=present',
      },
      async ({ who, query }) => ({
        stream: csvLines(parts, who.shop, query.updatedSince),
        fileName: 'conversations.csv',
      }),
    ),
  ];
}

async function* jsonLines(parts: ExportParts, shop: string, updatedSince: number): AsyncGenerator<string> {
  for await (const { row, visitor } of conversationsOf(parts, shop, updatedSince)) {
    const { status, topics, survey, startedAt } = row.state;
    const conversation = {
      type: 'conversation',
      id: row.id,
      visitor: { id: visitor.id, name: visitor.name, email: visitor.email, country: visitor.country },
      status: status.at,
      department: row.department,
      topics,
      ...(survey.at === 'answered' && { rating: survey.rating }),
      startedAt,
      entries: row.seq,
    };
    yield `${JSON.stringify(conversation)}\n`;
    for await (const page of entriesOf(parts, shop, row.id)) {
      yield page.map((entry) => `${JSON.stringify({ type: 'entry', conversation: row.id, ...entry })}\n`).join('');
    }
  }
}

const HEADINGS = [
  'conversation',
  'visitor',
  'name',
  'email',
  'status',
  'department',
  'position',
  'at',
  'kind',
  'by',
  'agent',
  'text',
];

async function* csvLines(parts: ExportParts, shop: string, updatedSince: number): AsyncGenerator<string> {
  yield csvLine(HEADINGS);
  for await (const { row, visitor } of conversationsOf(parts, shop, updatedSince)) {
    const about = [row.id, visitor.id, visitor.name, visitor.email, row.state.status.at, row.department];
    for await (const page of entriesOf(parts, shop, row.id)) {
      yield page.map((entry) => csvLine([...about, ...columnsOf(entry)])).join('');
    }
  }
}

function columnsOf(entry: WireEntry): (string | number | undefined)[] {
  const agent = entry.by.role === 'agent' ? entry.by.name : undefined;
  return [entry.position, new Date(entry.at).toISOString(), entry.kind, entry.by.role, agent, wordsOf(entry)];
}

async function* conversationsOf(parts: ExportParts, shop: string, updatedSince: number): AsyncGenerator<ListedRow> {
  let after: { at: number; id: string } | undefined;
  for (;;) {
    const filter = { updatedSince, ...(after && { after }), limit: CONVERSATIONS_AT_ONCE };
    const found = await parts.listing.conversations(shop, filter);
    const rows = await parts.folders.rows(
      shop,
      '',
      found.map(({ id }) => id),
    );
    const byId = new Map(rows.map((listed) => [listed.row.id, listed]));
    for (const { id } of found) {
      const listed = byId.get(id);
      if (listed) yield listed;
    }
    after = found.at(-1);
    if (found.length < CONVERSATIONS_AT_ONCE) return;
  }
}

async function* entriesOf({ log }: ExportParts, shop: string, id: string): AsyncGenerator<WireEntry[]> {
  const stream = { shop, kind: 'conversation', id } as const;
  let after = 0;
  for (;;) {
    const entries = await log.page(stream, { by: 'seq', after, limit: LIMITS.syncEntries, maxBytes: LIMITS.syncBytes });
    if (entries.length === 0) return;
    after = entries.at(-1)?.seq ?? after;
    yield entries.map(forTeam);
  }
}
