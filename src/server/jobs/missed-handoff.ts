import { availability } from '../../domain/availability.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Store } from '../store/store.ts';
import { completionOf, endWith, type JobHandler } from './job-handler.ts';
import { commandIdOf, followingJobId } from './job-id.ts';

export interface MissedHandoffParts {
  store: Pick<Store, 'shops'>;
  conversations: Pick<Conversations, 'row' | 'complete' | 'execute'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * [TR5] The team is back: whoever asked for a person while it was away is wanted now. Hours that were changed meanwhile
 * count as they are; should the shop hand nothing over any more, the bot keeps the conversation.
 */
export function createMissedHandoff({ store, conversations, now }: MissedHandoffParts): JobHandler {
  return async (job) => {
    const { shop, conversation, seq } = job;
    const [row, settings] = await Promise.all([conversations.row(shop, conversation, job.seq), store.shops.shop(shop)]);
    const waiting = row?.state.status.at === 'bot' && row.state.missed?.seq === seq;
    const at = now();
    const team = waiting && settings ? availability(settings, at) : { open: false as const };
    if (team.open) {
      await endWith(conversations, job, {
        type: 'handoff.resume',
        id: commandIdOf(job.id),
        conversation,
        missed: seq,
      });
      return;
    }
    const later = team.backAt !== undefined && {
      id: followingJobId(job.id),
      shop,
      kind: job.kind,
      conversation,
      seq,
      delayMs: team.backAt - at,
    };
    await conversations.complete(shop, conversation, completionOf(job), later || undefined);
  };
}
