import type { ErrorCode } from '../../../protocol/error-codes.ts';
import type { LedgerLine } from '../log.ts';
import type { Columns } from '../tables.ts';

export function toLedgerColumns(shop: string, line: LedgerLine): Columns<'ledger'> {
  return {
    shop,
    command_id: line.commandId,
    sender: line.sender,
    refusal: line.outcome.ok ? null : line.outcome.code,
    conversation: line.conversation ?? null,
    seq: line.seq,
    pub: line.pub,
  };
}

export function toLedgerLine(columns: Columns<'ledger'>): LedgerLine {
  return {
    commandId: columns.command_id,
    sender: columns.sender,
    outcome: columns.refusal === null ? { ok: true } : { ok: false, code: columns.refusal as ErrorCode },
    ...(columns.conversation !== null && { conversation: columns.conversation }),
    seq: columns.seq,
    pub: columns.pub,
  };
}
