import { describe, expect, it } from 'vitest';
import type { Cart } from '../protocol/cart.ts';
import { folderOf } from './folder.ts';
import {
  asksForPerson,
  botReplies,
  closes,
  GREETING,
  JONAS,
  PRIYA,
  play,
  playAll,
  replies,
  type Step,
  says,
} from './testing/run.ts';

interface Row {
  rule: string;
  says: string;
  given: Step[];
  when: Step;
  /** Kinds of the entries that the step makes, or the code of its refusal. */
  makes: string[] | string;
}

const mug: Cart = {
  currency: 'EUR',
  subtotal: 48,
  lines: [{ id: 'mug', name: 'Dipped stoneware mug', quantity: 2, price: 24 }],
};
const empty: Cart = { currency: 'EUR', subtotal: 0, lines: [] };
const reports = (cart: Cart): Step => ({ visitor: { type: 'cart.report', cart } });
const gives: Step = { visitor: { type: 'email.give', email: 'ines@example.com' } };
const rates: Step = {
  visitor: { type: 'survey.answer', conversation: 'c_0123456789abcdef', rating: 5, comment: 'Kind' },
};
const blocks: Step = { agent: { type: 'conversation.block' } };
const does = (
  type: 'archive' | 'unarchive' | 'activate' | 'deactivate' | 'prioritise' | 'deprioritise' | 'reopen' | 'unassign',
  facts = {},
): Step => ({ agent: { type: `conversation.${type}` }, facts });
const assigns = (mayChat = true): Step => ({
  agent: { type: 'conversation.assign', agent: PRIYA.id },
  facts: { assignee: { ...PRIYA, mayChat } },
});
const applies = (known = true): Step => ({
  visitor: { type: 'discount.apply', code: 'WELCOME10' },
  facts: known ? { discount: { code: 'WELCOME10', percent: 10 } } : {},
});

const row = (rule: string, says: string, given: Step[], when: Step, makes: Row['makes']): Row => ({
  rule,
  says,
  given,
  when,
  makes,
});

