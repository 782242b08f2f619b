import { describe, expect, it } from 'vitest';
import { TOPICS } from '../protocol/topics.ts';
import { botReplies, closes, play, playAll, replies, type Step, says } from './testing/run.ts';

const blocks: Step = { agent: { type: 'conversation.block' } };
const unblocks: Step = { agent: { type: 'conversation.unblock' }, may: ['chat', 'unblock'] };
const notes: Step = { agent: { type: 'note.add', text: 'x' } };
const follows: Step = { system: { type: 'conversation.follow_block' } };
/** The shopper is, or is no longer, blocked in whichever conversation. */
const blocked = (step: Step, is = true): Step => ({ ...step, facts: { ...step.facts, blocked: is } });
const topics = (...names: string[]): Step => ({ agent: { type: 'conversation.set_topic', topics: names } });

const made = (given: Step[], when: Step): string[] | string => {
  const { last } = play(playAll(given), when);
  return last.ok ? last.entries.map(({ kind }) => kind) : last.code;
};

describe('a shopper who is blocked in another conversation', () => {
  it.each<[says: string, given: Step[], when: Step, makes: string[] | string]>([
    ['is written nothing', [says(), replies()], replies(), 'closed'],
    ['is answered by no bot', [says()], botReplies(3), 'stale'],
    ['has no notes taken', [says()], notes, 'closed'],
    ['is not reopened', [says(), closes()], { agent: { type: 'conversation.reopen' } }, 'closed'],
    ['is unblocked here as well', [says(), closes()], unblocks, ['conversation.unblocked']],
  ])('[BL5] %s', (_, given, when, makes) => {
    expect(made(given, blocked(when))).toEqual(makes);
  });

  it('[BL5] is free everywhere once unblocked anywhere, whatever this log says', () => {
    expect(made([says(), blocks], blocked(notes, false))).toEqual(['note.added']);
    expect(made([says(), blocks], blocked(unblocks, false))).toBe('no_change');
    const open = playAll([says(), blocked(unblocks)]);
    expect(open.state?.status.at).toBe('bot');
  });

  it('[BL6] loses the conversation that was open, and the marks of the others once unblocked', () => {
    expect(made([says()], blocked(follows))).toEqual(['conversation.closed']);
    expect(made([says(), closes()], blocked(follows))).toBe('no_change');
    expect(made([says(), blocks], blocked(follows, false))).toEqual(['conversation.unblocked']);
    expect(made([says()], blocked(follows, false))).toBe('no_change');
  });
});

describe('topics by hand', () => {
  it.each<[says: string, step: Step, makes: string[] | string]>([
    ['are two of the list', topics('Shipping', 'Wholesale'), ['conversation.topic_set']],
    ['may be taken away', topics(), ['conversation.topic_set']],
    ['change something', topics('Checkout'), 'no_change'],
    ['are not words of one’s own', topics('Gossip'), 'invalid'],
    ['are not twice the same', topics('Shipping', 'Shipping'), 'invalid'],
  ])('[CV19] %s', (_, step, makes) => {
    expect(made([says(), topics('Checkout')], step)).toEqual(makes);
  });

  it('[CV19] are ten', () => {
    expect(new Set(TOPICS).size).toBe(10);
  });
});

describe('departments and marks by hand', () => {
  it.each<[rule: string, says: string, given: Step[], step: Step, makes: string[] | string]>([
    [
      'CV19',
      'a department must exist',
      [],
      { agent: { type: 'conversation.move', department: 'Nowhere' } },
      'unknown_department',
    ],
    [
      'CV19',
      'a closed conversation may be filed elsewhere',
      [closes()],
      { agent: { type: 'conversation.move', department: 'Sales' } },
      ['conversation.moved'],
    ],
    [
      'CV18',
      'priority ends with the close',
      [{ agent: { type: 'conversation.prioritise' } }, closes()],
      { agent: { type: 'conversation.deprioritise' } },
      'no_change',
    ],
    ['CV18', 'and is no mark of closed ones', [closes()], { agent: { type: 'conversation.prioritise' } }, 'closed'],
    [
      'CV17',
      'what is closed is neither active nor inactive',
      [closes()],
      { agent: { type: 'conversation.deactivate' } },
      'closed',
    ],
    [
      'CV16',
      'what is archived is not archived again',
      [closes(), { agent: { type: 'conversation.archive' } }],
      { agent: { type: 'conversation.archive' } },
      'no_change',
    ],
  ])('[%s] %s', (_rule, _says, given, step, makes) => {
    expect(made([says(), ...given], step)).toEqual(makes);
  });
});
