import type { Entry, WireEntry } from '../protocol/entries.ts';
import type { OpeningHours } from '../protocol/hours.ts';
import { namesHours } from './availability.ts';
import { openMsBetween } from './hours.ts';

/** How a matter fared from the moment at which it came to the team. Business time only, ms. */
export interface Escalation {
  /** Epoch ms. */
  at: number;
  /** Until a person's first words; absent while there are none, and where a person came unasked. */
  firstResponseMs?: number;
  /** Each wait of the shopper for a person's words, the first one included. */
  responsesMs: number[];
  /** Until the close; absent while it is open. */
  resolutionMs?: number;
}

type Told = Entry | WireEntry;

/**
 * [CN5–CN9] Escalations of a log, oldest first: one from each time that a person is wanted or takes it, until the
 * close; being wanted again before that is the same matter. A shop without hours counts every minute.
 */
export function escalationsOf(entries: readonly Told[], hours: OpeningHours): Escalation[] {
  const between = namesHours(hours)
    ? (from: number, to: number) => openMsBetween(hours, from, to)
    : (from: number, to: number) => to - from;
  const escalations: Escalation[] = [];
  let current: Escalation | undefined;
  /** Since when the shopper has been waiting for a person. */
  let waitingSince: number | undefined;
  let firstIsAwaited = false;

  for (const entry of entries) {
    if (entry.kind === 'conversation.closed') {
      if (current) current.resolutionMs = between(current.at, entry.at);
      current = undefined;
      waitingSince = undefined;
      continue;
    }
    if (!current && beginsEscalation(entry)) {
      current = { at: entry.at, responsesMs: [] };
      escalations.push(current);
      // Whoever comes by their own will has let nobody wait.
      firstIsAwaited = !tookItself(entry);
      waitingSince = firstIsAwaited ? entry.at : undefined;
    }
    if (!current) continue;
    if (saysSomething(entry, 'visitor')) waitingSince ??= entry.at;
    if (!saysSomething(entry, 'agent') || waitingSince === undefined) continue;
    const waited = between(waitingSince, entry.at);
    if (firstIsAwaited) current.firstResponseMs = waited;
    firstIsAwaited = false;
    current.responsesMs.push(waited);
    waitingSince = undefined;
  }
  return escalations;
}

const beginsEscalation = ({ kind }: Told): boolean => kind === 'handoff.requested' || kind === 'conversation.assigned';

/** Taking over by an own message, or reopening: the owner is the one who acts. */
const tookItself = (entry: Told): boolean =>
  entry.kind === 'conversation.assigned' && entry.by.role === 'agent' && entry.by.id === entry.agent.id;

function saysSomething(entry: Told, role: 'visitor' | 'agent'): boolean {
  return entry.by.role === role && (entry.kind === 'message.sent' || entry.kind === 'choice.picked');
}
