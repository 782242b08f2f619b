import { type Conversation, STATE_VERSION } from '../../domain/conversation.ts';
import { evolve } from '../../domain/evolve.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { ConversationRow, Log } from '../store/log.ts';
import { rowOf } from './row-of.ts';

/**
 * [EN70] A row as this version makes it: one that an older version has written is made anew from its whole log, page by
 * page, and is stored with the next entry. Rows of this version, and of newer ones, come back as they are.
 * @throws when the log ends before the row's head
 */
export async function renewState(log: Pick<Log, 'page'>, row: ConversationRow): Promise<ConversationRow> {
  if (!(row.stateVersion < STATE_VERSION)) return row;
  const stream = { shop: row.shop, kind: 'conversation', id: row.id } as const;
  let state: Conversation | undefined;
  while ((state?.seq ?? 0) < row.seq) {
    const after = state?.seq ?? 0;
    const limits = { limit: Math.min(LIMITS.syncEntries, row.seq - after), maxBytes: LIMITS.syncBytes };
    const page = await log.page(stream, { by: 'seq', after, ...limits });
    if (page.length === 0) throw new Error('The log of a conversation ends before its row');
    for (const entry of page) state = evolve(state, entry);
  }
  return state ? rowOf(row, row, state, []) : row;
}
