const QUERY_LENGTH = 200;
const QUERY_WORDS = 8;

/** Scripts that are written without spaces: each sign counts as a word, so that any part of a sentence is found. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A text as an index takes it apart: signs of scripts without spaces stand alone. */
export const spaced = (text: string): string => text.replaceAll('\0', ' ').replace(UNSPACED, ' $& ');

/** What a query asks for: at most eight pieces between spaces, each with a letter or digit. */
export function piecesOf(query: string): string[] {
  return query
    .slice(0, QUERY_LENGTH)
    .split(/\s+/u)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .slice(0, QUERY_WORDS);
}
