import { describe, expect, it } from 'vitest';
import type { Outcome, Unit } from '../store/log.ts';
import { createCommitter } from './committer.ts';

const unit = (id: string): Unit => ({ stream: { shop: 's', kind: 'conversation', id }, expectedSeq: 0, entries: [] });

/** A store that answers when told to. */
function slowStore() {
  const calls: { ids: string[]; answer: (outcomes: Outcome[]) => void; fail: (error: Error) => void }[] = [];
  const commit = (units: Unit[]): Promise<Outcome[]> =>
    new Promise((resolve, reject) => {
      calls.push({ ids: units.map(({ stream }) => stream.id), answer: resolve, fail: reject });
    });
  return { calls, commit };
}

describe('group commit', () => {
  it('[EN42] commits together what gathers while a commit is under way, and answers each by its own outcome', async () => {
    const store = slowStore();
    const committer = createCommitter(store);
    const first = committer.commit(unit('a'));
    await Promise.resolve();
    const others = [committer.commit(unit('b')), committer.commit(unit('c')), committer.commit(unit('d'))];
    expect(store.calls.map(({ ids }) => ids)).toEqual([['a']]);
    store.calls[0]!.answer([{ at: 'committed' }]);
    expect(await first).toEqual({ at: 'committed' });
    await Promise.resolve();
    expect(store.calls.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c', 'd']]);
    store.calls[1]!.answer([{ at: 'committed' }, { at: 'conflict' }, { at: 'failed', reason: 'bad unit' }]);
    expect((await Promise.all(others)).map(({ at }) => at)).toEqual(['committed', 'conflict', 'failed']);
    await committer.idle();
  });

  it('[EN43] tells all of a group when the store fails as a whole, and goes on with the next', async () => {
    const store = slowStore();
    const committer = createCommitter(store);
    const lost = Promise.allSettled([committer.commit(unit('a')), committer.commit(unit('b'))]);
    await Promise.resolve();
    const next = committer.commit(unit('c'));
    store.calls[0]!.fail(new Error('gone'));
    expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await Promise.resolve();
    store.calls[1]!.answer([{ at: 'committed' }]);
    expect(await next).toEqual({ at: 'committed' });
  });
});
