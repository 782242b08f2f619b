import type { Files } from '../files/files.ts';
import type { Erasure, Person } from '../store/keeping.ts';
import type { Stream } from '../store/log.ts';
import type { Store } from '../store/store.ts';

export interface EraseParts {
  store: Pick<Store, 'identities' | 'keeping' | 'log' | 'people' | 'search'>;
  files: Pick<Files, 'remove'>;
  /** Takes away mails to this address that were put on this machine's disk instead of being sent. */
  eraseMails(address: string): Promise<number>;
  /** Called when a log has been emptied: copies of it in memory, here and elsewhere, are no longer good. */
  erased(shop: string, conversation: string, erasures: number): void;
  /** Ends what the visitor's browsers may do. Default: in the store alone. */
  revoke?(shop: string, visitor: string): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What there is of a person, and what their logs say of the addresses that they gave. */
export interface Traces {
  visitors: string[];
  conversations: string[];
  /** Those in which something still stands. */
  entries: number;
  files: number;
  addresses: string[];
}

/** Entries a step: between two steps others may commit. */
const STEP = 200;
/** Conversations a page. */
const PAGE = 50;

/** Looks, and changes nothing. */
export async function tracesOf(store: EraseParts['store'], shop: string, person: Person): Promise<Traces> {
  const traces: Traces = { visitors: [], conversations: [], entries: 0, files: 0, addresses: [] };
  const addresses = new Set<string>();
  const files = new Set<string>();
  if ('email' in person) addresses.add(person.email.toLowerCase());
  for (const visitor of await store.keeping.visitorsOf(shop, person)) {
    traces.visitors.push(visitor);
    const email = (await store.people.visitor(shop, visitor))?.email;
    if (email) addresses.add(email.toLowerCase());
    for await (const stream of logsOf(store, shop, visitor)) {
      if (stream.kind === 'conversation') traces.conversations.push(stream.id);
      for await (const entry of entriesOf(store, stream)) {
        if (!entry.erased) traces.entries += 1;
        if (entry.kind === 'email.captured' && !entry.erased) addresses.add(entry.email.toLowerCase());
        if (entry.kind === 'message.sent' && 'file' in entry.content) files.add(entry.content.file);
      }
    }
  }
  return { ...traces, files: files.size, addresses: [...addresses] };
}

/**
 * Erases what a shop knows of a person, and remembers only that it did. Whatever breaks off in the middle is finished by
 * doing it again: the visitors themselves, by whom the person is found, go last.
 *
 * @param by who asked: `operator`, `agent:<id>`, `key:<id>`
 * @returns undefined when there is no such person
 */
export async function erasePerson(
  parts: EraseParts,
  shop: string,
  person: Person,
  by: string,
): Promise<Erasure | undefined> {
  const { store, files } = parts;
  const { keeping } = store;
  const traces = await tracesOf(store, shop, person);
  if (traces.visitors.length === 0) return undefined;
  const revoke = parts.revoke ?? (async (of, visitor) => void (await store.identities.revoke(of, visitor)));
  const counts = { visitors: 0, conversations: 0, entries: 0, files: 0 };

  for (const visitor of traces.visitors) {
    // First, so that nothing new comes in while the old is taken away.
    await revoke(shop, visitor);
    for await (const stream of logsOf(store, shop, visitor)) {
      counts.entries += await emptyLog(keeping, stream);
      if (stream.kind === 'visitor') continue;
      counts.conversations += 1;
      for (const file of await keeping.eraseConversation(shop, stream.id)) {
        await files.remove(shop, file);
        counts.files += 1;
      }
      await store.search.remove(shop, stream.id);
    }
  }
  for (const address of traces.addresses) await parts.eraseMails(address);
  for (const visitor of traces.visitors) {
    if (await keeping.eraseVisitor(shop, visitor)) counts.visitors += 1;
    await tellAll(parts, shop, visitor);
  }

  const named = 'visitor' in person ? 'visitor' : 'email' in person ? 'email' : 'clientId';
  const erasure: Erasure = { shop, at: parts.now(), by, named, ...counts };
  await keeping.record(erasure);
  return erasure;
}

/** Once nothing is left the rows count once more, so that open lists, here and elsewhere, show the customer anew too. */
async function tellAll({ store, erased }: EraseParts, shop: string, visitor: string): Promise<void> {
  for await (const { kind, id } of logsOf(store, shop, visitor)) {
    if (kind === 'visitor') continue;
    await store.keeping.eraseConversation(shop, id);
    const row = await store.log.conversation(shop, id);
    if (row) erased(shop, id, row.erasures ?? 0);
  }
}

/** Empties a log step by step; returns how many entries had something in them. */
async function emptyLog(keeping: Store['keeping'], stream: Stream): Promise<number> {
  let erased = 0;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const step: { last?: number; erased: number } = await keeping.eraseEntries(stream, after, STEP);
    erased += step.erased;
    after = step.last;
  }
  return erased;
}

/** The visitor's own log and those of all their conversations. */
async function* logsOf({ keeping }: EraseParts['store'], shop: string, visitor: string): AsyncGenerator<Stream> {
  yield { shop, kind: 'visitor', id: visitor };
  for (let after = ''; ; ) {
    const page = await keeping.logsOf(shop, visitor, after, PAGE);
    for (const id of page) yield { shop, kind: 'conversation', id };
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last;
  }
}

async function* entriesOf({ log }: EraseParts['store'], stream: Stream) {
  for (let after = 0; ; ) {
    const page = await log.page(stream, { by: 'seq', after, limit: STEP, maxBytes: 1_000_000 });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.seq;
  }
}
