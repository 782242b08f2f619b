import type { EntryKind } from './entries.ts';

/** `public`: the shopper and the team; `team`: the team alone; `visitor-log`: not part of a conversation. */
export type Visibility = 'public' | 'team' | 'visitor-log';

/** Who may see which kind of entry: the one list; the one door that applies it is `server/conversations`. */
export const VISIBILITY: { readonly [K in EntryKind]: Visibility } = {
  'conversation.started': 'team',
  'message.sent': 'public',
  'choice.picked': 'public',
  'cart.added': 'team',
  'cart.removed': 'team',
  'cart.updated': 'team',
  'email.requested': 'public',
  'email.captured': 'public',
  'email.declined': 'public',
  'handoff.requested': 'public',
  'handoff.missed': 'team',
  'handoff.accepted': 'public',
  'conversation.assigned': 'team',
  'conversation.unassigned': 'team',
  'conversation.closed': 'public',
  'conversation.reopened': 'public',
  'conversation.archived': 'team',
  'conversation.unarchived': 'team',
  'conversation.activated': 'team',
  'conversation.deactivated': 'team',
  'conversation.prioritised': 'team',
  'conversation.deprioritised': 'team',
  'conversation.moved': 'team',
  'conversation.topic_set': 'team',
  'conversation.blocked': 'team',
  'conversation.unblocked': 'team',
  'note.added': 'team',
  'survey.requested': 'public',
  'survey.answered': 'public',
  'discount.applied': 'public',
  'message.delivered_by_email': 'team',
  'cart.reported': 'visitor-log',
  'consent.changed': 'visitor-log',
  'identity.proven': 'visitor-log',
  'instant.answered': 'visitor-log',
};
