import type { OpeningHours } from '../protocol/hours.ts';
import { isOpen, nextOpening } from './hours.ts';

/** When conversations are handed to people: at all times, within the opening hours, or never. */
export interface TransferRule extends OpeningHours {
  transfer: 'always' | 'hours' | 'never';
}

/** Whether somebody of the team answers now; `backAt` (epoch ms) when nobody does but somebody will. */
export type Availability = { open: true } | { open: false; backAt?: number };

/** [TR1–TR3] Whether a person can be had at a moment. */
export function availability(rule: TransferRule, now: number): Availability {
  if (rule.transfer === 'always') return { open: true };
  if (rule.transfer === 'never') return { open: false };
  const backAt = nextOpening(rule, now);
  if (backAt === undefined) return { open: false };
  return backAt === now ? { open: true } : { open: false, backAt };
}

/** Whether a moment belongs to the working day. A shop that has named no hours has no other time. */
export const withinHours = (hours: OpeningHours, at: number): boolean => !namesHours(hours) || isOpen(hours, at);

/** Whether the shop has said when it is open. */
export const namesHours = ({ hours, exceptions = [] }: OpeningHours): boolean =>
  hours.length > 0 || exceptions.some(({ spans }) => spans.length > 0);
