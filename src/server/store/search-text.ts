import { createHash } from 'node:crypto';

const QUERY_LENGTH = 200;
const QUERY_WORDS = 8;
/** What is beyond is not indexed. */
const TEXT_LENGTH = 20_000;
const WORD_LENGTH = 100;

/** Scripts that are written without spaces: each sign counts as a word, so that any part of a sentence is found. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A text as an index takes it apart: signs of scripts without spaces stand alone. */
const spaced = (text: string): string => text.replaceAll('\0', ' ').replace(UNSPACED, ' $& ');

/** What a query asks for: at most eight pieces between spaces, each with a letter or digit. */
function piecesOf(query: string): string[] {
  return query
    .slice(0, QUERY_LENGTH)
    .split(/\s+/u)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .slice(0, QUERY_WORDS);
}

/** Every word of a shop starts with it, so that one shop's search does not wade through another's words. */
const signOf = (shop: string): string => createHash('sha256').update(shop).digest('hex').slice(0, 8);

/** Words without case and accents, each with the sign of the shop: letters and digits alone. */
export function signedWords(shop: string, text: string): string[] {
  const sign = signOf(shop);
  const folded = spaced(text.slice(0, TEXT_LENGTH))
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  const words = folded.normalize('NFC').match(/[\p{L}\p{N}\p{Mc}]+/gu) ?? [];
  return words.map((word) => sign + word.slice(0, WORD_LENGTH));
}

/** What a query asks for: of each piece its words one after the other, the last as a beginning. */
export const signedPieces = (shop: string, query: string): string[][] =>
  piecesOf(query)
    .map((piece) => signedWords(shop, piece))
    .filter((words) => words.length > 0);
