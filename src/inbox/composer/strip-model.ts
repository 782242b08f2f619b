import type { Row } from '../../protocol/rows.ts';
import { shortName } from '../conversation/event-text.ts';
import type { IconName } from '../shell/icon.tsx';
import { type TextKey, t } from '../text.ts';

/** One line above the composer: what sending will do. `lead` is set in bold. */
export interface Strip {
  icon: IconName;
  key: TextKey;
  parts: Readonly<Record<'lead', string> & Partial<Record<'email', string>>>;
}

/** Who answers now, and where a reply goes when the customer is away. Nothing for a conversation that takes no reply. */
export function stripsFor(row: Row, me: { id: string }): Strip[] {
  if (row.status === 'closed' || row.blocked) return [];
  const strips: Strip[] = [];
  if (row.status === 'bot') strips.push({ icon: 'bot', key: 'strip.bot', parts: { lead: t('strip.bot_lead') } });
  if (row.status === 'queued') {
    strips.push({ icon: 'users', key: 'strip.queued', parts: { lead: t('strip.queued_lead') } });
  }
  if (row.status === 'assigned' && row.owner && row.owner.id !== me.id) {
    const lead = t('strip.colleague_lead', { name: shortName(row.owner.name) });
    strips.push({ icon: 'user', key: 'strip.colleague', parts: { lead } });
  }
  if (row.presence === 'left') {
    const { name, email } = row.visitor;
    const lead = t('strip.left_lead', { name: name === undefined ? t('who.customer') : shortName(name) });
    if (email === undefined) strips.push({ icon: 'info', key: 'strip.left_no_email', parts: { lead } });
    else strips.push({ icon: 'mail', key: 'strip.left', parts: { lead, email } });
  }
  return strips;
}

/** Whether a reply leaves by email: the customer is away and has left an address. */
export const repliesByEmail = (row: Row): boolean => row.presence === 'left' && row.visitor.email !== undefined;
