const QUERY_LENGTH = 200;
const QUERY_WORDS = 8;

/** Scripts that are written without spaces: each sign counts as a word, so that any part of a sentence is found. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A text as the index holds it. */
export function toIndexedText(text: string): string {
  return text.replaceAll('\0', ' ').replace(UNSPACED, ' $& ');
}

/** A shop's key as one word of the index. */
export function shopWord(shop: string): string {
  return `s${Buffer.from(shop).toString('hex')}`;
}

/**
 * One expression of the index for each word of a query, at most eight. Everything that the shopper or agent typed
 * stands inside quotes, so that nothing of it is read as an operator.
 */
export function toMatches(shop: string, query: string): string[] {
  return query
    .slice(0, QUERY_LENGTH)
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, QUERY_WORDS)
    .map((word) => `shop : ${shopWord(shop)} AND words : "${toIndexedText(word).trim().replaceAll('"', '""')}" *`);
}
