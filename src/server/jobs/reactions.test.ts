import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation.ts';
import { evolve } from '../../domain/evolve.ts';
import type { Entry } from '../../protocol/entries.ts';
import { commandIdOf } from './job-id.ts';
import { reactions } from './reactions.ts';

type Body = Partial<Entry> & { kind: Entry['kind'] };
const log = (...bodies: Body[]): { entries: Entry[]; state: Conversation } => {
  const entries = bodies.map((body, index) => ({ seq: index + 1, at: 1, v: 1, ...body }) as Entry);
  let state: Conversation | undefined;
  for (const entry of entries) state = evolve(state, entry);
  return { entries, state: state! };
};
const text = (words: string) => ({ content: { type: 'text', text: words } }) as const;
const STARTED: Body = { kind: 'conversation.started', by: { role: 'system' } };
const GREETING = { kind: 'message.sent', by: { role: 'bot' }, ...text('Hi') } as Body;
const WORDS = { kind: 'message.sent', by: { role: 'visitor' }, ...text('Where is it?') } as Body;
const EMAIL = { kind: 'email.captured', by: { role: 'visitor' }, email: 'a@b.example' } as Body;
const JONAS = { role: 'agent', id: 'a_1', name: 'Jonas' } as const;
const OWNED = { kind: 'conversation.assigned', by: JONAS, agent: { id: 'a_1', name: 'Jonas' } } as Body;
const REPLY = { kind: 'message.sent', by: JONAS, ...text('Here') } as Body;

const of = (...bodies: Body[]) => {
  const { entries, state } = log(...bodies);
  return reactions(entries, state).map(({ kind, seq, delayMs }) => `${kind} ${seq} ${delayMs}`);
};

describe('reactions', () => {
  it('[EN20] gives the bot a turn for the shopper’s latest words while it has the floor, and only then', () => {
    expect(of(STARTED, GREETING, WORDS, WORDS)).toContain('bot 4 0');
    expect(of(STARTED, GREETING, WORDS, WORDS)).not.toContain('bot 3 0');
    expect(
      of(STARTED, { kind: 'choice.picked', by: { role: 'visitor' }, value: 'returns', label: 'Returns' } as Body),
    ).toContain('bot 2 0');
    expect(of(STARTED, OWNED, WORDS).filter((job) => job.startsWith('bot'))).toEqual([]);
  });

  it('[EN21] sends a person’s words by email after a while, when an address is known', () => {
    expect(of(STARTED, EMAIL, OWNED, REPLY)).toContain('email 4 10000');
    expect(of(STARTED, OWNED, REPLY).filter((job) => job.startsWith('email'))).toEqual([]);
    expect(of(STARTED, EMAIL, GREETING, WORDS).filter((job) => job.startsWith('email'))).toEqual([]);
  });

  it('[EN22] makes what people write findable, notes and addresses included, but not the bot’s own lines', () => {
    const note = { kind: 'note.added', by: JONAS, text: 'VIP' } as Body;
    const jobs = of(STARTED, GREETING, WORDS, EMAIL, note, OWNED, REPLY).filter((job) => job.startsWith('index'));
    expect(jobs).toEqual(['index 1 0', 'index 3 0', 'index 4 0', 'index 5 0', 'index 7 0']);
  });

  it('[CV31] an address that the shop knew before counts as well', () => {
    const known = { ...STARTED, emailKnown: true } as Body;
    expect(of(known, OWNED, REPLY)).toContain('email 3 10000');
  });

  it('[TR5] has a missed handoff come again when the team is back, and none where it never is', () => {
    const missed = { kind: 'handoff.missed', by: { role: 'visitor' }, reason: 'asked' } as Body;
    expect(of(STARTED, WORDS, { ...missed, backAt: 60_001 } as Body)).toContain('handoff 3 60000');
    expect(of(STARTED, WORDS, { ...missed, backAt: 0 } as Body)).toContain('handoff 3 0');
    expect(of(STARTED, WORDS, missed).filter((job) => job.startsWith('handoff'))).toEqual([]);
  });

  it('[BL6] has a person’s blocking followed elsewhere, and not what followed from it', () => {
    const blocked = (by: Body['by']) => ({ kind: 'conversation.blocked', by }) as Body;
    expect(of(STARTED, WORDS, blocked(JONAS))).toContain('block 3 0');
    expect(of(STARTED, WORDS, blocked({ role: 'system' })).filter((job) => job.startsWith('block'))).toEqual([]);
  });

  it('[EN29] derives a job’s command from the job: the same job the same UUID, another job another', () => {
    expect(commandIdOf('j_1')).toBe(commandIdOf('j_1'));
    expect(commandIdOf('j_1')).not.toBe(commandIdOf('j_2'));
    expect(commandIdOf('j_1')).not.toBe(commandIdOf('j_1', 'second'));
    expect(commandIdOf('j_1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
