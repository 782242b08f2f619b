import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { begin, grown, jobOf, type OpenStore, says } from './fixtures.contract.ts';
import type { Job, JobCompletion, NewJob } from './jobs.ts';
import type { Store } from './store.ts';

const LEASE_MS = 60_000;
/** A lease that has lapsed when it is given. */
const LAPSED_MS = 0;

const held = ({ id, lease }: Job): JobCompletion => ({ job: id, lease });

/** What every store's job list does. */
export function jobsContract(name: string, open: OpenStore): void {
  describe(`jobs: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    /** Commits jobs of a fresh conversation. */
    const added = async (...jobs: Partial<NewJob>[]) => {
      const begun = begin();
      const made = jobs.map((job) => jobOf(begun, job));
      const row = await grown(store, begun, undefined, [says('hello')], { jobs: made });
      return { begun, row, made };
    };

    it('[ST17] leases a due job to one claimer, with all that it refers to', async () => {
      const { made } = await added({ kind: 'email', seq: 3 });
      const { delayMs: _, ...references } = made[0]!;
      expect(await store.jobs.claim(10, LEASE_MS)).toEqual([{ ...references, attempt: 1, lease: expect.any(String) }]);
      expect(await store.jobs.claim(10, LEASE_MS)).toEqual([]);
    });

    it('[ST17] keeps a job back until its delay has passed', async () => {
      const { made } = await added({ delayMs: 50 });
      expect(await store.jobs.nextDueMs()).toBeLessThanOrEqual(50);
      const claimed = await vi.waitUntil(async () => (await store.jobs.claim(1, LEASE_MS))[0], { interval: 5 });
      expect(claimed.id).toBe(made[0]!.id);
      await added({ delayMs: LEASE_MS });
      expect(await store.jobs.claim(10, LEASE_MS)).toEqual([]);
    });

    it('[ST17] leases the oldest first, up to the limit', async () => {
      const first = await added({});
      // A clock that stands still would leave the order open.
      const start = Date.now();
      await vi.waitUntil(() => Date.now() > start, { interval: 1 });
      const second = await added({});
      expect((await store.jobs.claim(1, LEASE_MS)).map((job) => job.id)).toEqual([first.made[0]!.id]);
      expect((await store.jobs.claim(1, LEASE_MS)).map((job) => job.id)).toEqual([second.made[0]!.id]);
    });

    it('[ST18] leases one job of a kind and a conversation at a time, in the order of their causes', async () => {
      const { made } = await added({ seq: 2 }, { seq: 1 }, { seq: 1, kind: 'email' });
      const [later, earlier, email] = made.map((job) => job.id);
      const batch = await store.jobs.claim(10, LEASE_MS);
      expect(batch.map((job) => job.id).sort()).toEqual([earlier, email].sort());
      expect(await store.jobs.claim(10, LEASE_MS)).toEqual([]);
      const running = batch.find((job) => job.id === earlier)!;
      expect(await store.jobs.release(held(running))).toBe(true);
      expect((await store.jobs.claim(10, LEASE_MS)).map((job) => job.id)).toEqual([later]);
    });

    it('[ST19] gives a job whose lease has lapsed to the next; the first can do nothing more with it', async () => {
      const { begun, row } = await added({});
      const [slow] = await store.jobs.claim(1, LAPSED_MS);
      expect(await store.jobs.renew(held(slow!), LEASE_MS)).toBe(false);
      expect(await store.jobs.release(held(slow!), 0)).toBe(false);
      const [quick] = await store.jobs.claim(1, LEASE_MS);
      expect(quick).toMatchObject({ id: slow!.id, attempt: 2 });
      const unit = (job: Job) => ({
        stream: { shop: begun.shop, kind: 'conversation', id: begun.conversation } as const,
        expectedSeq: row.seq,
        entries: [],
        completes: held(job),
      });
      expect(await store.log.commit([unit(slow!)])).toEqual([{ at: 'fenced' }]);
      expect(await store.log.commit([unit(quick!)])).toEqual([{ at: 'committed' }]);
      expect(await store.jobs.nextDueMs()).toBeUndefined();
    });

    it('[ST19] keeps a job that is renewed', async () => {
      await added({});
      const [job] = await store.jobs.claim(1, LEASE_MS);
      expect(await store.jobs.renew(held(job!), 2 * LEASE_MS)).toBe(true);
      expect(await store.jobs.nextDueMs()).toBeGreaterThan(LEASE_MS);
    });

    it('[ST20] gives a job back for another try, or buries it', async () => {
      await added({});
      const [first] = await store.jobs.claim(1, LEASE_MS);
      expect(await store.jobs.release(held(first!), 0)).toBe(true);
      const [second] = await store.jobs.claim(1, LEASE_MS);
      expect(second).toMatchObject({ id: first!.id, attempt: 2 });
      expect(await store.jobs.release(held(first!), 0)).toBe(false);
      expect(await store.jobs.release(held(second!))).toBe(true);
      expect(await store.jobs.claim(1, LEASE_MS)).toEqual([]);
      expect(await store.jobs.nextDueMs()).toBeUndefined();
    });

    it('[ST20] keeps a job that is given back until its time', async () => {
      await added({});
      const [job] = await store.jobs.claim(1, LEASE_MS);
      await store.jobs.release(held(job!), LEASE_MS);
      expect(await store.jobs.claim(1, LEASE_MS)).toEqual([]);
      expect(await store.jobs.nextDueMs()).toBeGreaterThan(LEASE_MS - 10_000);
    });

    it('[ST21] tells when the next job is due: now, later, when a lease lapses, or never', async () => {
      expect(await store.jobs.nextDueMs()).toBeUndefined();
      await added({ delayMs: 2 * LEASE_MS });
      expect(await store.jobs.nextDueMs()).toBeGreaterThan(LEASE_MS);
      await added({ seq: 1 }, { seq: 2 });
      expect(await store.jobs.nextDueMs()).toBe(0);
      await store.jobs.claim(10, LEASE_MS);
      // The second waits for the first: asking again at once would be in vain.
      expect(await store.jobs.nextDueMs()).toBeGreaterThan(LEASE_MS / 2);
      expect(await store.jobs.nextDueMs()).toBeLessThanOrEqual(LEASE_MS);
    });

    it('[WH30] shows a shop its dead jobs, newest first, and has them tried again or forgets them', async () => {
      const { begun } = await added({ kind: 'bot' }, { kind: 'email' }, { kind: 'index' });
      for (const job of await store.jobs.claim(3, LEASE_MS)) {
        expect(await store.jobs.revive(begun.shop, job.id)).toBe(false);
        await store.jobs.release(held(job));
      }
      const jobs = await store.jobs.dead(begun.shop, { limit: 9 });
      expect(jobs.map(({ kind }) => kind).sort()).toEqual(['bot', 'email', 'index']);
      const { conversation, shop } = begun;
      expect(jobs[0]).toMatchObject({ shop, conversation, seq: 1, attempts: 1, deadAt: expect.any(Number) });
      const first = await store.jobs.dead(begun.shop, { limit: 2 });
      const after = { at: first[1]!.deadAt, id: first[1]!.id };
      const rest = await store.jobs.dead(begun.shop, { limit: 2, after });
      expect([...first, ...rest]).toEqual(jobs);
      expect(await store.jobs.dead(begun.shop, { kind: 'email', limit: 9 })).toHaveLength(1);
      expect(await store.jobs.dead('another', { limit: 9 })).toEqual([]);
      expect(await store.jobs.health()).toEqual({ lagMs: 0, dead: { bot: 1, email: 1, index: 1 } });

      const [one, two] = jobs.map(({ id }) => id) as [string, string];
      expect(await store.jobs.revive('another', one)).toBe(false);
      expect(await store.jobs.revive(begun.shop, one)).toBe(true);
      expect(await store.jobs.claim(3, LEASE_MS)).toMatchObject([{ id: one, attempt: 1 }]);
      expect(await store.jobs.discard('another', two)).toBe(false);
      expect(await store.jobs.discard(begun.shop, two)).toBe(true);
      expect(await store.jobs.discard(begun.shop, two)).toBe(false);
      expect(await store.jobs.dead(begun.shop, { limit: 9 })).toHaveLength(1);
    });

    it('[WH31] says how long the oldest due job has waited', async () => {
      await added({ delayMs: LEASE_MS });
      expect((await store.jobs.health()).lagMs).toBe(0);
      await added({});
      await vi.waitUntil(async () => (await store.jobs.health()).lagMs > 0, { interval: 5 });
      await store.jobs.claim(1, LEASE_MS);
      expect((await store.jobs.health()).lagMs).toBe(0);
    });
  });
}
