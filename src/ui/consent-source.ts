import type { Consent } from '../protocol/primitives.ts';

/**
 * Follows whoever asks the shopper for consent on this page. What nobody has answered yet is 0, or is not told at all.
 * @param report takes the level whenever it may have changed
 * @returns the stop function
 */
export type ConsentSource = (report: (level: Consent) => void) => () => void;

/** What the parts `parts/consent-<source>.js` export. The loader and they never import each other. */
export interface ConsentPart {
  start: ConsentSource;
}
