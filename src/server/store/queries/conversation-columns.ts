import type { ConversationRow } from '../log.ts';
import type { Columns } from '../tables.ts';

type RowColumns = Omit<Columns<'conversations'>, 'changed'>;

export function toConversationColumns(row: ConversationRow): RowColumns {
  return {
    shop: row.shop,
    id: row.id,
    visitor: row.visitor,
    state: JSON.stringify(row.state),
    state_version: row.stateVersion,
    seq: row.seq,
    pub: row.pub,
    open: Number(row.open),
    folder: row.folder,
    owner: row.owner ?? null,
    priority: Number(row.priority),
    active: Number(row.active),
    department: row.department ?? null,
    preview: row.preview ? JSON.stringify(row.preview) : null,
    last_at: row.lastAt,
    visitor_messages: row.visitorMessages,
    updated_at: row.state.lastAt,
    erasures: row.erasures ?? 0,
  };
}

export function toConversationRow(columns: RowColumns): ConversationRow {
  return {
    shop: columns.shop,
    id: columns.id,
    visitor: columns.visitor,
    state: JSON.parse(columns.state) as ConversationRow['state'],
    stateVersion: columns.state_version,
    seq: columns.seq,
    pub: columns.pub,
    open: columns.open === 1,
    folder: columns.folder as ConversationRow['folder'],
    ...(columns.owner !== null && { owner: columns.owner }),
    priority: columns.priority === 1,
    active: columns.active === 1,
    ...(columns.department !== null && { department: columns.department }),
    ...(columns.preview !== null && { preview: JSON.parse(columns.preview) as ConversationRow['preview'] }),
    lastAt: columns.last_at,
    visitorMessages: columns.visitor_messages,
    ...(columns.erasures > 0 && { erasures: columns.erasures }),
  };
}