const rows: Row[] = [
  row('CV1', 'the first words open the conversation with the greeting that was shown', [], says(), [
    'conversation.started',
    'message.sent',
    'message.sent',
  ]),
  row('CV1', 'an address opens it as well', [], gives, ['conversation.started', 'message.sent', 'email.captured']),
  row('CV1', 'a cart alone does not', [], reports(mug), 'not_found'),
  row('CV2', 'later words only follow', [says()], says(), ['message.sent']),
  row(
    'CV3',
    'a quick reply is the shopper’s words',
    [says()],
    { visitor: { type: 'choice.pick', value: 'returns', label: 'Returns' } },
    ['choice.picked'],
  ),
  row('CV4', 'a new line is an addition', [says()], reports(mug), ['cart.added']),
  row('CV4', 'the same cart again is nothing', [says(), reports(mug)], reports(mug), []),
  row(
    'CV4',
    'another quantity is an update',
    [says(), reports(mug)],
    reports({ ...mug, lines: [{ ...mug.lines[0]!, quantity: 1 }] }),
    ['cart.updated'],
  ),
  row('CV4', 'a line that is gone is a removal', [says(), reports(mug)], reports(empty), ['cart.removed']),
  row('CV6', 'asking for a person invites an address', [says()], asksForPerson, [
    'handoff.requested',
    'email.requested',
  ]),
  row('CV6', 'not when the address is known', [says(), gives], asksForPerson, ['handoff.requested']),
  row('CV6', 'not when the shop never asks', [says()], { ...asksForPerson, facts: { askEmail: 'never' } }, [
    'handoff.requested',
  ]),
  row('CV6', 'not again while a person is wanted already', [says(), asksForPerson], asksForPerson, 'no_change'),
  row(
    'CV7',
    'an address that was asked for can be declined',
    [says(), asksForPerson],
    { visitor: { type: 'email.decline' } },
    ['email.declined'],
  ),
  row('CV7', 'and not where none was asked for', [says()], { visitor: { type: 'email.decline' } }, 'no_change'),
  row('CV8', 'an agent’s first message takes over and introduces them', [says()], replies(), [
    'conversation.assigned',
    'handoff.accepted',
    'message.sent',
  ]),
  row('CV8', 'the next one is only a message', [says(), replies()], replies(), ['message.sent']),
  row('CV8', 'one who was assigned is introduced at their first words', [says(), assigns()], replies(PRIYA), [
    'handoff.accepted',
    'message.sent',
  ]),
  row(
    'CV9',
    'whoever has not seen the new owner is overtaken',
    [says(), replies(JONAS)],
    replies(PRIYA, 3),
    'overtaken',
  ),
  row('CV9', 'whoever has seen it takes over knowingly', [says(), replies(JONAS)], replies(PRIYA, 6), [
    'conversation.assigned',
    'handoff.accepted',
    'message.sent',
  ]),
  row('CV10', 'a note is kept and assigns nobody', [says()], { agent: { type: 'note.add', text: 'VIP' } }, [
    'note.added',
  ]),
  row('CV10', 'a note may follow the close', [says(), closes()], { agent: { type: 'note.add', text: 'VIP' } }, [
    'note.added',
  ]),
  row('CV11', 'assigning goes to those who may chat', [says()], assigns(), ['conversation.assigned']),
  row('CV11', 'and to nobody else', [says()], assigns(false), 'not_assignable'),
  row('CV11', 'unassigning makes it wanted again', [says(), assigns()], does('unassign'), ['conversation.unassigned']),
  row('CV11', 'without an owner there is none to take away', [says()], does('unassign'), 'no_change'),
  row('CV12', 'closing files it under a department and asks for a rating', [says(), replies()], closes(true, 'Sales'), [
    'conversation.moved',
    'survey.requested',
    'conversation.closed',
  ]),
  row('CV12', 'an unknown department stops it', [says()], closes(true, 'Nowhere'), 'unknown_department'),
  row('CV12', 'without survey nobody is asked', [says()], closes(false), ['conversation.closed']),
  row('CV12', 'what is closed does not close again', [says(), closes()], closes(), 'closed'),
  row('CV13', 'a rating answers the survey', [says(), closes()], rates, ['survey.answered']),
  row('CV13', 'only once', [says(), closes(), rates], rates, 'no_change'),
  row('CV13', 'and only when asked', [says(), closes(false)], rates, 'no_survey'),
  row('CV14', 'words after the close belong to the next conversation', [says(), closes()], says(), 'closed'),
  row('CV14', 'an address after the close is still taken', [says(), closes()], gives, ['email.captured']),
  row('CV14', 'an agent’s message after the close is refused', [says(), replies(), closes()], replies(), 'closed'),
  row('CV15', 'reopening gives it to whoever reopens', [says(), closes()], does('reopen'), [
    'conversation.reopened',
    'conversation.assigned',
  ]),
  row('CV15', 'from the archive as well', [says(), closes(), does('archive')], does('reopen'), [
    'conversation.unarchived',
    'conversation.reopened',
    'conversation.assigned',
  ]),
  row(
    'CV15',
    'not while the customer talks elsewhere',
    [says(), closes()],
    does('reopen', { openElsewhere: true }),
    'open_elsewhere',
  ),
  row('CV15', 'what is open does not reopen', [says()], does('reopen'), 'not_closed'),
  row('CV16', 'only closed conversations are archived', [says()], does('archive'), 'not_closed'),
  row('CV16', 'and come back', [says(), closes(), does('archive')], does('unarchive'), ['conversation.unarchived']),
  row('CV17', 'inactive by hand', [says()], does('deactivate'), ['conversation.deactivated']),
  row('CV17', 'active by hand', [says(), does('deactivate')], does('activate'), ['conversation.activated']),
  row('CV17', 'the shopper’s words bring it back', [says(), does('deactivate')], says(), [
    'message.sent',
    'conversation.activated',
  ]),
  row('CV18', 'priority on', [says()], does('prioritise'), ['conversation.prioritised']),
  row('CV18', 'priority off only when on', [says()], does('deprioritise'), 'no_change'),
  row('CV19', 'a topic by hand', [says()], { agent: { type: 'conversation.set_topic', topics: ['Shipping'] } }, [
    'conversation.topic_set',
  ]),
  row('CV19', 'a department by hand', [says()], { agent: { type: 'conversation.move', department: 'Sales' } }, [
    'conversation.moved',
  ]),
  row('CV20', 'blocking closes', [says()], blocks, ['conversation.blocked', 'conversation.closed']),
  row('CV20', 'what the blocked shopper writes is refused', [says(), blocks], says(), 'unavailable'),
  row('CV20', 'the bot is silent too', [says(), blocks], botReplies(3), 'stale'),
  row('CV20', 'the team only reads', [says(), blocks], { agent: { type: 'note.add', text: 'x' } }, 'closed'),
  row(
    'CV21',
    'only those who may unblock do',
    [says(), blocks],
    { agent: { type: 'conversation.unblock' } },
    'forbidden',
  ),
  row('CV21', 'and they can', [says(), blocks], { agent: { type: 'conversation.unblock' }, may: ['chat', 'unblock'] }, [
    'conversation.unblocked',
  ]),
  row('CV22', 'the bot answers the latest words', [says()], botReplies(3), ['message.sent']),
  row('CV22', 'not older ones', [says(), says()], botReplies(3), 'stale'),
  row('CV22', 'not twice', [says(), botReplies(3)], botReplies(3), 'stale'),
  row('CV22', 'not once a person owns it', [says(), replies(), says()], botReplies(7), 'stale'),
  row('CV22', 'not while a person is wanted', [says(), asksForPerson, says()], botReplies(6), 'stale'),
  row('CV23', 'the bot may call a person', [says()], botReplies(3, { handoff: 'not_understood' }), [
    'message.sent',
    'handoff.requested',
    'email.requested',
  ]),
  row('CV24', 'a code that exists is applied', [says()], applies(), ['discount.applied']),
  row('CV24', 'once', [says(), applies()], applies(), []),
  row('CV24', 'and no other', [says()], applies(false), 'unknown_discount'),
  row(
    'CV25',
    'an email’s outcome is told',
    [says(), replies()],
    { system: { type: 'message.deliver_by_email', message: 6 } },
    ['message.delivered_by_email'],
  ),
  row(
    'CV26',
    'who may not chat changes nothing',
    [says()],
    { agent: { type: 'note.add', text: 'x' }, may: ['reports'] },
    'forbidden',
  ),
];

