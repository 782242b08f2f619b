import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Entry, Entry as EntrySchema } from '../protocol/entries.ts';
import type { Conversation } from './conversation.ts';
import type { Facts } from './decision.ts';
import { eraseEntry, eraseState } from './erase.ts';
import { evolve } from './evolve.ts';
import { emptyRun, JONAS, PRIYA, play, type Run, type Step } from './testing/run.ts';
import { forVisitor } from './visible.ts';

const agentTypes = [
  'unassign',
  'reopen',
  'archive',
  'unarchive',
  'activate',
  'deactivate',
  'prioritise',
  'deprioritise',
  'block',
  'unblock',
] as const;

const who = fc.constantFrom(JONAS, PRIYA);
const may = fc.constantFrom<('chat' | 'unblock' | 'reports')[]>(['chat'], ['chat', 'unblock'], ['reports']);
const text = fc.string({ minLength: 1, maxLength: 8 });
const line = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  name: fc.string({ minLength: 1, maxLength: 60 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  price: fc.integer({ min: 1, max: 90 }),
});

const words = { type: 'text', text: 'w' } as const;
/** A team that is there, with and without a first reply, that is away, and that never comes. */
const team = fc.constantFrom<Partial<Facts>>(
  {},
  { team: { open: true, words } },
  { team: { open: false, backAt: 5000, words } },
  { team: { open: false, words } },
);

/** Any command, valid in some state and invalid in most. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: text.map((t): Step => ({ visitor: { type: 'message.send', content: { type: 'text', text: t } } })),
  },
  text.map((value): Step => ({ visitor: { type: 'choice.pick', value, label: value } })),
  fc
    .uniqueArray(line, { selector: (l) => l.id })
    .map((lines): Step => ({ visitor: { type: 'cart.report', cart: { currency: 'EUR', subtotal: 1, lines } } })),
  team.map((facts): Step => ({ visitor: { type: 'handoff.request' }, facts })),
  fc.constant<Step>({ visitor: { type: 'email.decline' } }),
  fc.integer({ min: 0, max: 40 }).map((missed): Step => ({ system: { type: 'handoff.resume', missed } })),
  fc
    .constantFrom(true, false, undefined)
    .map((blocked): Step => ({ system: { type: 'conversation.follow_block' }, facts: { blocked } })),
  fc.constant<Step>({ visitor: { type: 'email.give', email: 'ines@example.com' } }),
  fc
    .integer({ min: 1, max: 5 })
    .map((rating): Step => ({ visitor: { type: 'survey.answer', conversation: 'c_0123456789abcdef', rating } })),
  fc.boolean().map(
    (known): Step => ({
      visitor: { type: 'discount.apply', code: 'TEN' },
      facts: known ? { discount: { code: 'TEN' } } : {},
    }),
  ),
  {
    weight: 3,
    arbitrary: fc.record({ as: who, may, seen: fc.integer({ min: 0, max: 40 }) }).map(
      ({ as, may: m, seen }): Step => ({
        agent: { type: 'message.send', content: { type: 'text', text: 'x' }, seen },
        as,
        may: m,
      }),
    ),
  },
  fc
    .record({ as: who, may, type: fc.constantFrom(...agentTypes) })
    .map(({ as, may: m, type }): Step => ({ agent: { type: `conversation.${type}` }, as, may: m })),
  fc.record({ as: who, mayChat: fc.boolean() }).map(
    ({ as, mayChat }): Step => ({
      agent: { type: 'conversation.assign', agent: as.id },
      facts: { assignee: { ...as, mayChat } },
    }),
  ),
  fc
    .record({ as: who, survey: fc.boolean(), department: fc.constantFrom('Sales', 'Nowhere') })
    .map(({ as, ...rest }): Step => ({ agent: { type: 'conversation.close', ...rest }, as })),
  text.map((t): Step => ({ agent: { type: 'note.add', text: t } })),
  {
    weight: 4,
    arbitrary: fc
      .record({
        basedOn: fc.integer({ min: 0, max: 40 }),
        fallback: fc.boolean(),
        handoff: fc.constantFrom(undefined, 'not_understood' as const),
        facts: team,
      })
      .map(
        ({ facts, ...reply }): Step => ({
          system: { type: 'bot.reply', messages: [{ type: 'text', text: 'b' }], ...reply },
          facts,
        }),
      ),
  },
);

/** A bot that often answers the right words, so that its turns are not all refused. */
const steps = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 40 });

