import type { Outcome, Unit } from '../log.ts';
import { toConversationColumns } from '../queries/conversation-columns.ts';
import { fileOf, toEntryColumns } from '../queries/entry-columns.ts';
import { toLedgerColumns, toLedgerLine } from '../queries/ledger-columns.ts';
import { patchVisitor } from '../queries/visitor-columns.ts';
import type { Columns } from '../tables.ts';
import { againstRow } from '../unit-against-row.ts';
import { faultOf } from '../unit-faults.ts';
import type { Held, Key, Seen } from './commit-statements.ts';
import { reasonOf } from './failures.ts';
import { inOrder, nameOf, touchedBy } from './unit-keys.ts';
import type { Writes } from './write-statement.ts';

/** `again`: somebody else holds a row of this unit just now. */
export type Verdict = Outcome | { at: 'again' };

export interface Judgement {
  /** Decides one unit after the ones before it. What is `committed` is so once `writes` have been committed. */
  judge(unit: Unit): Verdict;
  writes(): Writes;
}

/**
 * Decides units on what is held and seen, without a question in between: each sees those before it.
 *
 * @param busy what earlier units of the same call could not get; whatever touches it comes again after them
 */
export function createJudgement(held: Held, seen: Seen, busy: Set<string>): Judgement {
  const lines = new Map(seen.lines.map((line) => [nameOf(line.shop, line.command_id), line]));
  const visitors = new Map(held.visitors.map((row) => [nameOf(row.shop, row.id), row]));
  const conversations = new Map(held.conversations.map((row) => [nameOf(row.shop, row.id), row]));
  const leases = new Set(held.jobs.map((job) => nameOf(job.shop, job.id)));
  const heads = new Map(seen.heads.map((head) => [nameOf(head.shop, `${head.kind}\n${head.id}`), head]));
  const open = new Map(seen.open.map((row) => [nameOf(row.shop, row.visitor), row.id]));
  for (const { shop, id } of seen.visitors) busy.add(`v\n${nameOf(shop, id)}`);
  for (const { shop, id } of seen.conversations) busy.add(`c\n${nameOf(shop, id)}`);
  const knownVisitors = new Set(visitors.keys());
  const knownConversations = new Set(conversations.keys());
  const written = {
    ledger: [] as Writes['ledger'],
    visitors: new Map<string, Columns<'visitors'>>(),
    conversations: new Map<string, Writes['conversations'][number]>(),
    entries: [] as Writes['entries'],
    jobs: [] as Writes['jobs'],
    completed: [] as Writes['completed'],
    links: [] as Writes['links'],
  };

  /** The entries with times that do not run backwards, whatever the clocks of the writers say. */
  const entriesOf = ({ stream, entries }: Unit): Columns<'entries'>[] => {
    let at = heads.get(nameOf(stream.shop, `${stream.kind}\n${stream.id}`))?.at ?? 0;
    return entries.map((entry) => {
      at = Math.max(at, entry.at);
      return { ...toEntryColumns(stream, entry), at };
    });
  };

  const verdictOf = (unit: Unit, patched: Columns<'visitors'> | undefined): Verdict => {
    const { stream, row, entries, expectedSeq } = unit;
    if (stream.kind === 'visitor') {
      const head = heads.get(nameOf(stream.shop, `visitor\n${stream.id}`))?.seq ?? 0;
      return entries.length > 0 && head !== expectedSeq ? { at: 'conflict' } : { at: 'committed' };
    }
    if (!row) return { at: 'committed' };
    const before = conversations.get(nameOf(stream.shop, stream.id));
    const visitor = nameOf(row.shop, row.visitor);
    const refused = againstRow(unit, row, before, {
      visitorKnown: () => visitors.has(visitor) || patched?.id === row.visitor,
      openElsewhere: () => (open.get(visitor) ?? row.id) !== row.id,
    });
    return refused ?? { at: 'committed' };
  };

  const apply = (unit: Unit, patched: Columns<'visitors'> | undefined): void => {
    const { stream, row, ledger, completes, jobs = [] } = unit;
    const { shop } = stream;
    // First what may throw: a unit that cannot be written as JSON leaves nothing behind.
    const entries = entriesOf(unit);
    const conversation = row && toConversationColumns(row);
    if (ledger) {
      const line = toLedgerColumns(shop, ledger);
      lines.set(nameOf(shop, ledger.commandId), line);
      written.ledger.push(line);
    }
    if (patched) {
      visitors.set(nameOf(shop, patched.id), patched);
      written.visitors.set(nameOf(shop, patched.id), patched);
    }
    if (row && conversation) {
      const visitor = nameOf(shop, row.visitor);
      conversations.set(nameOf(shop, row.id), conversation);
      written.conversations.set(nameOf(shop, row.id), conversation);
      if (row.open) open.set(visitor, row.id);
      else if (open.get(visitor) === row.id) open.delete(visitor);
    }
    const last = entries.at(-1);
    if (last) {
      const head = { kind: stream.kind, shop, id: stream.id, seq: last.seq, at: last.at };
      heads.set(nameOf(shop, `${stream.kind}\n${stream.id}`), head);
    }
    written.entries.push(...entries);
    for (const entry of unit.entries) {
      const file = fileOf(entry);
      if (file !== undefined) written.links.push({ shop, file, conversation: stream.id });
    }
    for (const { delayMs, ...job } of jobs) {
      const idle = { attempt: 0, lease: null, lease_until: null, dead_at: null };
      written.jobs.push({ ...job, run_at: seen.now + delayMs, ...idle });
    }
    if (completes) {
      leases.delete(nameOf(shop, completes.job));
      written.completed.push({ shop, id: completes.job });
    }
  };

  return {
    judge(unit) {
      const { stream, ledger, completes, visitor } = unit;
      const line = ledger && lines.get(nameOf(stream.shop, ledger.commandId));
      if (line) return { at: 'duplicate', line: toLedgerLine(line) };
      const fault = faultOf(unit);
      if (fault !== undefined) return { at: 'failed', reason: fault };
      const touched = touchedBy(unit);
      if (touched.some((name) => busy.has(name))) {
        for (const name of touched) busy.add(name);
        return { at: 'again' };
      }
      if (completes && !leases.has(nameOf(stream.shop, completes.job))) return { at: 'fenced' };
      try {
        const patched = visitor && patchVisitor(visitors.get(nameOf(visitor.shop, visitor.id)), visitor);
        const verdict = verdictOf(unit, patched);
        if (verdict.at === 'committed') apply(unit, patched);
        return verdict;
      } catch (error) {
        return { at: 'failed', reason: reasonOf(error) };
      }
    },
    writes() {
      const [newVisitors, oldVisitors] = parted(written.visitors, knownVisitors);
      const [newConversations, oldConversations] = parted(written.conversations, knownConversations);
      return {
        ledger: written.ledger.sort((a, b) => inOrder([a.shop, a.command_id], [b.shop, b.command_id])),
        newVisitors,
        visitors: oldVisitors,
        newConversations,
        conversations: oldConversations,
        entries: written.entries.sort((a, b) => inOrder([a.shop, a.stream], [b.shop, b.stream]) || a.seq - b.seq),
        jobs: written.jobs.sort((a, b) => inOrder([a.id], [b.id])),
        completed: written.completed,
        links: written.links.sort((a, b) => inOrder([a.shop, a.file], [b.shop, b.file])),
      };
    },
  };
}

/** Rows that are new and rows that were there, each sorted by key. */
function parted<T extends Key>(rows: Map<string, T>, known: Set<string>): [T[], T[]] {
  const both = [...rows].sort(([a], [b]) => inOrder([a], [b]));
  const of = (old: boolean) => both.filter(([name]) => known.has(name) === old).map(([, row]) => row);
  return [of(false), of(true)];
}