describe('decide', () => {
  for (const row of rows) {
    it(`[${row.rule}] ${row.says}`, () => {
      const before = playAll(row.given);
      const { last } = play(before, row.when);
      expect(last.ok ? last.entries.map((entry) => entry.kind) : last.code).toEqual(row.makes);
    });
  }

  it('[CV1] keeps the greeting word for word, as the bot’s', () => {
    const { log } = playAll([says('Hello?')]);
    expect(log[1]).toMatchObject({ by: { role: 'bot' }, content: GREETING[0], seq: 2, pub: 1 });
    expect(log[2]).toMatchObject({ by: { role: 'visitor' }, content: { text: 'Hello?' }, seq: 3, pub: 2 });
  });

  it('[CV5] leaves out a product name of 41 characters, and keeps one of 40', () => {
    const named = (length: number): Cart => ({ ...mug, lines: [{ ...mug.lines[0]!, name: 'x'.repeat(length) }] });
    const long = playAll([says(), reports(named(41))]).log.at(-1);
    const short = playAll([says(), reports(named(40))]).log.at(-1);
    expect(long).toMatchObject({ kind: 'cart.added', subtotal: 48, lines: [{ quantity: 2 }] });
    expect(JSON.stringify(long)).not.toContain('xxx');
    expect(short).toMatchObject({ line: { name: 'x'.repeat(40) } });
  });

  it('[CV23] counts misunderstandings in a row and forgets them once it has understood', () => {
    const missed = playAll([says(), botReplies(3, { fallback: true }), says(), botReplies(5, { fallback: true })]);
    expect(missed.state?.status).toEqual({ at: 'bot', misses: 2 });
    expect(play(play(missed, says()), botReplies(7)).state?.status).toEqual({ at: 'bot', misses: 0 });
  });

  it('[CV27] stands in New while a person is wanted, In progress while one owns it', () => {
    const folder = (...steps: Step[]) => folderOf(playAll([says(), ...steps]).state!);
    expect(folder()).toBe('chatbot');
    expect(folder(asksForPerson)).toBe('new');
    expect(folder(replies())).toBe('in_progress');
    expect(folder(assigns(), does('unassign'))).toBe('new');
    expect(folder(closes())).toBe('closed');
    expect(folder(closes(), does('archive'))).toBe('archived');
  });
});
