import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../store/jobs.ts';
import { createJobRunner, type JobRunnerOptions, type LeaseList } from './job-runner.ts';

const job = (id: string, attempt = 1): Job => ({
  id,
  shop: 's',
  kind: 'bot',
  conversation: 'c',
  seq: 1,
  attempt,
  lease: `lease ${id}`,
});

/** A job list that hands out what lies in `due`. */
function listOf(due: Job[]) {
  const released: [string, number | undefined][] = [];
  const renewed: string[] = [];
  const held = { due, released, renewed, renewal: true, nextDue: undefined as number | undefined };
  const jobs: LeaseList<Job> = {
    claim: async (limit) => held.due.splice(0, limit),
    renew: async (completion) => {
      renewed.push(completion.job);
      return held.renewal;
    },
    release: async (completion, retryInMs) => {
      released.push([completion.job, retryInMs]);
      return true;
    },
    nextDueMs: async () => held.nextDue,
  };
  return { held, jobs };
}

const runners: { stop(): Promise<void> }[] = [];
const start = (
  options: Pick<JobRunnerOptions, 'jobs'> & Partial<JobRunnerOptions>,
  bot: JobRunnerOptions['handlers']['bot'],
) => {
  const nothing = async (): Promise<void> => {};
  const logger = { error: vi.fn(), warn: vi.fn() };
  const others = { email: nothing, index: nothing, handoff: nothing, block: nothing, webhook: nothing, push: nothing };
  const runner = createJobRunner({ handlers: { bot, ...others }, logger, ...options });
  runners.push(runner);
  runner.start();
  return { runner, logger };
};

describe('the job runner', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(async () => {
    const stopping = runners.splice(0).map((runner) => runner.stop());
    await vi.runAllTimersAsync();
    await Promise.all(stopping);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('[EN50] runs at most as many at a time as it may, and goes on as soon as one ends', async () => {
    const { jobs, held } = listOf(['a', 'b', 'c', 'd'].map((id) => job(id)));
    const ends: (() => void)[] = [];
    const begun: string[] = [];
    start({ jobs, concurrency: 2 }, ({ id }) => {
      begun.push(id);
      return new Promise((resolve) => ends.push(resolve));
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(begun).toEqual(['a', 'b']);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const end of ends) end();
    await vi.advanceTimersByTimeAsync(1);
    ends[3]?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(held.released).toEqual([]);
  });

  it('[EN51] asks when it is woken, and when the next job is due', async () => {
    const { jobs, held } = listOf([]);
    const begun: string[] = [];
    const { runner } = start({ jobs }, async ({ id }) => void begun.push(id));
    await vi.advanceTimersByTimeAsync(1);
    held.due.push(job('woken'));
    held.nextDue = 700;
    runner.wake();
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual(['woken']);
    held.due.push(job('due'));
    await vi.advanceTimersByTimeAsync(690);
    expect(begun).toEqual(['woken']);
    await vi.advanceTimersByTimeAsync(20);
    expect(begun).toEqual(['woken', 'due']);
  });

  it('[EN52] renews the lease of a long job, and aborts it when the lease is lost', async () => {
    const { jobs, held } = listOf([job('long')]);
    let aborted = false;
    start(
      { jobs, leaseMs: 30_000 },
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(signal.reason);
          });
        }),
    );
    await vi.advanceTimersByTimeAsync(25_000);
    expect(held.renewed).toEqual(['long', 'long']);
    expect(aborted).toBe(false);
    held.renewal = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(aborted).toBe(true);
  });

  it('[EN28] tries a job that fails again, later each time, and buries it after ten tries', async () => {
    const { jobs, held } = listOf([job('first', 1), job('fourth', 4), job('last', 10)]);
    const { logger } = start({ jobs }, async () => {
      throw new Error('no luck');
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(held.released).toEqual([
      ['first', 1000],
      ['fourth', 8000],
      ['last', undefined],
    ]);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error.mock.calls[0]?.[0]).toMatchObject({ job: 'last', attempt: 10 });
  });

  it('[MT8] tells whoever watches how each run has ended', async () => {
    const { jobs, held } = listOf([job('good'), job('bad'), job('worst', 10)]);
    const seen: string[] = [];
    const { runner } = start(
      { jobs, watch: async ({ id }, run) => void seen.push(`${id} ${await run()}`) },
      async ({ id }, signal) => {
        if (id === 'good') return;
        if (id === 'cut') await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new Error('no luck');
      },
    );
    await vi.advanceTimersByTimeAsync(10);
    held.due.push(job('cut'));
    runner.wake();
    await vi.advanceTimersByTimeAsync(10);
    await runner.stop();
    expect(seen).toEqual(['good done', 'bad failed', 'worst dead', 'cut returned']);
  });

  it('[EN53] gives running jobs back at once when it stops, and claims nothing more', async () => {
    const { jobs, held } = listOf([job('a')]);
    const { runner } = start(
      { jobs },
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    await vi.advanceTimersByTimeAsync(10);
    held.due.push(job('b'));
    await runner.stop();
    runner.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(held.released).toEqual([['a', 0]]);
    expect(held.due).toHaveLength(1);
  });
});
