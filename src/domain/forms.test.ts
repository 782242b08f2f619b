import { describe, expect, it } from 'vitest';
import type { Entry } from '../protocol/entries.ts';
import { evolve } from './evolve.ts';
import { type FormTable, isReadable, upcast, writtenVersion } from './forms.ts';
import { number } from './number.ts';
import { playAll, says } from './testing/run.ts';
import { forTeam, forVisitor } from './visible.ts';

const stamp = { seq: 4, at: 2000, by: { role: 'system' } } as const;
const entry = (more: object): Entry => ({ ...stamp, ...more }) as unknown as Entry;

/** As if handoffs had once been told with `why`, and then with `cause`. */
const CHANGED: FormTable = {
  'handoff.requested': {
    reads: 3,
    writes: 2,
    upcasts: {
      1: ({ why, ...rest }) => ({ ...rest, cause: why }),
      2: ({ cause, ...rest }) => ({ ...rest, reason: cause }),
    },
  },
  'note.added': { reads: 1, writes: 0 },
};

describe('forms of entries', () => {
  it('[EN71] an older one is read in the form of today, step by step', () => {
    const old = { ...stamp, v: 1, pub: 3, kind: 'handoff.requested', why: 'asked' };
    expect(upcast(entry(old), CHANGED)).toEqual({ ...stamp, v: 3, pub: 3, kind: 'handoff.requested', reason: 'asked' });
    const middle = { ...stamp, v: 2, kind: 'handoff.requested', cause: 'flow' };
    expect(upcast(entry(middle), CHANGED)).toMatchObject({ v: 3, reason: 'flow' });
    const today = entry({ v: 1, kind: 'conversation.closed' });
    expect(upcast(today, CHANGED)).toBe(today);
  });

  it('[EN71] a form is written only once the release before has learned to read it', () => {
    expect(writtenVersion('handoff.requested', CHANGED)).toBe(2);
    expect(writtenVersion('message.sent', CHANGED)).toBe(1);
    expect(() => writtenVersion('note.added', CHANGED)).toThrow(/note\.added/);
  });

  const newer = [
    ['a kind of a newer version', entry({ v: 1, pub: 3, kind: 'parcel.sent', secret: 'x' })],
    ['a newer form of a known kind', entry({ v: 9, pub: 3, kind: 'message.sent', secret: 'x' })],
    ['a kind named like a property of every object', entry({ v: 1, pub: 3, kind: 'constructor', secret: 'x' })],
  ] as const;

  it.each(newer)('[EN72] %s keeps its place and shows nothing', (_, unknown) => {
    expect(isReadable(unknown)).toBe(false);
    expect(upcast(unknown)).toBe(unknown);
    const shown = { at: 2000, v: unknown.v, by: { role: 'system' }, kind: 'unknown' };
    expect(forTeam(unknown)).toEqual({ ...shown, position: 4 });
    expect(forVisitor(unknown)).toEqual({ ...shown, position: 3 });
  });

  it.each(newer)('[EN72] %s only moves the head', (_, unknown) => {
    const { state } = playAll([says()]);
    expect(evolve(state, unknown)).toEqual({ ...state, seq: 4, pub: 3, lastAt: 2000 });
    expect(forVisitor({ ...unknown, pub: undefined })).toBeUndefined();
  });

  it('[IV5] time stands still while a clock runs backwards, within a command and between two', () => {
    const { state, log } = playAll([says()]);
    const words = (at: number) => ({ by: { role: 'visitor' }, at, kind: 'email.declined' }) as const;
    const entries = number(state, [words(500), words(5000), words(20)]);
    expect(entries.map(({ at }) => at)).toEqual([log.at(-1)?.at, 5000, 5000]);
  });
});
