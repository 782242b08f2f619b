import { createHash } from 'node:crypto';
import type { Folder, Presence, Row } from '../../protocol/rows.ts';
import type { Ephemeral } from '../bus/ephemeral.ts';
import type { ListedRow } from '../store/folders.ts';
import type { ConversationRow } from '../store/log.ts';
import { presenceOf } from './presence.ts';

/** Rows as this agent sees them, in the same order. */
export type DescribeRows = (listed: ListedRow[], agent: string) => Promise<Row[]>;

/** Rows of lists with who is there now. */
export const createDescribeRows =
  (ephemeral: Ephemeral): DescribeRows =>
  (listed, agent) =>
    Promise.all(
      listed.map(async (one) => toRow(one, agent, await presenceOf(ephemeral, one.row.shop, one.visitor.id))),
    );

/** A conversation as a list shows it to one agent. */
export function toRow({ row, visitor, unread }: ListedRow, agent: string, presence: Presence): Row {
  const { state } = row;
  const { name, email, country, locale } = visitor;
  return {
    conversation: row.id,
    seq: row.seq,
    folders: foldersOf(row, agent),
    visitor: {
      id: visitor.id,
      number: shortNumber(visitor.id),
      ...(name && { name }),
      ...(email && { email }),
      ...(country && { country }),
      ...(locale && { locale }),
    },
    marker: state.personWanted ? 'person' : 'bot',
    status: state.status.at,
    ...(state.status.at === 'assigned' && { owner: state.status.agent }),
    ...(row.department !== undefined && { department: row.department }),
    topics: state.topics,
    priority: row.priority,
    active: row.active,
    archived: state.archived,
    // A block is of the person: all their conversations show it.
    blocked: visitor.blocked,
    ...(row.preview && { preview: row.preview }),
    at: row.lastAt,
    unread,
    presence,
    ...(state.survey.at === 'answered' && { rating: state.survey.rating }),
  };
}

function foldersOf({ folder, owner, open, priority }: ConversationRow, agent: string): Folder[] {
  const folders: Folder[] = [folder];
  if (open && owner === agent) folders.push('mine');
  if (open && priority) folders.push('priority');
  return folders;
}

/** Four digits that stay with a visitor: enough to tell a handful apart, no key to anything. */
function shortNumber(visitor: string): string {
  const number = createHash('sha256').update(visitor).digest().readUInt32BE();
  return String(1000 + (number % 9000));
}
