import { LIMITS } from '../../src/protocol/limits.ts';
import type { Folder } from '../../src/protocol/rows.ts';
import { begin, jobOf, lineOf, says, unitOf } from '../../src/server/store/fixtures.contract.ts';
import type { ConversationRow } from '../../src/server/store/log.ts';
import type { Store } from '../../src/server/store/store.ts';
import { AGENT, momentAt, type Planted, plantedWord, SHOP, someEmail } from './shapes.ts';

/** One thing that is asked of a store again and again; `i` counts, so that not always the same rows are meant. */
export interface Question {
  name: string;
  /** Answers with how many things came of it: the same number for the large database and the small one. */
  ask(i: number): Promise<number>;
  /** What it does stays: it is asked last, and of each database as often. */
  writes?: true;
}

const FOLDERS: Folder[] = ['new', 'in_progress', 'mine', 'priority', 'chatbot', 'closed', 'archived'];
const PAGE = 50;
const FOUND = 50;
/** Conversations that are opened, spread over the shop's age: as many in both, so that both are as warm. */
const OPENED = 800;

/** All questions to a filled database. @param conversations that it was filled with */
export async function questionsTo(store: Store, conversations: number): Promise<Question[]> {
  const { folders, search, log, listing, people } = store;
  const middle = momentAt(conversations, 0.5);
  const opened = await spreadOver(store, conversations);
  const find = (name: string, query: (i: number) => string): Question => ({
    name: `search: ${name}`,
    ask: async (i) => (await search.find(SHOP, query(i), FOUND)).length,
  });
  const planted = (kind: Planted) => (i: number) => plantedWord(kind, i);
  const mark = (await log.heads(-1, 1)).mark;
  return [
    ...FOLDERS.flatMap((folder): Question[] =>
      ([undefined, middle] as const).map((before) => ({
        name: `list: ${folder}, ${before === undefined ? 'first' : 'deep'} page`,
        ask: async () => (await folders.list({ shop: SHOP, agent: AGENT, folder, before, limit: PAGE })).length,
      })),
    ),
    { name: 'counts of all folders', ask: async () => (await folders.counts(SHOP, AGENT)).new },
    find('a whole email', (i) => someEmail(conversations, i)),
    find('an email as far as typed', (i) => someEmail(conversations, i).slice(0, -6)),
    find('a word of one conversation', planted('rare')),
    find('a word of 20 conversations', planted('some')),
    find('a word of 400 conversations', planted('many')),
    find('a word of all conversations', () => 'order'),
    find('a rare and a common word', (i) => `order ${plantedWord('some', i)}`),
    find('two common words', () => 'where order'),
    find('a first letter', (i) => 'owa'.charAt(i % 3)),
    find('a word that is not there', (i) => `nothing${i % 50}`),
    {
      name: 'customers by email',
      ask: async (i) => (await listing.visitors(SHOP, { email: someEmail(conversations, i), limit: PAGE })).length,
    },
    {
      name: 'REST: customers, deep page',
      ask: async () => (await listing.visitors(SHOP, { after: { at: middle, id: 'v_' }, limit: PAGE })).length,
    },
    {
      name: 'all of a customer',
      ask: async (i) => (await folders.ofVisitor(SHOP, opened[i % opened.length]!.visitor)).length,
    },
    {
      name: 'open a conversation',
      ask: async (i) => {
        const { id, visitor } = opened[(i * 7) % opened.length]!;
        const row = await log.conversation(SHOP, id);
        const stream = { shop: SHOP, kind: 'conversation', id } as const;
        const [entries, reads] = await Promise.all([
          log.page(stream, { by: 'seq', before: row!.seq + 1, limit: 50, maxBytes: LIMITS.syncBytes }),
          folders.reads(SHOP, id),
          people.visitor(SHOP, visitor),
        ]);
        return entries.length + reads.length;
      },
    },
    {
      name: 'REST: those of an agent',
      ask: async () => (await listing.conversations(SHOP, { owner: AGENT, open: true, limit: PAGE })).length,
    },
    {
      name: 'REST: walk by last change',
      ask: async () => (await listing.conversations(SHOP, { updatedSince: middle, limit: PAGE })).length,
    },
    {
      name: 'REST: closed, deep page',
      ask: async () =>
        (await listing.conversations(SHOP, { folder: 'closed', after: { at: middle, id: 'c_' }, limit: PAGE })).length,
    },
    { name: 'sweep: what has changed', ask: async () => (await log.heads(mark, 500)).heads.length },
    append(
      store,
      opened.filter(({ open }) => open),
    ),
    start(store),
  ];
}

/** The shopper writes in an open conversation. */
function append(store: Store, open: ConversationRow[]): Question {
  const rows = [...open];
  return {
    name: 'append: a message',
    writes: true,
    ask: async (i) => {
      const place = (i * 7) % rows.length;
      const row = rows[place]!;
      const begun = { shop: SHOP, visitor: row.visitor, conversation: row.id };
      rows[place] = await commit(store, begun, row);
      return 1;
    },
  };
}

/** Somebody new writes their first words. */
const start = (store: Store): Question => ({
  name: 'append: a first message',
  writes: true,
  ask: async () => {
    await commit(store, begin(SHOP), undefined);
    return 1;
  },
});

async function commit(store: Store, begun: ReturnType<typeof begin>, row?: ConversationRow): Promise<ConversationRow> {
  const unit = unitOf(begun, row, [says('Where is my order? It was to come on Tuesday.', Date.now())], {
    ledger: lineOf(begun),
    jobs: [jobOf(begun)],
  });
  const [outcome] = await store.log.commit([unit]);
  if (outcome?.at !== 'committed') throw new Error(`a commit came to ${outcome?.at}`);
  return unit.row;
}

/** Rows of the measured shop: all that are open, and as many closed ones, over its whole age. */
async function spreadOver(store: Store, conversations: number): Promise<ConversationRow[]> {
  const found = new Map<string, ConversationRow>();
  const take = async (folder: Folder, before: number | undefined, limit: number) => {
    const rows = await store.folders.list({ shop: SHOP, agent: AGENT, folder, before, limit });
    for (const { row } of rows) found.set(row.id, row);
  };
  for (const folder of ['new', 'in_progress', 'chatbot'] as const) await take(folder, undefined, OPENED);
  const closed = OPENED - found.size;
  for (let n = 1; n <= closed; n += 1) await take('closed', momentAt(conversations, n / (closed + 1)), 1);
  return [...found.values()];
}
