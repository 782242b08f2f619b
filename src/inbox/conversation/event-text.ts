import type { Author } from '../../protocol/author.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import type { IconName } from '../shell/icon.tsx';
import { dayKey, shortDate, timeOfDay } from '../shell/times.ts';
import { type TextKey, t } from '../text.ts';

/** One line of the log: a symbol and a text whose placeholders are set in bold. */
export interface EventText {
  icon: IconName;
  key: TextKey;
  parts: Readonly<Record<string, string>>;
}

/** The first name of a colleague, as the log uses it. */
export const shortName = (name: string): string => name.trim().split(/\s+/)[0] || name;

const who = (by: Author): string => {
  if (by.role === 'agent') return shortName(by.name);
  if (by.role === 'bot') return t('assign.assistant');
  return by.role === 'visitor' ? t('who.customer') : t('who.shop');
};

/** `09:00`, or with its day when that is another one than that of the line. */
function momentAfter(at: number, then: number): string {
  const day = dayKey(then) === dayKey(at) ? '' : `${shortDate(then, at)}, `;
  return `${day}${timeOfDay(then)}`;
}

/** What a log line says about an entry; absent for kinds that this version does not know. */
export function eventText(entry: WireEntry): EventText | undefined {
  const by = who(entry.by);
  const line = (icon: IconName, key: TextKey, parts: Record<string, string> = {}): EventText => ({ icon, key, parts });
  const named = entry.by.role === 'agent';
  switch (entry.kind) {
    case 'conversation.started':
      return line('eye', 'event.started');
    case 'email.requested':
      return line('mail', 'event.email_requested');
    case 'email.captured':
      return line('mail', 'event.email_captured', { email: entry.email });
    case 'email.declined':
      return line('mail', 'event.email_declined');
    case 'handoff.requested':
      return line('users', `event.handoff.${entry.reason}`);
    case 'handoff.missed': {
      const asked = entry.reason === 'asked' ? 'asked' : 'called';
      return entry.backAt === undefined
        ? line('clock', `event.missed.${asked}_never`)
        : line('clock', `event.missed.${asked}`, { when: momentAfter(entry.at, entry.backAt) });
    }
    case 'conversation.assigned': {
      const name = shortName(entry.agent.name);
      if (entry.by.role === 'agent' && entry.by.id === entry.agent.id) return line('user', 'event.picked_up', { name });
      return named ? line('user', 'event.assigned', { by, name }) : line('user', 'event.assigned_system', { name });
    }
    case 'conversation.unassigned': {
      const name = shortName(entry.previous.name);
      return named ? line('user', 'event.unassigned', { by, name }) : line('user', 'event.unassigned_system', { name });
    }
    case 'conversation.closed':
      return named ? line('done', 'event.closed', { by }) : line('done', 'event.closed_system');
    case 'conversation.reopened':
      return named ? line('retry', 'event.reopened', { by }) : line('retry', 'event.reopened_system');
    case 'conversation.archived':
      return line('archive', 'event.archived', { by });
    case 'conversation.unarchived':
      return line('archive', 'event.unarchived', { by });
    case 'conversation.activated':
      return line('bolt', 'event.activated', { by });
    case 'conversation.deactivated':
      return line('clock', 'event.deactivated', { by });
    case 'conversation.prioritised':
      return line('flame', 'event.prioritised', { by });
    case 'conversation.deprioritised':
      return line('flame', 'event.deprioritised', { by });
    case 'conversation.moved':
      return line('store', 'event.moved', { by, department: entry.department });
    case 'conversation.topic_set':
      return entry.topics.length > 0
        ? line('tag', 'event.topic_set', { by, topic: entry.topics.join(', ') })
        : line('tag', 'event.topic_cleared', { by });
    case 'conversation.blocked':
      return line('lock', 'event.blocked', { by });
    case 'conversation.unblocked':
      return line('lock', 'event.unblocked', { by });
    case 'survey.requested':
      return line('smile', 'event.survey_requested');
    case 'discount.applied':
      return line('tag', 'event.discount_applied', { code: entry.code });
    default:
      return undefined;
  }
}
