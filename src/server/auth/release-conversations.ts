import { randomUUID } from 'node:crypto';
import type { Conversations, Sender } from '../conversations/conversations.ts';
import type { Agent } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { faceOf } from './face-of.ts';

const PAGE = 50;

/**
 * Gives back what somebody owned who is no longer there: their open conversations are wanted again, in the name of
 * whoever let them go. A conversation that is closed or taken over meanwhile is left as it is.
 */
export async function releaseConversations(
  {
    folders,
    conversations,
  }: { folders: Pick<Store['folders'], 'list'>; conversations: Pick<Conversations, 'execute'> },
  owner: { shop: string; agent: string },
  by: Agent,
): Promise<void> {
  // Managing the team includes this, also for those who do not chat themselves.
  const sender: Sender = { role: 'agent', shop: owner.shop, agent: faceOf(by), permissions: ['chat'] };
  let before: number | undefined;
  for (;;) {
    const page = await folders.list({ ...owner, folder: 'mine', limit: PAGE, ...(before !== undefined && { before }) });
    for (const { row } of page) {
      await conversations.execute(sender, { type: 'conversation.unassign', id: randomUUID(), conversation: row.id });
    }
    if (page.length < PAGE) return;
    before = page.at(-1)?.row.lastAt;
  }
}
