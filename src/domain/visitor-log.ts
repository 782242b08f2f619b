import type { VisitorCommand } from '../protocol/commands.ts';
import { type Decision, type Facts, type NewEntry, refuse } from './decision.ts';

/** What a command comes to on the visitor's own log: what belongs to the person and to no conversation. */
export function decideVisitorLog(command: VisitorCommand, facts: Facts): Decision {
  const tell = (body: Extract<NewEntry, { kind: 'consent.changed' | 'cart.reported' }>): Decision => ({
    ok: true,
    entries: [body],
  });
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
