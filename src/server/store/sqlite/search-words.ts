import { signedPieces, signedWords } from '../search-text.ts';

/** A text as it is kept: each word behind a space. */
export const toWords = (shop: string, text: string): string =>
  signedWords(shop, text)
    .map((word) => ` ${word}`)
    .join('');

/** One piece of a query. */
export interface Piece {
  /** What stands in a kept text if the piece does: its words one after the other, the last as a beginning. */
  part: string;
  /** What the index is asked: without a last word that follows others, for many words may begin like it. */
  lookUp: string;
}

/** Words are letters and digits alone: nothing that the shopper or agent typed is read as an operator. */
export const toPieces = (shop: string, query: string): Piece[] =>
  signedPieces(shop, query).map((words) => ({
    part: ` ${words.join(' ')}`,
    lookUp: words.length > 1 ? `"${words.slice(0, -1).join(' ')}"` : `"${words[0]}" *`,
  }));
