import { ERROR_CODES } from '../../protocol/error-codes.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { ConversationRow } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import { completionOf, type JobHandler } from './job-handler.ts';
import { commandIdOf } from './job-id.ts';

export interface FollowBlockParts {
  store: Pick<Store, 'people' | 'folders'>;
  conversations: Pick<Conversations, 'row' | 'complete' | 'execute'>;
  /** Tells open lists that a row reads differently now. */
  rowChanged(shop: string, conversation: string): void;
}

/** [BL6] A shopper is blocked, or unblocked, as a person: their other conversations follow. */
export function createFollowBlock({ store, conversations, rowChanged }: FollowBlockParts): JobHandler {
  return async (job) => {
    const { shop, conversation } = job;
    const row = await conversations.row(shop, conversation, job.seq);
    const visitor = row && (await store.people.visitor(shop, row.visitor));
    const all = visitor ? await store.folders.ofVisitor(shop, visitor.id) : [];
    for (const other of all) {
      if (!visitor || !mustFollow(other, visitor.blocked)) {
        rowChanged(shop, other.id);
        continue;
      }
      const id = commandIdOf(job.id, other.id);
      const sender = { role: 'job', shop, job: job.id } as const;
      const command = { type: 'conversation.follow_block', id, conversation: other.id } as const;
      const result = await conversations.execute(sender, command);
      if (!result.ok && ERROR_CODES[result.code].retry)
        throw new Error(`A conversation could not follow: ${result.code}`);
    }
    await conversations.complete(shop, conversation, completionOf(job));
  };
}

/** Blocked, nothing stays open; unblocked, nothing stays marked. */
function mustFollow({ state: { status } }: ConversationRow, blocked: boolean): boolean {
  return blocked ? status.at !== 'closed' : status.at === 'closed' && status.blocked;
}
