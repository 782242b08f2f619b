import { Banner } from '../banner.tsx';
import { MORE_STYLES } from '../more-styles.ts';
import talk from '../styles/talk.css?inline';
import { Away, Count, Failed, Linked, Newer, Over, Typing, Waits } from '../talk.tsx';

/** What only a conversation shows; fetched when it first does. */
export const css = MORE_STYLES + talk;
export const views = {
  away: Away,
  banner: Banner,
  count: Count,
  failed: Failed,
  linked: Linked,
  newer: Newer,
  over: Over,
  typing: Typing,
  waits: Waits,
};
