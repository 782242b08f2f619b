import type { Logger } from 'pino';
import type { Job, JobCompletion } from '../store/jobs.ts';
import { completionOf } from './job-handler.ts';

/** What the runner knows of a piece of work. */
export interface Leased {
  id: string;
  kind: string;
  /** 1 at the first try. */
  attempt: number;
  lease: string;
}

/** A durable list of work: the jobs are one, deliveries of webhooks another. */
export interface LeaseList<J extends Leased> {
  claim(limit: number, leaseMs: number): Promise<J[]>;
  renew(held: JobCompletion, leaseMs: number): Promise<boolean>;
  release(held: JobCompletion, retryInMs?: number): Promise<boolean>;
  nextDueMs(): Promise<number | undefined>;
}

/** `failed` will be tried again, `dead` will not, `returned` was cut short because the process stops. */
export type RunOutcome = 'done' | 'failed' | 'dead' | 'returned';

/** Stands around each run, to count and to trace it; `run` never rejects. */
export type WatchJob<J extends Leased> = (job: J, run: () => Promise<RunOutcome>) => Promise<unknown>;

export interface JobRunnerOptions<J extends Leased = Job> {
  jobs: LeaseList<J>;
  handlers: { [K in J['kind']]: (job: J, signal: AbortSignal) => Promise<void> };
  watch?: WatchJob<J>;
  logger: Pick<Logger, 'error' | 'warn'>;
  /** Jobs at a time. Default 24: most of them wait for the store. */
  concurrency?: number;
  /**
   * A lease that is not renewed lapses after so long, ms. Default 4000, renewed at a third of it: what a killed process
   * had begun is taken up again so soon.
   */
  leaseMs?: number;
  /** Longest time without asking the store, ms: other processes leave jobs too. Default 5000. */
  pollMs?: number;
}

export interface JobRunner {
  start(): void;
  /** There may be something to do: ask now. */
  wake(): void;
  /** Claims nothing more, aborts what is running, and gives back what was not finished. */
  stop(): Promise<void>;
}

/** [EN28] Tries of one job; then it is dead, and the log says so. */
const ATTEMPTS = 10;
const BACKOFF_MS = { first: 1000, most: 300_000 };
/** Shortest pause between two questions that found nothing. */
const LULL_MS = 50;
/** How long stopping waits for handlers to notice. */
const GRACE_MS = 2000;

/** Runs the durable jobs of all shops. */
export function createJobRunner<J extends Leased = Job>(options: JobRunnerOptions<J>): JobRunner {
  const { jobs, handlers, logger } = options;
  const { concurrency = 24, leaseMs = 4000, pollMs = 5000, watch = (_, work) => work() } = options;
  const running = new Map<string, Promise<unknown>>();
  let stopping: AbortController | undefined;
  let timer: NodeJS.Timeout | undefined;
  let asking = false;
  let askAgain = false;

  const ask = async (): Promise<void> => {
    if (!stopping || stopping.signal.aborted) return;
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    clearTimeout(timer);
    let pause = pollMs;
    try {
      const room = concurrency - running.size;
      const claimed = room > 0 ? await jobs.claim(room, leaseMs) : [];
      for (const job of claimed) begin(job, stopping.signal);
      // With no room left the end of a job asks again.
      if (claimed.length > 0 && running.size < concurrency) askAgain = true;
      else if (room > 0) pause = Math.min(Math.max((await jobs.nextDueMs()) ?? pollMs, LULL_MS), pollMs);
    } catch (error) {
      logger.warn({ err: error }, 'claiming jobs failed');
    }
    asking = false;
    if (stopping.signal.aborted) return;
    if (askAgain) {
      askAgain = false;
      void ask();
    } else timer = setTimeout(() => void ask(), pause);
  };

  const begin = (job: J, stop: AbortSignal): void => {
    const work = watch(job, () => run(job, stop)).finally(() => {
      running.delete(job.lease);
      void ask();
    });
    running.set(job.lease, work);
  };

  const run = async (job: J, stop: AbortSignal): Promise<RunOutcome> => {
    const lost = new AbortController();
    const renewal = setInterval(() => {
      jobs.renew(completionOf(job), leaseMs).then(
        (held) => held || lost.abort(new Error('The lease was lost')),
        (error) => logger.warn({ err: error, job: job.id }, 'renewing a lease failed'),
      );
    }, leaseMs / 3);
    try {
      await handlers[job.kind as J['kind']](job, AbortSignal.any([stop, lost.signal]));
      return 'done';
    } catch (error) {
      return await giveBack(job, error, stop.aborted);
    } finally {
      clearInterval(renewal);
    }
  };

  const giveBack = async (job: J, error: unknown, stopped: boolean): Promise<RunOutcome> => {
    const about = { err: error, job: job.id, kind: job.kind, attempt: job.attempt };
    const dead = !stopped && job.attempt >= ATTEMPTS;
    if (dead) logger.error(about, 'a job failed for the last time');
    else if (!stopped) logger.warn(about, 'a job failed and will be tried again');
    const wait = Math.min(BACKOFF_MS.first * 2 ** (job.attempt - 1), BACKOFF_MS.most);
    try {
      await jobs.release(completionOf(job), dead ? undefined : stopped ? 0 : wait);
    } catch (reason) {
      // Its lease will lapse by itself.
      logger.warn({ err: reason, job: job.id }, 'a job could not be given back');
    }
    return dead ? 'dead' : stopped ? 'returned' : 'failed';
  };

  return {
    start() {
      if (stopping && !stopping.signal.aborted) return;
      stopping = new AbortController();
      void ask();
    },
    wake: () => void ask(),
    async stop() {
      if (!stopping || stopping.signal.aborted) return;
      stopping.abort(new Error('The process is stopping'));
      clearTimeout(timer);
      let patience: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, GRACE_MS);
      });
      await Promise.race([Promise.allSettled(running.values()), grace]);
      clearTimeout(patience);
    },
  };
}
