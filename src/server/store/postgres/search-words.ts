import { createHash } from 'node:crypto';
import { piecesOf, spaced } from '../search-text.ts';

/** What is beyond is not indexed. */
const TEXT_LENGTH = 20_000;
const WORD_LENGTH = 100;

/** Every word of a shop starts with it, so that one shop's search does not wade through another's words. */
const signOf = (shop: string): string => createHash('sha256').update(shop).digest('hex').slice(0, 8);

/** Words without case and accents. */
function wordsOf(text: string): string[] {
  const folded = spaced(text.slice(0, TEXT_LENGTH))
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  const words = folded.normalize('NFC').match(/[\p{L}\p{N}\p{Mc}]+/gu) ?? [];
  return words.map((word) => word.slice(0, WORD_LENGTH));
}

/** A text as a `tsvector` in writing. Words are letters and digits alone, so nothing of them is read as a sign. */
export function toVector(shop: string, text: string): string {
  const sign = signOf(shop);
  return wordsOf(text)
    .map((word, index) => `'${sign}${word}':${index + 1}`)
    .join(' ');
}

/** A `tsquery` in writing for each piece of a query: its words one after the other, the last as a beginning. */
export function toQueries(shop: string, query: string): string[] {
  const sign = signOf(shop);
  return piecesOf(query)
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .map((words) => `${words.map((word) => `'${sign}${word}'`).join(' <-> ')}:*`);
}
