import type { SystemCommand } from '../../protocol/commands.ts';
import { ERROR_CODES } from '../../protocol/error-codes.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Job, JobCompletion } from '../store/jobs.ts';

/**
 * Does what a job asks for and ends it through the door: by a command that carries the completion, or by `complete`.
 * Throwing means another try later. The signal aborts when the process stops or the lease is lost.
 */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<void>;

/** What a commit needs to end a job. */
export const completionOf = ({ id, lease }: Pick<Job, 'id' | 'lease'>): JobCompletion => ({ job: id, lease });

/** Ends a job by a command. A final refusal ends it too; throws when the same command may succeed later. */
export async function endWith(
  conversations: Pick<Conversations, 'execute'>,
  job: Job,
  command: SystemCommand,
): Promise<void> {
  const sender = { role: 'job', shop: job.shop, job: job.id, completes: completionOf(job) } as const;
  const result = await conversations.execute(sender, command);
  if (!result.ok && ERROR_CODES[result.code].retry) throw new Error(`The outcome was refused: ${result.code}`);
}
