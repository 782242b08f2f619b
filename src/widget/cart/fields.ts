/** Reads what shops' pages and servers say, which may have any form. */
export type Fields = Record<string, unknown>;

export const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The objects of a list, or of an object that stands for a list, as PHP writes one. */
export const recordsOf = (value: unknown): Fields[] => (isRecord(value) ? Object.values(value).filter(isRecord) : []);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text of HTML, which shops' servers write names in: without tags, and with characters for what stands for them. */
const plain = (html: string): string =>
  html
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (whole, decimal, hex, name) => {
      if (name) return NAMED[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '';
    })
    .trim();

/** Words or a number as plain text; undefined of anything else and of nothing. */
export const wordsOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? plain(`${value}`) || undefined : undefined;

/** A currency of three letters, in any case. */
export function currencyOf(value: unknown): string | undefined {
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return /^[A-Z]{3}$/.test(code) ? code : undefined;
}
