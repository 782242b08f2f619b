import { describe, expect, it } from 'vitest';
import type { Content } from '../protocol/content.ts';
import type { Team } from './decision.ts';
import { folderOf } from './folder.ts';
import { asksForPerson, botReplies, closes, play, playAll, replies, type Step, says } from './testing/run.ts';

const text = (words: string): Content => ({ type: 'text', text: words });
const MONDAY = 1_000_000;
const away: Team = { open: false, backAt: MONDAY, words: text('Back on Monday.') };
const never: Team = { open: false, words: text('Sorry, we are currently unavailable.') };
const inside: Team = { open: true, words: text('A person answers within minutes.') };

/** The same step while the team is so. */
const during = (team: Team, step: Step, facts = {}): Step => ({ ...step, facts: { team, ...facts } });
const asksIn = (team: Team, facts = {}): Step => during(team, asksForPerson, facts);
const botCalls = (basedOn: number, team: Team): Step =>
  during(team, botReplies(basedOn, { handoff: 'not_understood' }));
const botGivesUp = (basedOn: number, team: Team): Step => ({
  system: { type: 'bot.reply', basedOn, messages: [], fallback: false, handoff: 'bot_failed' },
  facts: { team },
});
const resumes = (missed: number): Step => ({ system: { type: 'handoff.resume', missed } });
const gives: Step = { visitor: { type: 'email.give', email: 'ines@example.com' } };
const declines: Step = { visitor: { type: 'email.decline' } };
const deactivates: Step = { agent: { type: 'conversation.deactivate' } };
/** Asked on Saturday: started, greeting, words, excuse, missed (5), invitation. */
const onSaturday = [says(), asksIn(away)];
const MISSED = 5;

const TOLD = ['message.sent', 'handoff.missed', 'email.requested'];

