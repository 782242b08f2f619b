import type { DatabaseSync } from 'node:sqlite';
import type { Outcome, Unit } from '../log.ts';
import { toConversationColumns } from '../queries/conversation-columns.ts';
import { fileOf, toEntryColumns } from '../queries/entry-columns.ts';
import { toLedgerColumns, toLedgerLine } from '../queries/ledger-columns.ts';
import { patchVisitor } from '../queries/visitor-columns.ts';
import type { NewColumns } from '../tables.ts';
import { againstRow } from '../unit-against-row.ts';
import { faultOf } from '../unit-faults.ts';
import { prepareStatements, type Statements } from './statements.ts';

/** Carries an outcome out of a unit, so that its savepoint is rolled back. */
export class UnitRefused extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.at);
    this.outcome = outcome;
  }
}

/** Writes one unit or throws: `UnitRefused` for an expected outcome, anything else for a unit that cannot be stored. */
export function createUnitWriter(db: DatabaseSync, now: () => number): (unit: Unit) => void {
  const statements = prepareStatements(db);

  return (unit) => {
    const { stream, ledger, visitor, completes, jobs = [] } = unit;
    if (ledger) {
      const known = statements.ledgerLine.get(stream.shop, ledger.commandId);
      if (known) throw new UnitRefused({ at: 'duplicate', line: toLedgerLine(known) });
    }
    const fault = faultOf(unit);
    if (fault !== undefined) throw new Error(fault);
    if (completes && statements.completeJob.run(stream.shop, completes.job, completes.lease, now()).changes === 0) {
      throw new UnitRefused({ at: 'fenced' });
    }
    if (visitor) {
      statements.saveVisitor.run(patchVisitor(statements.visitor.get(visitor.shop, visitor.id), visitor));
    }
    if (stream.kind === 'conversation') writeConversation(statements, unit);
    else if (unit.entries.length > 0) writeVisitorEntries(statements, unit);
    if (ledger) statements.addLedgerLine.run(toLedgerColumns(stream.shop, ledger));
    // One moment for all, so that their order is that of their causes.
    const made = now();
    for (const { delayMs, ...job } of jobs) {
      const columns: NewColumns<'jobs'> = {
        ...job,
        run_at: made + delayMs,
        attempt: 0,
        lease: null,
        lease_until: null,
        dead_at: null,
      };
      statements.addJob.run(columns);
    }
  };
}

function writeConversation(statements: Statements, unit: Unit): void {
  const { stream, row } = unit;
  if (!row) return;
  const before = statements.conversation.get(stream.shop, stream.id);
  const refused = againstRow(unit, row, before, {
    visitorKnown: () => statements.visitor.get(row.shop, row.visitor) !== undefined,
    openElsewhere: () => statements.openElsewhere.get(row.shop, row.visitor, row.id) !== undefined,
  });
  if (refused) throw new UnitRefused(refused);
  addEntries(statements, unit);
  const changed = statements.countChange.get()!.value;
  statements.saveConversation.run({ ...toConversationColumns(row), changed });
}

function writeVisitorEntries(statements: Statements, unit: Unit): void {
  const head = statements.head.get(unit.stream.shop, 'visitor', unit.stream.id);
  if ((head?.seq ?? 0) !== unit.expectedSeq) throw new UnitRefused({ at: 'conflict' });
  addEntries(statements, unit);
}

/** Time never runs backwards within a log, whatever the clocks of the writers say. */
function addEntries(statements: Statements, unit: Pick<Unit, 'stream' | 'entries' | 'expectedSeq'>): void {
  const { stream, entries, expectedSeq } = unit;
  if (entries.length === 0) return;
  let at = expectedSeq === 0 ? 0 : (statements.head.get(stream.shop, stream.kind, stream.id)?.at ?? 0);
  for (const entry of entries) {
    at = Math.max(at, entry.at);
    statements.addEntry.run({ ...toEntryColumns(stream, entry), at });
    const file = fileOf(entry);
    if (file !== undefined) statements.linkFile.run({ shop: stream.shop, file, conversation: stream.id });
  }
}
