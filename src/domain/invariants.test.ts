import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../protocol/entries.ts';
import type { Conversation } from './conversation.ts';
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
  fc.constantFrom<Step>({ visitor: { type: 'handoff.request' } }, { visitor: { type: 'email.decline' } }),
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
      })
      .map(
        (reply): Step => ({
          system: { type: 'bot.reply', messages: [{ type: 'text', text: 'b' }], ...reply },
        }),
      ),
  },
);

/** A bot that often answers the right words, so that its turns are not all refused. */
const steps = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 40 });

function runOf(list: [Step, boolean][], each: (before: Run, after: Run, step: Step) => void): Run {
  return list.reduce<Run>((run, [next, aim]) => {
    const aimed: Step =
      aim && 'system' in next && next.system.type === 'bot.reply'
        ? { system: { ...next.system, basedOn: run.state?.lastVisitorSeq ?? 0 } }
        : next;
    const after = play(run, aimed);
    each(run, after, aimed);
    return after;
  }, emptyRun());
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
      expect(fold(log.map(erased))).toEqual(state);
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

/** What erasure leaves of an entry: its shape. */
function erased(entry: Entry): Entry {
  switch (entry.kind) {
    case 'message.sent':
      return entry.content.type === 'text' ? { ...entry, content: { type: 'text', text: '-' } } : entry;
    case 'choice.picked':
      return { ...entry, value: '-', label: '-' };
    case 'email.captured':
      return { ...entry, email: 'erased@example.invalid' };
    case 'note.added':
      return { ...entry, text: '-' };
    case 'survey.answered':
      return { ...entry, comment: undefined };
    default:
      return entry;
  }
}
