import type { VisitorCommand } from '../protocol/commands.ts';
import { type Decision, type Facts, type NewEntry, refuse } from './decision.ts';

type LogEntry = Extract<NewEntry, { kind: 'consent.changed' | 'cart.reported' | 'identity.proven' }>;

/** The shop has vouched for who the visitor is. The server asks for it; nobody can over the wire. */
export interface ProveIdentity {
  type: 'identity.prove';
  id: string;
  clientId: string;
}

/** What a command comes to on the visitor's own log: what belongs to the person and to no conversation. */
export function decideVisitorLog(command: VisitorCommand, facts: Pick<Facts, 'now'>): Decision {
  const stamp = { by: { role: 'visitor' }, at: facts.now, command: command.id } as const;
  switch (command.type) {
    case 'consent.change':
      return tell({ ...stamp, kind: 'consent.changed', consent: command.consent });
    case 'cart.report':
      return tell({ ...stamp, kind: 'cart.reported', cart: command.cart });
    default:
      return refuse('not_found');
  }
}

/**
 * [ID20–ID21] A visitor is one person for ever: the first proof is told in their log, the same one again is nothing new,
 * and a proof of somebody else is refused.
 * @param proven whom the visitor has been proven to be
 */
export function decideIdentity(proven: string | undefined, command: ProveIdentity, now: number): Decision {
  if (proven !== undefined) return proven === command.clientId ? { ok: true, entries: [] } : refuse('forbidden');
  return tell({
    by: { role: 'system' },
    at: now,
    command: command.id,
    kind: 'identity.proven',
    clientId: command.clientId,
  });
}

const tell = (entry: LogEntry): Decision => ({ ok: true, entries: [entry] });
