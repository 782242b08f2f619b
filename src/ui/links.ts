export type TextPart = string | { href: string };

/** Web addresses, http and https only, without the mark that ends a sentence. */
const ADDRESS = /(\bhttps?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?…)\]])/i;

/** Splits a text into plain runs and web addresses. Nothing is ever read as HTML. */
export const splitLinks = (text: string): TextPart[] =>
  text
    .split(ADDRESS)
    .map((part, index) => (index % 2 ? { href: part } : part))
    .filter((part) => part !== '');
