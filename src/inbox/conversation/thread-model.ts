import type { Author } from '../../protocol/author.ts';
import type { EntryKind, WireEntry } from '../../protocol/entries.ts';
import { dayKey } from '../shell/times.ts';

type Of<K extends EntryKind> = Extract<WireEntry, { kind: K }>;
export type SpokenEntry = Of<'message.sent'> | Of<'choice.picked'>;
export type CartEntry = Of<'cart.added'> | Of<'cart.removed'> | Of<'cart.updated'>;
export type NoteEntry = Of<'note.added'>;
export type SurveyEntry = Of<'survey.answered'>;

/** What the reader sees, top to bottom. `key` is stable while entries are added at either end. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'messages'; key: string; by: Author; entries: SpokenEntry[] }
  | { kind: 'cart'; key: string; entries: CartEntry[] }
  | { kind: 'note'; key: string; entry: NoteEntry }
  | { kind: 'survey'; key: string; entry: SurveyEntry }
  | { kind: 'takeover'; key: string; entry: Of<'handoff.accepted'>; from: 'bot' | 'person' }
  | { kind: 'event'; key: string; entry: WireEntry };

/** Messages of one speaker within this time stand together; so do cart changes, measured from the first one. */
const GROUP_MS = 2 * 60_000;
const FOLD_MS = 60_000;
/** From so many cart changes in a minute on, they fold into one line. */
export const FOLD_FROM = 3;

/** Puts a run of entries, oldest first, into the order and groups in which they are drawn. */
export function threadItems(entries: readonly WireEntry[]): ThreadItem[] {
  const items: ThreadItem[] = [];
  let day = '';
  let lastSpeaker: Author['role'] | undefined;
  for (const [index, entry] of entries.entries()) {
    if (isHidden(entry, entries[index + 1], entries[index - 1])) continue;
    if (dayKey(entry.at) !== day) {
      day = dayKey(entry.at);
      items.push({ kind: 'day', key: `day-${day}`, at: entry.at });
    }
    const key = `e-${entry.position}`;
    switch (entry.kind) {
      case 'message.sent':
      case 'choice.picked':
        if (entry.by.role !== 'visitor') lastSpeaker = entry.by.role;
        addSpoken(items, entry, key);
        break;
      case 'cart.added':
      case 'cart.removed':
      case 'cart.updated':
        addCart(items, entry, key);
        break;
      case 'note.added':
        items.push({ kind: 'note', key, entry });
        break;
      case 'survey.answered':
        items.push({ kind: 'survey', key, entry });
        break;
      case 'handoff.accepted':
        items.push({ kind: 'takeover', key, entry, from: lastSpeaker === 'agent' ? 'person' : 'bot' });
        break;
      default:
        items.push({ kind: 'event', key, entry });
    }
  }
  return items;
}

function addSpoken(items: ThreadItem[], entry: SpokenEntry, key: string): void {
  const last = items.at(-1);
  const previous = last?.kind === 'messages' ? last.entries.at(-1) : undefined;
  if (last?.kind === 'messages' && previous && sameSpeaker(last.by, entry.by) && entry.at - previous.at < GROUP_MS) {
    last.entries.push(entry);
  } else {
    items.push({ kind: 'messages', key, by: entry.by, entries: [entry] });
  }
}

function addCart(items: ThreadItem[], entry: CartEntry, key: string): void {
  const last = items.at(-1);
  const first = last?.kind === 'cart' ? last.entries[0] : undefined;
  if (last?.kind === 'cart' && first && entry.at - first.at < FOLD_MS) last.entries.push(entry);
  else items.push({ kind: 'cart', key, entries: [entry] });
}

const sameSpeaker = (a: Author, b: Author): boolean =>
  a.role === b.role && (a.role !== 'agent' || b.role !== 'agent' || a.id === b.id);

/** Entries that say again what their neighbour of the same command says, and those that belong to another log. */
function isHidden(entry: WireEntry, next: WireEntry | undefined, before: WireEntry | undefined): boolean {
  switch (entry.kind) {
    case 'conversation.assigned': {
      const same = (other: WireEntry | undefined): boolean =>
        entry.command !== undefined && other?.command === entry.command;
      return (
        (next?.kind === 'handoff.accepted' && same(next)) || (before?.kind === 'conversation.reopened' && same(before))
      );
    }
    case 'message.delivered_by_email':
    case 'cart.reported':
    case 'consent.changed':
    case 'identity.proven':
    case 'instant.answered':
      return true;
    default:
      return false;
  }
}

/** Positions of the messages that went out by email. */
export function emailedPositions(entries: readonly WireEntry[]): ReadonlySet<number> {
  return new Set(entries.flatMap((entry) => (entry.kind === 'message.delivered_by_email' ? [entry.message] : [])));
}

/** The newest cart that the log tells of, if any. */
export const latestCart = (entries: readonly WireEntry[]): CartEntry | undefined =>
  entries.findLast((entry): entry is CartEntry => entry.kind.startsWith('cart.') && entry.kind !== 'cart.reported');
