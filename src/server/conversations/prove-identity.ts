import { number } from '../../domain/number.ts';
import { decideIdentity, type ProveIdentity } from '../../domain/visitor-log.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { LedgerLine, Stream } from '../store/log.ts';
import type { VisitorPatch } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import type { CommandResult } from './conversations.ts';

/** Whom the shop has vouched for, and what it says of them. */
export interface ProvenIdentity {
  /** The same for every repetition of the same proof: a UUID. */
  id: string;
  clientId: string;
  email?: string;
  name?: string;
}

/** So often it is decided anew when others keep being faster. */
const ATTEMPTS = 10;

/**
 * Writes into the visitor's own log that the shop has vouched for them, with the ledger line that makes it happen once,
 * and what the shop says of them onto their row. Called in the visitor's mailbox.
 */
export async function proveIdentity(
  parts: { store: Pick<Store, 'log' | 'people'>; committer: Committer; now(): number; failed(reason: string): void },
  shop: string,
  visitor: string,
  { id, clientId, ...about }: ProvenIdentity,
): Promise<CommandResult> {
  const { log, people } = parts.store;
  const stream: Stream = { shop, kind: 'visitor', id: visitor };
  const sender = `visitor:${visitor}`;
  const command: ProveIdentity = { type: 'identity.prove', id, clientId };

  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [line, row, head] = await Promise.all([
      log.ledger(shop, id),
      people.visitor(shop, visitor),
      log.visitorHead(shop, visitor),
    ]);
    if (line) return repeat(line, sender);
    const now = parts.now();
    const decision = decideIdentity(row?.proven ? row.clientId : undefined, command, now);
    const ledger = (outcome: LedgerLine['outcome']): LedgerLine => ({ commandId: id, sender, outcome, seq: 0, pub: 0 });
    const place = { stream, expectedSeq: head };
    const patch: VisitorPatch = { shop, id: visitor, at: now, clientId, proven: true, ...about };
    const outcome = await parts.committer.commit(
      decision.ok
        ? {
            ...place,
            entries: number({ seq: head, pub: 0, lastAt: 0 }, decision.entries),
            visitor: patch,
            ledger: ledger({ ok: true }),
          }
        : { ...place, entries: [], ledger: ledger({ ok: false, code: decision.code }) },
    );
    if (outcome.at === 'committed') return decision.ok ? { ok: true, seq: 0, pub: 0 } : refused(decision.code);
    if (outcome.at === 'duplicate') return repeat(outcome.line, sender);
    if (outcome.at !== 'conflict') {
      parts.failed(outcome.at === 'failed' ? outcome.reason : outcome.at);
      return refused('server_error');
    }
  }
  return refused('busy');
}

const repeat = (line: LedgerLine, sender: string): CommandResult => {
  if (line.sender !== sender) return refused('id_taken');
  return line.outcome.ok ? { ok: true, seq: 0, pub: 0 } : refused(line.outcome.code);
};

const refused = (code: ErrorCode): CommandResult => ({ ok: false, code });
