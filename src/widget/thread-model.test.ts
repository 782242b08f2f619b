import { describe, expect, it } from 'vitest';
import type { EntryBody } from '../protocol/entries.ts';
import { log, MARTA, NOW, settings, text, timeline } from './testing/fakes.ts';
import { buildThread, type Group, type ThreadInput } from './thread-model.ts';

const build = (input: Partial<ThreadInput>) => buildThread({ outbox: [], now: NOW, settings: settings(), ...input });
const groups = (input: Partial<ThreadInput>) => build(input).rows.filter((row): row is Group => row.is === 'group');
const kinds = (input: Partial<ThreadInput>) => build(input).rows.map((row) => row.is);
const waiting = (id: string, words: string, state: ThreadInput['outbox'][number]['state'] = { at: 'sending' }) => ({
  command: { type: 'message.send' as const, id, content: { type: 'text' as const, text: words } },
  at: NOW,
  state,
});

describe('thread', () => {
  it('[WI1] draws the greeting and its quick replies before there is a conversation', () => {
    const thread = build({});
    expect(thread.rows).toMatchObject([{ is: 'group', by: { role: 'bot' }, bubbles: [{ key: 'g0' }, { key: 'g1' }] }]);
    expect(thread.choices.map(({ label }) => label)).toEqual(['Where is my order?', 'Talk to a person']);
    expect(thread.talked).toBe(false);
  });

  it('[WI2] keeps the drawn greeting and the first words in place when the log brings them', () => {
    const before = groups({ outbox: [waiting('m1', 'Hi')] });
    const entries = log(
      ['bot', text('I am the assistant.')],
      ['bot', text('What can I find?')],
      ['visitor', text('Hi'), { command: 'm1' }],
    );
    const after = groups({ timeline: timeline(entries), outbox: [waiting('m1', 'Hi')] });
    const keys = (list: Group[]) => list.map(({ key, bubbles }) => [key, bubbles.map((bubble) => bubble.key)]);
    expect(keys(after)).toEqual(keys(before));
    expect(keys(after)).toEqual([
      ['g0', ['g0', 'g1']],
      ['m1', ['m1']],
    ]);
  });

  it('[WI3] groups what one sender says within two minutes', () => {
    const entries = log(
      ['visitor', text('a')],
      ['visitor', text('b')],
      [MARTA, text('c')],
      [{ ...MARTA, id: 'a_jonas' }, text('d')],
      ['visitor', text('e')],
      ['visitor', text('f'), { at: NOW }],
    );
    expect(groups({ timeline: timeline(entries) }).map(({ bubbles }) => bubbles.length)).toEqual([2, 1, 1, 1, 1]);
  });

  it('[WI4] sets days apart, and names the first one unless it is today', () => {
    const day = 86_400_000;
    const entries = log(['visitor', text('a'), { at: NOW - day }], ['visitor', text('b'), { at: NOW }]);
    expect(kinds({ timeline: timeline(entries) })).toEqual(['day', 'group', 'day', 'group']);
    expect(kinds({ timeline: timeline(entries.slice(1)) })).toEqual(['group']);
  });

  it('[WI5] sets apart what was unread when the panel opened', () => {
    const entries = log(['visitor', text('a')], ['bot', text('b')]);
    expect(kinds({ timeline: timeline(entries), newFrom: 2 })).toEqual(['group', 'new', 'group']);
    expect(kinds({ timeline: timeline(entries), newFrom: 0 })).toEqual(['group', 'group']);
  });

  it('[WI6] shows the state of the last own words, and of each that has not arrived', () => {
    const entries = log(['visitor', text('a')], ['bot', text('b')], ['visitor', text('c')]);
    const failed = waiting('m2', 'e', { at: 'failed', code: 'invalid', message: '' });
    const shown = groups({
      timeline: timeline(entries, { read: { visitor: 0, team: 3 } }),
      outbox: [waiting('m1', 'd'), failed],
    });
    expect(shown.map(({ delivery, read, last }) => [delivery.at, read, !!last])).toEqual([
      ['done', true, false],
      ['done', true, false],
      ['done', true, false],
      ['waiting', false, false],
      ['failed', false, true],
    ]);
  });

  it('[WI7] offers quick replies until the shopper has said something', () => {
    const choices: EntryBody = {
      kind: 'message.sent',
      content: { type: 'choices', text: 'Which?', choices: [{ value: 'a', label: 'A' }] },
    };
    const open = timeline(log(['bot', choices]));
    expect(build({ timeline: open }).choices).toHaveLength(1);
    expect(build({ timeline: open, outbox: [waiting('m1', 'x')] }).choices).toEqual([]);
    const picked = log(['bot', choices], ['visitor', { kind: 'choice.picked', value: 'a', label: 'A' }]);
    const after = build({ timeline: timeline(picked) });
    expect(after.choices).toEqual([]);
    expect(after.rows.at(-1)).toMatchObject({ by: { role: 'visitor' }, bubbles: [{ content: { text: 'A' } }] });
  });

  it('[WI8] shows the email card where it was last asked, saved once given and gone once declined', () => {
    const asked = log(
      ['system', { kind: 'email.requested' }],
      ['bot', text('x')],
      ['system', { kind: 'email.requested' }],
    );
    const emails = (input: Partial<ThreadInput>) =>
      groups(input).flatMap(({ bubbles }) => bubbles.filter(({ content }) => content.type === 'email'));
    expect(emails({ timeline: timeline(asked) })).toMatchObject([{ content: { saved: undefined } }]);
    const give = {
      command: { type: 'email.give' as const, id: 'm1', email: 'a@b.co' },
      at: NOW,
      state: { at: 'sending' as const },
    };
    expect(emails({ timeline: timeline(asked), outbox: [give] })).toMatchObject([{ content: { saved: 'a@b.co' } }]);
    const declined = [...asked, ...log(['visitor', { kind: 'email.declined' }])];
    expect(emails({ timeline: timeline(declined) })).toEqual([]);
  });

  it('[WI9] asks for a rating until there is one, on its way or arrived', () => {
    const asked = log([MARTA, text('Bye')], ['system', { kind: 'survey.requested' }]);
    const survey = (input: Partial<ThreadInput>) => build(input).rows.find((row) => row.is === 'survey');
    expect(survey({ timeline: timeline(asked) })).toMatchObject({ answered: false, agent: 'Marta' });
    const rated = [...asked, ...log(['visitor', { kind: 'survey.answered', rating: 5 }])];
    expect(survey({ timeline: timeline(rated) })).toMatchObject({ answered: true });
  });

  it('[WI10] ends a closed conversation with a line, and goes on when it is reopened', () => {
    const closed = log(['bot', text('x')], ['system', { kind: 'conversation.closed' }]);
    expect(build({ timeline: timeline(closed) })).toMatchObject({ over: true, choices: [] });
    expect(kinds({ timeline: timeline(closed) }).at(-1)).toBe('closed');
    const reopened = [...closed, ...log(['system', { kind: 'conversation.reopened' }])];
    expect(build({ timeline: timeline(reopened) }).over).toBe(false);
  });

  it('[WI11] shows the chat as closed to whom the server refuses', () => {
    expect(build({ unavailable: true })).toMatchObject({ over: true, choices: [] });
  });

  it('[WI12] names the person who has come, until the end', () => {
    const entries = log(['visitor', text('x')], ['system', { kind: 'handoff.accepted', agent: MARTA }]);
    expect(build({ timeline: timeline(entries) })).toMatchObject({ agent: { name: 'Marta' }, person: true });
    expect(kinds({ timeline: timeline(entries) })).toEqual(['group', 'joined']);
    const closed = [...entries, ...log(['system', { kind: 'conversation.closed' }])];
    expect(build({ timeline: timeline(closed) }).agent).toBeUndefined();
  });

  it('[WI13] knows which codes are applied, on their way or arrived', () => {
    const entries = log(['visitor', { kind: 'discount.applied', code: 'A' }]);
    const apply = {
      command: { type: 'discount.apply' as const, id: 'm1', code: 'B' },
      at: NOW,
      state: { at: 'queued' as const },
    };
    expect([...build({ timeline: timeline(entries), outbox: [apply] }).applied]).toEqual(['A', 'B']);
  });

  it('[WI14] says that the assistant is automated where it begins to speak', () => {
    const entries = log(
      ['bot', text('a')],
      ['visitor', text('b')],
      ['bot', text('c')],
      [MARTA, text('d')],
      ['bot', text('e')],
    );
    expect(groups({ timeline: timeline(entries) }).map((group) => !!group.introduced)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('[WI15] shows kinds that it does not know as nothing', () => {
    const strange = { kind: 'gift.wrapped' } as unknown as EntryBody;
    expect(kinds({ timeline: timeline(log(['system', strange], ['bot', text('x')])) })).toEqual(['group']);
  });

  it('[WI15] shows what lacks something of its kind as nothing, and goes on', () => {
    const spoilt = ['message.sent', 'choice.picked', 'handoff.accepted'].map((kind): ['bot', EntryBody] => [
      'bot',
      { kind } as unknown as EntryBody,
    ]);
    expect(kinds({ timeline: timeline(log(...spoilt, ['bot', text('x')])) })).toEqual(['group']);
  });

  it('[WI4] takes a clock that is behind for no other day than that of the last words', () => {
    const entries = log(['bot', text('x')], ['visitor', text('y')]);
    expect(kinds({ timeline: timeline(entries), now: NOW - 86_400_000 })).toEqual(['group', 'group']);
  });
});
