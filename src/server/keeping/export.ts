import type { Conversation } from '../../domain/conversation.ts';
import { forTeam } from '../../domain/visible.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import type { PageView } from '../../protocol/frames.ts';
import type { ConversationRow, Stream } from '../store/log.ts';
import type { Visitor } from '../store/people.ts';
import type { Store } from '../store/store.ts';

/** One line of an export. A visitor comes before what is theirs, a conversation before its entries. */
export type ExportLine =
  | { type: 'visitor'; visitor: Omit<Visitor, 'shop'>; pages: (PageView & { at: number })[] }
  | {
      type: 'conversation';
      conversation: string;
      visitor: string;
      status: Conversation['status']['at'];
      topics: string[];
      department?: string;
      startedAt: number;
      lastAt: number;
    }
  /** `log`: the conversation, or the visitor whose own log it is. */
  | { type: 'entry'; log: string; entry: WireEntry };

export type ExportStore = Pick<Store, 'folders' | 'keeping' | 'listing' | 'log' | 'people'>;

/** Visitors and conversations a page. */
const PAGE = 50;
/** Entries a page. */
const ENTRIES = 100;
const ENTRY_BYTES = 1_000_000;

/**
 * Everything that is kept of a shop's customers, or of some of them, line by line: memory does not grow with it. Internal
 * notes are part of it: they too are data about the person.
 *
 * @param visitors ids; absent: all of the shop
 */
export async function* exportLines(store: ExportStore, shop: string, visitors?: string[]): AsyncGenerator<ExportLine> {
  for await (const visitor of visitors ? chosen(store, shop, visitors) : everybody(store, shop)) {
    const { shop: _, ...known } = visitor;
    yield { type: 'visitor', visitor: known, pages: await store.folders.pages(shop, visitor.id) };
    yield* entryLines(store, { shop, kind: 'visitor', id: visitor.id });
    for await (const row of conversationsOf(store, shop, visitor.id)) {
      yield conversationLine(row);
      yield* entryLines(store, { shop, kind: 'conversation', id: row.id });
    }
  }
}

/** The entries of one log, as the team reads them. */
export async function* entryLines(
  { log }: Pick<ExportStore, 'log'>,
  stream: Stream,
): AsyncGenerator<Extract<ExportLine, { type: 'entry' }>> {
  for (let after = 0; ; ) {
    const page = await log.page(stream, { by: 'seq', after, limit: ENTRIES, maxBytes: ENTRY_BYTES });
    for (const entry of page) yield { type: 'entry', log: stream.id, entry: forTeam(entry) };
    const last = page.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

export const conversationLine = ({
  id,
  visitor,
  state,
}: ConversationRow): Extract<ExportLine, { type: 'conversation' }> => ({
  type: 'conversation',
  conversation: id,
  visitor,
  status: state.status.at,
  topics: state.topics,
  ...(state.department !== undefined && { department: state.department }),
  startedAt: state.startedAt,
  lastAt: state.lastAt,
});

/** One JSON object a line, each with its line end. */
export async function* asNdjson(lines: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

async function* chosen({ people }: ExportStore, shop: string, ids: string[]): AsyncGenerator<Visitor> {
  for (const id of ids) {
    const visitor = await people.visitor(shop, id);
    if (visitor) yield visitor;
  }
}

async function* everybody({ listing }: ExportStore, shop: string): AsyncGenerator<Visitor> {
  for (let after: { at: number; id: string } | undefined; ; ) {
    const page: Visitor[] = await listing.visitors(shop, { ...(after && { after }), limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { at: last.createdAt, id: last.id };
  }
}

async function* conversationsOf(
  { keeping, log }: ExportStore,
  shop: string,
  visitor: string,
): AsyncGenerator<ConversationRow> {
  for (let after = ''; ; ) {
    const page = await keeping.logsOf(shop, visitor, after, PAGE);
    for (const id of page) {
      const row = await log.conversation(shop, id);
      if (row) yield row;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last;
  }
}
