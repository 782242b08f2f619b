import { describe, expect, it } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { entryAt } from './entry-at.ts';

const holding = (entry?: object) => ({ page: async () => (entry ? [entry as Entry] : []) });
const closed = { seq: 4, at: 1, v: 1, by: { role: 'system' }, kind: 'conversation.closed' };

describe('the entry of a job', () => {
  it('[EN75] is left to the version that knows it: this one throws, and the job comes again', async () => {
    expect(await entryAt(holding(closed), 's', 'c', 4)).toEqual(closed);
    expect(await entryAt(holding(), 's', 'c', 4)).toBeUndefined();
    expect(await entryAt(holding({ ...closed, seq: 5 }), 's', 'c', 4)).toBeUndefined();
    await expect(entryAt(holding({ ...closed, v: 9 }), 's', 'c', 4)).rejects.toThrow(/newer version/);
    await expect(entryAt(holding({ ...closed, kind: 'parcel.sent' }), 's', 'c', 4)).rejects.toThrow(/newer version/);
  });
});
