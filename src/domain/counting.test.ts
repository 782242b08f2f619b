import { describe, expect, it } from 'vitest';
import type { Entry } from '../protocol/entries.ts';
import type { OpeningHours } from '../protocol/hours.ts';
import { episodesOf } from './episodes.ts';
import { escalationsOf } from './response-times.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const JONAS = { role: 'agent', id: 'a_jonas', name: 'Jonas' } as const;
const PRIYA = { id: 'a_priya', name: 'Priya' };
type Told = [minute: number, by: Entry['by']['role'], kind: string, more?: object];

/** A log by the minute, from a Monday morning at nine. */
const NINE = Date.parse('2026-01-05T09:00:00Z');
const log = (...told: Told[]): Entry[] =>
  told.map(([minute, role, kind, more], index) => {
    const by = role === 'agent' ? JONAS : { role };
    return { seq: index + 1, at: NINE + minute * MINUTE, v: 1, by, kind, ...more } as unknown as Entry;
  });
const greeting = (minute: number): Told => [minute, 'bot', 'message.sent'];
const says = (minute: number): Told => [minute, 'visitor', 'message.sent'];
const bot = (minute: number): Told => [minute, 'bot', 'message.sent', { basedOn: 2 }];
const agent = (minute: number): Told => [minute, 'agent', 'message.sent'];
const wanted = (minute: number): Told => [minute, 'visitor', 'handoff.requested', { reason: 'asked' }];
const takes = (minute: number): Told => [minute, 'agent', 'conversation.assigned', { agent: JONAS }];
const givesToPriya = (minute: number): Told => [minute, 'agent', 'conversation.assigned', { agent: PRIYA }];
const closed = (minute: number): Told => [minute, 'agent', 'conversation.closed'];
const reopened = (minute: number): Told => [minute, 'agent', 'conversation.reopened'];

describe('conversations, as they are counted', () => {
  it.each<[rule: string, says: string, told: Told[], counted: string[]]>([
    ['CN1', 'the shopper’s first words begin one; the greeting does not', [greeting(0), says(0)], ['0']],
    ['CN1', 'nothing but a greeting counts for nothing', [greeting(0)], []],
    [
      'CN1',
      'an address or a wish for a person are first words too',
      [greeting(0), [1, 'visitor', 'email.captured']],
      ['1'],
    ],
    ['CN2', 'words within ten minutes go on', [says(0), bot(1), says(10)], ['0 engaged']],
    ['CN2', 'words after ten minutes of silence begin another', [says(0), bot(1), says(11)], ['0 engaged', '11']],
    ['CN2', 'an agent’s words are no silence', [says(0), agent(8), says(17)], ['0 engaged answered']],
    ['CN2', 'whoever is answered late has not begun anew', [says(0), agent(120), says(121)], ['0 engaged answered']],
    [
      'CN2',
      'what nobody says is silence: a note, an assignment',
      [says(0), [9, 'agent', 'note.added'], takes(9), says(12)],
      ['0', '12'],
    ],
    [
      'CN3',
      'words after a close and a reopening begin another',
      [says(0), agent(1), closed(2), reopened(3), says(4)],
      ['0 engaged answered', '4'],
    ],
    [
      'CN3',
      'a rating and an address after the close do not',
      [says(0), closed(2), [3, 'visitor', 'survey.answered'], [30, 'visitor', 'email.captured']],
      ['0'],
    ],
    [
      'CN4',
      'an answer beyond the greeting engages; a person’s answers',
      [greeting(0), says(0), bot(1), agent(2)],
      ['0 engaged answered'],
    ],
    ['CN4', 'the greeting alone does not, nor a greeting of the second', [says(0), greeting(1)], ['0']],
    [
      'CN4',
      'each counts for itself',
      [says(0), bot(1), says(20), says(40), agent(41)],
      ['0 engaged', '20', '40 engaged answered'],
    ],
  ])('[%s] %s', (_rule, _says, told, counted) => {
    const shown = episodesOf(log(...told)).map(({ startedAt, engaged, answered }) =>
      [(startedAt - NINE) / MINUTE, engaged && 'engaged', answered && 'answered']
        .filter((word) => word !== false)
        .join(' '),
    );
    expect(shown).toEqual(counted);
  });
});

const nineToFive: OpeningHours = {
  timeZone: 'UTC',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 9 * 60, to: 17 * 60 })),
};
const DAY = 24 * 60;

describe('times of an escalation', () => {
  const of = (...told: Told[]) =>
    escalationsOf(log(...told), nineToFive).map(({ at, firstResponseMs, responsesMs, resolutionMs }) => ({
      at: (at - NINE) / MINUTE,
      first: firstResponseMs === undefined ? undefined : firstResponseMs / MINUTE,
      responses: responsesMs.map((ms) => ms / MINUTE),
      resolution: resolutionMs === undefined ? undefined : resolutionMs / MINUTE,
    }));

  it('[CN5] run from the wish for a person: to the first words, from words to words, to the close', () => {
    const told = [
      says(0),
      bot(1),
      wanted(5),
      takes(12),
      agent(12),
      says(20),
      says(22),
      agent(30),
      agent(31),
      closed(60),
    ];
    expect(of(...told)).toEqual([{ at: 5, first: 7, responses: [7, 10], resolution: 55 }]);
  });

  it('[CN5] are open while nothing has come yet', () => {
    expect(of(says(0), bot(1))).toEqual([]);
    expect(of(says(0), wanted(5))).toEqual([{ at: 5, first: undefined, responses: [], resolution: undefined }]);
  });

  it('[CN6] have no first response where a person came unasked, and one where a colleague was sent', () => {
    expect(of(says(0), takes(3), agent(3), says(4), agent(6), closed(9))).toEqual([
      { at: 3, first: undefined, responses: [2], resolution: 6 },
    ]);
    expect(of(says(0), givesToPriya(3), agent(8))).toMatchObject([{ at: 3, first: 5, responses: [5] }]);
  });

  it('[CN7] count business time only', () => {
    // Wanted at half past four, answered the next morning at a quarter past nine, closed two days later at ten.
    const told = [wanted(450), agent(DAY + 15), closed(3 * DAY + 60)];
    expect(of(...told)).toMatchObject([{ first: 45, responses: [45], resolution: 30 + 480 + 480 + 60 }]);
    const always = escalationsOf(log(...told), { timeZone: 'UTC', hours: [] });
    expect(always[0]?.firstResponseMs).toBe((DAY + 15 - 450) * MINUTE);
    expect(escalationsOf(log(wanted(9 * 60), agent(14 * 60)), nineToFive)[0]?.firstResponseMs).toBe(0 * HOUR);
  });

  it('[CN8] being wanted again is the same matter; after a close it is the next', () => {
    const told = [wanted(0), takes(5), agent(5), [6, 'agent', 'conversation.unassigned'] as Told, agent(9), closed(20)];
    expect(of(...told, reopened(30), takes(30), agent(31), closed(40))).toEqual([
      { at: 0, first: 5, responses: [5], resolution: 20 },
      { at: 30, first: undefined, responses: [], resolution: 10 },
    ]);
  });
});
