import { signedPieces, signedWords } from '../search-text.ts';

/** A text as a `tsvector` in writing. Words are letters and digits alone, so nothing of them is read as a sign. */
export const toVector = (shop: string, text: string): string =>
  signedWords(shop, text)
    .map((word, index) => `'${word}':${index + 1}`)
    .join(' ');

/** One piece of a query. */
export interface Piece {
  /** A `tsquery` in writing: its words one after the other, the last as a beginning. */
  query: string;
  /** What the index is asked: without a last word that follows others, for many words may begin like it. */
  lookUp: string;
}

export const toPieces = (shop: string, query: string): Piece[] =>
  signedPieces(shop, query).map((words) => {
    const quoted = words.map((word) => `'${word}'`);
    const all = `${quoted.join(' <-> ')}:*`;
    return { query: all, lookUp: quoted.length > 1 ? quoted.slice(0, -1).join(' & ') : all };
  });
