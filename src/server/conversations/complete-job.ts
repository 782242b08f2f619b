import type { JobCompletion, NewJob } from '../store/jobs.ts';
import type { Committer } from './committer.ts';

/** Completes a job that leaves no entry behind, perhaps another job in its place. False when its lease was lost; throws when the store fails. */
export async function completeJob(
  committer: Committer,
  shop: string,
  conversation: string,
  completes: JobCompletion,
  next?: NewJob,
): Promise<boolean> {
  // Nothing is added to the log, so it does not matter where its head is.
  const unit = {
    stream: { shop, kind: 'conversation', id: conversation },
    expectedSeq: 0,
    entries: [],
    completes,
  } as const;
  const outcome = await committer.commit({ ...unit, entries: [], ...(next && { jobs: [next] }) });
  if (outcome.at === 'committed') return true;
  if (outcome.at === 'fenced') return false;
  throw new Error(`A job could not be completed: ${outcome.at === 'failed' ? outcome.reason : outcome.at}`);
}
