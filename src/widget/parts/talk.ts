import { MORE_STYLES } from '../more-styles.ts';
import talk from '../styles/talk.css?inline';
import { Count, Failed, Newer, Over, Typing } from '../talk.tsx';

/** What only a conversation shows; fetched when it first does. */
export const css = MORE_STYLES + talk;
export const views = { count: Count, failed: Failed, newer: Newer, over: Over, typing: Typing };
