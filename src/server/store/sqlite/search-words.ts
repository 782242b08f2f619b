import { piecesOf, spaced } from '../search-text.ts';

/** A shop's key as one word of the index. */
export function shopWord(shop: string): string {
  return `s${Buffer.from(shop).toString('hex')}`;
}

/**
 * One expression of the index for each piece of a query. Everything that the shopper or agent typed stands inside
 * quotes, so that nothing of it is read as an operator.
 */
export function toMatches(shop: string, query: string): string[] {
  return piecesOf(query).map(
    (piece) => `shop : ${shopWord(shop)} AND words : "${spaced(piece).trim().replaceAll('"', '""')}" *`,
  );
}