describe('a person is wanted', () => {
  it.each<[rule: string, says: string, given: Step[], when: Step, makes: string[] | string]>([
    [
      'TR2',
      'within the hours, or without any: they are called',
      [says()],
      asksIn({ open: true }),
      ['handoff.requested', 'email.requested'],
    ],
    ['TR3', 'while the team is away: the bot says so and invites an address', [says()], asksIn(away), TOLD],
    ['TR3', 'as the first thing of all', [], asksIn(away), ['conversation.started', 'message.sent', ...TOLD]],
    [
      'TR3',
      'an address that is known is not asked for',
      [says(), gives],
      asksIn(away),
      ['message.sent', 'handoff.missed'],
    ],
    ['TR3', 'one that was declined is not asked for again', [...onSaturday, declines], asksIn(away), ['message.sent']],
    ['TR3', 'asked again, it is told again and noted once', onSaturday, asksIn(away), ['message.sent']],
    [
      'TR3',
      'asked again under other hours, it is noted anew',
      onSaturday,
      asksIn({ ...away, backAt: 7 }),
      ['message.sent', 'handoff.missed'],
    ],
    [
      'TR3',
      'asked again when the team is back: they are called',
      onSaturday,
      asksIn({ open: true }),
      ['handoff.requested'],
    ],
    ['TR3', 'by the bot itself', [says()], botCalls(3, away), ['message.sent', ...TOLD]],
    ['TR3', 'because the bot has failed: the excuse is the answer', [says()], botGivesUp(3, away), TOLD],
    [
      'TR4',
      'where nobody ever comes: the bot says so and asks for nothing',
      [says()],
      asksIn(never),
      ['message.sent', 'handoff.missed'],
    ],
    ['TR4', 'again: it says so again', [says(), asksIn(never)], asksIn(never), ['message.sent']],
    ['TR5', 'for later: the team is back', onSaturday, resumes(MISSED), ['handoff.requested']],
    [
      'TR5',
      'and a conversation that was put aside comes back',
      [...onSaturday, deactivates],
      resumes(MISSED),
      ['handoff.requested', 'conversation.activated'],
    ],
    ['TR5', 'but somebody has come meanwhile', [...onSaturday, replies()], resumes(MISSED), 'stale'],
    ['TR5', 'but it is closed', [...onSaturday, closes()], resumes(MISSED), 'stale'],
    ['TR5', 'but it was asked again and granted', [...onSaturday, asksIn({ open: true })], resumes(MISSED), 'stale'],
    ['TR5', 'but another missed one counts', [...onSaturday, asksIn({ ...away, backAt: 7 })], resumes(MISSED), 'stale'],
    ['TR5', 'but the shopper is blocked', onSaturday, { ...resumes(MISSED), facts: { blocked: true } }, 'stale'],
    [
      'TR6',
      'for the first time: the first reply comes before',
      [says()],
      asksIn(inside),
      ['message.sent', 'handoff.requested', 'email.requested'],
    ],
    [
      'TR6',
      'after the bot’s own words',
      [says()],
      botCalls(3, inside),
      ['message.sent', 'message.sent', 'handoff.requested', 'email.requested'],
    ],
    ['TR6', 'after an excuse: without it', onSaturday, asksIn(inside), ['handoff.requested']],
  ])('[%s] %s', (_rule, _says, given, when, makes) => {
    const { last } = play(playAll(given), when);
    expect(last.ok ? last.entries.map(({ kind }) => kind) : last.code).toEqual(makes);
  });

  it('[TR3] the bot keeps the floor until the team is back, and the team sees that somebody waits', () => {
    const { log, state } = playAll(onSaturday);
    expect(log.find(({ seq }) => seq === MISSED)).toMatchObject({ kind: 'handoff.missed', backAt: MONDAY });
    expect(state).toMatchObject({
      status: { at: 'bot' },
      personWanted: true,
      missed: { seq: MISSED, reason: 'asked' },
    });
    expect(folderOf(state!)).toBe('chatbot');
    const later = play(play({ state, log, last: { ok: true, entries: [] } }, says()), botReplies(7));
    expect(later.last.ok).toBe(true);
    const back = play(later, resumes(MISSED));
    expect(folderOf(back.state!)).toBe('new');
    expect(back.state).not.toHaveProperty('missed');
    expect(back.log.at(-1)).toMatchObject({ by: { role: 'system' }, reason: 'asked' });
  });

  it('[TR4] nobody is waited for where nobody ever comes', () => {
    const { state } = playAll([says(), asksIn(never)]);
    expect(state).toMatchObject({ status: { at: 'bot' }, personWanted: false, email: 'unknown' });
    expect(play(playAll([says(), asksIn(never)]), resumes(MISSED)).last.ok).toBe(true);
  });

  it('[TR3] the excuse answers the words that it follows: the bot is not asked about them again', () => {
    const { log, state } = playAll([says(), botGivesUp(3, away)]);
    expect(log[3]).toMatchObject({ by: { role: 'bot' }, basedOn: 3, content: { text: 'Back on Monday.' } });
    expect(state?.lastVisitorSeq).toBe(0);
  });

  it('[TR6] the first reply is the bot’s, in the same breath as the call', () => {
    const { log } = playAll([says(), asksIn(inside)]);
    expect(log[3]).toMatchObject({ by: { role: 'bot' }, content: { text: 'A person answers within minutes.' } });
    expect(log[4]).toMatchObject({ kind: 'handoff.requested', by: { role: 'visitor' }, command: log[3]?.command });
  });
});

describe('an address', () => {
  it.each<[says: string, given: Step[], when: Step, facts: object, makes: string[]]>([
    [
      'asked for at the start is not asked for again',
      [{ ...says(), facts: { askEmail: 'start' } }],
      asksForPerson,
      {},
      ['handoff.requested'],
    ],
    [
      'declined at the start neither',
      [{ ...says(), facts: { askEmail: 'start' } }, declines],
      asksForPerson,
      {},
      ['handoff.requested'],
    ],
    [
      'may be followed by another',
      [says(), gives],
      { visitor: { type: 'email.give', email: 'work@example.com' } },
      {},
      ['email.captured'],
    ],
    ['may be given after it was declined', [says(), asksForPerson, declines], gives, {}, ['email.captured']],
  ])('[CV30] %s', (_, given, when, facts, makes) => {
    const { last } = play(playAll(given), { ...when, facts: { ...when.facts, ...facts } } as Step);
    expect(last.ok ? last.entries.map(({ kind }) => kind) : last.code).toEqual(makes);
  });

  it('[CV31] that the shop knows already counts from the start of the next conversation', () => {
    const { log, state } = playAll([{ ...says(), facts: { emailKnown: true } }]);
    expect(log[0]).toMatchObject({ kind: 'conversation.started', emailKnown: true });
    expect(state?.email).toBe('given');
    expect(playAll([says()]).state?.email).toBe('unknown');
  });
});