function runOf(list: [Step, boolean][], each: (before: Run, after: Run, step: Step) => void, from = emptyRun()): Run {
  return list.reduce<Run>((run, [next, aim]) => {
    const aimed: Step =
      aim && 'system' in next && next.system.type === 'bot.reply'
        ? { ...next, system: { ...next.system, basedOn: run.state?.lastVisitorSeq ?? 0 } }
        : aim && 'system' in next && next.system.type === 'handoff.resume'
          ? { system: { ...next.system, missed: run.state?.missed?.seq ?? 0 } }
          : next;
    const after = play(run, aimed);
    each(run, after, aimed);
    return after;
  }, from);
}

const check = (property: (list: [Step, boolean][]) => void): void => {
  fc.assert(fc.property(steps, property), { numRuns: 400 });
};

describe('invariants, for any order of valid and invalid commands', () => {
  it('[IV1] both numberings have no gap', () => {
    check((list) => {
      const { log } = runOf(list, () => undefined);
      expect(log.map((entry) => entry.seq)).toEqual(log.map((_, index) => index + 1));
      const pubs = log.flatMap((entry) => entry.pub ?? []);
      expect(pubs).toEqual(pubs.map((_, index) => index + 1));
    });
  });

  it('[IV2] there is one owner or none, and every message of an agent is by the owner', () => {
    check((list) => {
      let owner: string | undefined;
      for (const entry of runOf(list, () => undefined).log) {
        if (entry.kind === 'conversation.assigned') owner = entry.agent.id;
        if (entry.kind === 'conversation.unassigned') owner = undefined;
        if (entry.kind === 'message.sent' && entry.by.role === 'agent') expect(entry.by.id).toBe(owner);
      }
    });
  });

  it('[IV3] the bot never speaks after a person has, or after one was wanted', () => {
    check((list) => {
      let silent = false;
      for (const entry of runOf(list, () => undefined).log) {
        if (entry.kind === 'message.sent' && entry.by.role === 'bot') expect(silent).toBe(false);
        if (entry.kind === 'handoff.requested' || entry.kind === 'conversation.assigned') silent = true;
      }
    });
  });

  it('[IV4] nothing but the unblocking follows a block', () => {
    check((list) => {
      runOf(list, (before, after) => {
        if (before.state?.status.at !== 'closed' || !before.state.status.blocked) return;
        const made = after.log.slice(before.log.length).map((entry) => entry.kind);
        expect(made.filter((kind) => kind !== 'conversation.unblocked')).toEqual([]);
      });
    });
  });

  it('[IV5] a refusal changes nothing, and time does not decrease', () => {
    check((list) => {
      const { log } = runOf(list, (before, after) => {
        if (!after.last.ok) expect(after.state).toBe(before.state);
      });
      const times = log.map((entry) => entry.at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    });
  });

  it('[IV6] the state is what its entries make it, also when their texts have been erased', () => {
    check((list) => {
      const { log, state } = runOf(list, () => undefined);
      const fold = (entries: Entry[]) => entries.reduce<Conversation | undefined>(evolve, undefined);
      expect(fold(log)).toEqual(state);
      expect(fold(log.map(eraseEntry))).toEqual(state && eraseState(state));
    });
  });

  it('[ER7] an erased log goes on as it would have, and every entry of it is still one', () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const run = runOf(before, () => undefined);
        const bare = { ...run, log: run.log.map(eraseEntry), state: run.state && eraseState(run.state) };
        const shape = ({ log }: Run) =>
          log.map(({ seq, pub, at, kind, by, command }) => [seq, pub, at, kind, by, command]);
        expect(shape(runOf(after, () => undefined, bare))).toEqual(shape(runOf(after, () => undefined, run)));
        for (const entry of bare.log) {
          expect(entry.erased).toBe(true);
          expect(v.safeParse(EntrySchema, entry).success).toBe(true);
          expect(eraseEntry(entry)).toEqual(entry);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[IV8] a person who is owed is owed to somebody: only the bot’s conversations wait for the team to be back', () => {
    check((list) => {
      runOf(list, (_, { state }) => {
        if (state?.missed) expect(state.status.at).toBe('bot');
      });
    });
  });

  it('[IV7] the shopper’s view holds no team entry and no number of the team’s', () => {
    check((list) => {
      const shown = runOf(list, () => undefined).log.flatMap((entry) => forVisitor(entry) ?? []);
      expect(shown.map((entry) => entry.position)).toEqual(shown.map((_, index) => index + 1));
      for (const entry of shown) {
        expect(entry).not.toHaveProperty('seq');
        expect(entry).not.toHaveProperty('basedOn');
        expect(entry.kind).not.toMatch(/^(note|cart)\./);
      }
    });
  });
});
