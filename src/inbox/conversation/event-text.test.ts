import { describe, expect, it } from 'vitest';
import type { WireEntry } from '../../protocol/entries.ts';
import { TOPICS } from '../../protocol/topics.ts';
import { t } from '../text.ts';
import { eventText } from './event-text.ts';
import { TOPIC_NAMES, topicLabel } from './topics.ts';

// The reader's own time, as the line shows it.
const at = new Date(2026, 10, 20, 18, 30).getTime();
const missed = (more: object): string => {
  const entry = { position: 1, at, v: 1, by: { role: 'bot' }, kind: 'handoff.missed', ...more } as unknown as WireEntry;
  const line = eventText(entry);
  return line ? t(line.key, line.parts) : '';
};

describe('lines of the log', () => {
  it('[IN27] a person who was wanted in vain is a line that says when the team is back', () => {
    const backAt = new Date(2026, 10, 23, 9, 0).getTime();
    expect(missed({ reason: 'asked', backAt })).toBe('Asked for a person; the team is back 23 Nov, 09:00');
    const tonight = new Date(2026, 10, 20, 20, 0).getTime();
    expect(missed({ reason: 'flow', backAt: tonight })).toBe('The assistant called a person; the team is back 20:00');
    expect(missed({ reason: 'asked' })).toBe('Asked for a person; nobody answers here');
  });

  it('[IN28] the topics that may be set are those of the protocol, each with a text of its own', () => {
    expect(TOPIC_NAMES).toEqual(TOPICS);
    expect(new Set(TOPICS.map(topicLabel)).size).toBe(TOPICS.length);
  });
});
