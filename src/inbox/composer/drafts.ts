import type { ProductCard } from '../../protocol/content.ts';
import type { Discount, StoredFile } from '../../protocol/rest.ts';
import type { Readable } from '../../ui/store.ts';
import { createCell } from '../shell/store.ts';

/** What is sent beside the text, in a message of its own. `key` tells attachments of one draft apart. */
export type Attachment =
  | { kind: 'product'; key: string; product: ProductCard }
  | { kind: 'discount'; key: string; discount: Discount }
  | { kind: 'image'; key: string; name: string; bytes: number; at: 'uploading' }
  | { kind: 'image'; key: string; name: string; bytes: number; at: 'stored'; file: StoredFile };

/** What somebody has written to one conversation and not sent. */
export interface Draft {
  tab: 'reply' | 'note';
  reply: string;
  note: string;
  attachments: readonly Attachment[];
  /** Why the draft is here again, or why an attachment is not. */
  notice?: string;
}

export const EMPTY_DRAFT: Draft = { tab: 'reply', reply: '', note: '', attachments: [] };

/** One piece of what was sent, kept until it is certain that it arrived. */
export type SentPiece = { kind: 'text'; text: string } | { kind: 'attachments'; attachments: readonly Attachment[] };

/** Where texts survive a reload of this tab. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem'>;

export interface Drafts extends Readable<ReadonlyMap<string, Draft>> {
  of(conversation: string): Draft;
  change(conversation: string, change: Partial<Draft>): void;
  /** Remembers what a command carries, in case it comes back. */
  sent(command: string, piece: SentPiece): void;
  /** Puts what a refused command carried back into the draft, before what was written since; says why. */
  restore(conversation: string, command: string, notice: string): void;
  /** Forgets everything: whoever signs in next on this device reads none of it. */
  clear(): void;
}

const STORAGE_KEY = 'shopbell_drafts';
const REMEMBERED = 100;

export function createDrafts(storage?: DraftStorage): Drafts {
  const cell = createCell<ReadonlyMap<string, Draft>>(load(storage));
  const pieces = new Map<string, SentPiece>();
  const of = (conversation: string): Draft => cell.get().get(conversation) ?? EMPTY_DRAFT;

  function change(conversation: string, part: Partial<Draft>): void {
    const next = new Map(cell.get());
    next.set(conversation, { ...of(conversation), ...part });
    cell.set(next);
    save(next, storage);
  }

  return {
    get: cell.get,
    subscribe: cell.subscribe,
    of,
    change,
    sent(command, piece) {
      pieces.set(command, piece);
      const oldest = pieces.keys().next().value;
      if (pieces.size > REMEMBERED && oldest !== undefined) pieces.delete(oldest);
    },
    restore(conversation, command, notice) {
      const piece = pieces.get(command);
      pieces.delete(command);
      const draft = of(conversation);
      const back: Partial<Draft> = { tab: 'reply', notice };
      if (piece?.kind === 'text') back.reply = draft.reply === '' ? piece.text : `${piece.text}\n\n${draft.reply}`;
      if (piece?.kind === 'attachments') back.attachments = [...draft.attachments, ...piece.attachments];
      change(conversation, back);
    },
    clear() {
      pieces.clear();
      cell.set(new Map());
      save(cell.get(), storage);
    },
  };
}

/** Only texts outlive a reload: a picked product or image is quickly picked again. */
function save(drafts: ReadonlyMap<string, Draft>, storage: DraftStorage | undefined): void {
  const texts = [...drafts].filter(([, { reply, note }]) => reply !== '' || note !== '');
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(texts.map(([id, { reply, note }]) => [id, reply, note])));
  } catch {
    // Storage is full or forbidden: drafts then live as long as the page.
  }
}

function load(storage: DraftStorage | undefined): ReadonlyMap<string, Draft> {
  try {
    const rows: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '[]');
    if (!Array.isArray(rows)) return new Map();
    return new Map(
      rows.flatMap((row: unknown) => {
        if (!Array.isArray(row)) return [];
        const [id, reply, note]: unknown[] = row;
        if (typeof id !== 'string' || typeof reply !== 'string' || typeof note !== 'string') return [];
        return [[id, { ...EMPTY_DRAFT, reply, note }] as const];
      }),
    );
  } catch {
    return new Map();
  }
}
