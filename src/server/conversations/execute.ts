import { STATE_VERSION } from '../../domain/conversation.ts';
import type { Command, VisitorCommand } from '../../protocol/commands.ts';
import type { LedgerLine, Unit } from '../store/log.ts';
import type { Committer } from './committer.ts';
import type { CommandResult, Sender } from './conversations.ts';
import type { FactSources } from './facts.ts';
import { planUnit, senderName, type UnitSources } from './plan-unit.ts';
import { renewState } from './renew-state.ts';
import { resolveVisitor, type Target } from './resolve.ts';
import { StateTooNew } from './state-too-new.ts';
import type { TailCache } from './tail-cache.ts';

export interface ExecuteParts extends FactSources, UnitSources {
  cache: TailCache;
  committer: Committer;
  /** Tells everybody who waits for it; called after the commit and before the sender's answer. */
  committed(unit: Unit): void;
  /** A unit that the store could not hold: a fault of ours. */
  failed(reason: string): void;
}

/** So often a command is decided anew when others keep being faster. */
const ATTEMPTS = 10;
/** How long a sender waits when that was not enough, ms. */
const BUSY_RETRY_MS = 500;

/**
 * One command, from its target to the durable commit. Called in its mailbox, so that a process is never faster than
 * itself. A repetition is decided like any other and found out by the ledger at the commit, whatever was decided.
 */
export async function executeCommand(parts: ExecuteParts, sender: Sender, command: Command): Promise<CommandResult> {
  let anew = false;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const found = await resolve(parts, sender, command, anew);
    if (found.at === 'nowhere') return { ok: true, seq: 0, pub: 0 };
    if (found.at === 'conversation' && found.row.stateVersion > STATE_VERSION) {
      throw new StateTooNew(found.row.id, found.row.stateVersion);
    }
    const target =
      found.at === 'conversation' ? { ...found, row: await renewState(parts.store.log, found.row) } : found;
    const unit = await planUnit(parts, sender, command, target);
    // A change is checked against the head when it is committed; what comes to nothing must not rest on an old memory.
    if (!anew && !unit.row && target.at === 'conversation') {
      anew = true;
      continue;
    }
    anew = true;
    const outcome = await parts.committer.commit(unit);
    switch (outcome.at) {
      case 'committed':
        parts.committed(unit);
        return unit.ledger ? answerOf(unit.ledger) : { ok: false, code: 'server_error' };
      case 'duplicate':
        return repeat(outcome.line, sender);
      case 'fenced':
        // Another runner has this job now, and its answer is the one that counts.
        return { ok: false, code: 'stale' };
      case 'failed':
        parts.failed(outcome.reason);
        return { ok: false, code: 'server_error' };
      case 'conflict':
        break;
    }
  }
  return { ok: false, code: 'busy', retryAfterMs: BUSY_RETRY_MS };
}

async function resolve(parts: ExecuteParts, sender: Sender, command: Command, anew: boolean): Promise<Target> {
  const row = async (shop: string, conversation: string) =>
    (await (anew ? parts.cache.reload(shop, conversation) : parts.cache.tail(shop, conversation)))?.row;
  if (sender.role === 'visitor') {
    const { people, log } = parts.store;
    return resolveVisitor({ people, log, row }, sender, command as VisitorCommand);
  }
  // Agents and jobs always name the conversation.
  const id = command.conversation ?? '';
  const found = await row(sender.shop, id);
  if (found) return { at: 'conversation', row: found };
  const stream = { shop: sender.shop, kind: 'conversation', id } as const;
  return { at: 'refused', code: 'not_found', stream, head: 0 };
}

/** The ledger knows the id: its first sender hears the first result again, nobody else anything. */
function repeat(line: LedgerLine, sender: Sender): CommandResult {
  return line.sender === senderName(sender) ? answerOf(line) : { ok: false, code: 'id_taken' };
}

function answerOf({ outcome, conversation, seq, pub }: LedgerLine): CommandResult {
  return outcome.ok ? { ok: true, ...(conversation !== undefined && { conversation }), seq, pub } : outcome;
}
