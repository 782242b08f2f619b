import type { Conversation } from '../../domain/conversation.ts';
import { folderOf } from '../../domain/folder.ts';
import type { Content } from '../../protocol/content.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { Preview } from '../../protocol/rows.ts';
import type { ConversationRow } from '../store/log.ts';

/** Longest preview, in UTF-16 code units. */
const PREVIEW_LENGTH = 140;

/** The row that goes with a state: what lists are ordered and filtered by, and the last words said. */
export function rowOf(
  at: { shop: string; id: string; visitor: string },
  before: ConversationRow | undefined,
  state: Conversation,
  entries: Entry[],
): ConversationRow {
  const said = entries.findLast((entry) => previewOf(entry) !== undefined);
  const { status } = state;
  return {
    shop: at.shop,
    id: at.id,
    visitor: at.visitor,
    state,
    stateVersion: state.stateVersion,
    seq: state.seq,
    pub: state.pub,
    open: status.at !== 'closed',
    folder: folderOf(state),
    ...(status.at === 'assigned' && { owner: status.agent.id }),
    priority: state.priority,
    active: state.active,
    ...(state.department !== undefined && { department: state.department }),
    preview: (said && previewOf(said)) ?? before?.preview,
    lastAt: said?.at ?? before?.lastAt ?? state.startedAt,
    visitorMessages: state.visitorMessages,
    ...(before?.erasures !== undefined && { erasures: before.erasures }),
  };
}

/** What a list shows of an entry; undefined for entries in which nobody says anything. */
function previewOf(entry: Entry): Preview | undefined {
  const by = entry.by.role;
  if (by === 'system') return undefined;
  if (entry.kind === 'choice.picked') return { by, type: 'choice', text: shorten(entry.label) };
  if (entry.kind !== 'message.sent') return undefined;
  const text = wordsOf(entry.content);
  return { by, type: entry.content.type, ...(text && { text: shorten(text) }) };
}

function wordsOf(content: Content): string | undefined {
  return content.type === 'text' || content.type === 'choices' ? content.text : undefined;
}

/** Cuts between characters, never within a surrogate pair. */
function shorten(text: string): string {
  if (text.length <= PREVIEW_LENGTH) return text;
  return `${text.slice(0, PREVIEW_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
